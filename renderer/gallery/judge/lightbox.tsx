// Pictures looked at large, above whichever room opened them. Draws session/lightbox-store; pages, zooms, judges.
import { Dialog } from "@base-ui/react/dialog";
import {
  ChevronLeft,
  ChevronRight,
  Grid3x3,
  ListChecks,
  Maximize,
  Paintbrush,
  X,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { MarkButtons } from "#renderer/gallery/mark-buttons.tsx";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import { usePictureCommands } from "#renderer/gallery/use-picture-commands.ts";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { lightboxStore, useLightbox } from "#renderer/session/lightbox-store.ts";
import { useNavigation } from "#renderer/session/navigation.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { mediaUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { arrowPan, zoomStepFactor } from "./use-pan-zoom.ts";
import { ZoomStage, type ZoomHandle } from "./zoom-stage.tsx";
import viewer from "./viewer.module.css";
import styles from "./lightbox.module.css";

export function Lightbox() {
  const items = useLightbox((state) => state.items);
  const index = useLightbox((state) => state.index);
  const close = useLightbox((state) => state.close);
  const room = useNavigation((state) => state.room);
  const picture = items[index];

  // Reuse and reference lead to Create: what was looked at is then in the way.
  const openedIn = useRef(room);
  // The frame takes the focus, not its first button: a tooltip would stand in the picture and catch the first Escape.
  const frame = useRef<HTMLDivElement>(null);
  const stage = useRef<ZoomHandle>(null);
  useEffect(() => {
    if (room !== openedIn.current) close();
    openedIn.current = room;
  }, [room, close]);
  useEffect(
    () =>
      onLibraryEvent((event) => {
        if (event.name === "pictures.changed") event.pictures.forEach(lightboxStore.getState().replace);
        const isGone =
          event.name === "picture.removed" ||
          (event.name === "picture.returned" && lightboxStore.getState().isTrash);
        if (isGone) lightboxStore.getState().remove(event.ids);
      }),
    [],
  );

  return (
    <Dialog.Root open={picture !== undefined} onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={frame}
          initialFocus={frame}
          className={viewer["viewer"]}
          data-shortcuts
          // Dialogs keep the arrow keys to themselves; here they are the app's, and page.
          onKeyDown={(event) => {
            event.preventBaseUIHandler();
            const by = event.shiftKey ? arrowPan(event.key) : null;
            if (by === null) return;
            event.preventDefault();
            stage.current?.pan(by);
          }}
        >
          {picture !== undefined && (
            <LargePicture picture={picture} index={index} neighbours={items} stage={stage} />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface LargePictureProps {
  readonly picture: PictureCard;
  readonly index: number;
  readonly neighbours: readonly PictureCard[];
  readonly stage: RefObject<ZoomHandle | null>;
}

function LargePicture({ picture, index, neighbours, stage }: LargePictureProps) {
  const { t } = useTranslation("gallery");
  const place = useLightbox((state) => state.first) + index;
  const total = useLightbox((state) => state.total);
  const isTriage = useLightbox((state) => state.isTriage);
  const isTrash = useLightbox((state) => state.isTrash);
  const actions = usePictureActions();
  const [percent, setPercent] = useState(100);
  const chords = {
    next: useCommandKey("lightbox.next"),
    previous: useCommandKey("lightbox.previous"),
    zoomIn: useCommandKey("lightbox.zoomIn"),
    zoomOut: useCommandKey("lightbox.zoomOut"),
    fit: useCommandKey("lightbox.fit"),
    actual: useCommandKey("lightbox.actualPixels"),
    close: useCommandKey("lightbox.close"),
    canvas: useCommandKey("picture.openOnCanvas"),
    again: useCommandKey("picture.takeAgain"),
    triage: useCommandKey("gallery.triage"),
    restore: useCommandKey("picture.restore"),
  };
  const { goTo, close, setTriage } = lightboxStore.getState();
  const toggleTriage = () => setTriage(!lightboxStore.getState().isTriage);
  const zoomIn = () => stage.current?.zoom(zoomStepFactor);
  const zoomOut = () => stage.current?.zoom(1 / zoomStepFactor);
  const step = (by: number) => goTo(lightboxStore.getState().index + by);

  const advance = () => {
    const { items, index: at } = lightboxStore.getState();
    if (!lightboxStore.getState().isTriage) return;
    if (at < items.length - 1) step(1);
    else showToast({ title: t("lightbox.triageDone"), tone: "success" });
  };
  usePictureCommands(
    actions,
    () => {
      const { items, index: at, isTrash: isLost } = lightboxStore.getState();
      return isLost ? [] : items.slice(at, at + 1);
    },
    advance,
  );
  useCommands({
    "lightbox.next": { enabled: () => lightboxStore.getState().items.length > 1, run: () => step(1) },
    "lightbox.previous": { enabled: () => lightboxStore.getState().items.length > 1, run: () => step(-1) },
    "lightbox.zoomIn": zoomIn,
    "lightbox.zoomOut": zoomOut,
    "lightbox.fit": () => stage.current?.fit(),
    "lightbox.actualPixels": () => stage.current?.actualPixels(),
    "lightbox.close": close,
    "gallery.triage": { enabled: () => !isTrash, run: toggleTriage },
    "picture.restore": { enabled: () => isTrash, run: () => actions.restore([picture]) },
    // The bar of the trash would ask about all that are selected behind this.
    "picture.purge": { enabled: () => false, run: () => undefined },
  });
  usePreloaded(neighbours[index - 1], neighbours[index + 1]);

  return (
    <>
      <header className={viewer["bar"]}>
        <Dialog.Title className={viewer["title"]} title={picture.title}>
          {picture.title || t("grid.untitled")}
        </Dialog.Title>
        <span className={viewer["figures"]}>
          {t("lightbox.place", { index: place + 1, total })} · {picture.widthPx} × {picture.heightPx} ·{" "}
          {t("lightbox.scale", { percent })}
        </span>
        {isTrash ? (
          <Button chord={chords.restore} onClick={() => actions.restore([picture])}>
            {t("actions.restore")}
          </Button>
        ) : (
          <>
            <MarkButtons
              pictures={[picture]}
              actions={{
                ...actions,
                rate: (pictures, rating) => {
                  actions.rate(pictures, rating);
                  advance();
                },
                toggleRejected: (pictures) => {
                  actions.toggleRejected(pictures);
                  advance();
                },
              }}
            />
            {picture.problem === null && (
              <IconButton
                label={t("actions.openOnCanvas")}
                chord={chords.canvas}
                icon={<Paintbrush size={16} strokeWidth={1.5} />}
                onClick={() => actions.openOnCanvas(picture)}
              />
            )}
            <IconButton
              label={t("lightbox.triage")}
              chord={chords.triage}
              isPressed={isTriage}
              icon={<ListChecks size={16} strokeWidth={1.5} />}
              onClick={toggleTriage}
            />
          </>
        )}
        <IconButton
          label={t("lightbox.zoomOut")}
          chord={chords.zoomOut}
          icon={<ZoomOut size={16} strokeWidth={1.5} />}
          onClick={zoomOut}
        />
        <IconButton
          label={t("lightbox.zoomIn")}
          chord={chords.zoomIn}
          icon={<ZoomIn size={16} strokeWidth={1.5} />}
          onClick={zoomIn}
        />
        <IconButton
          label={t("lightbox.fit")}
          chord={chords.fit}
          icon={<Maximize size={16} strokeWidth={1.5} />}
          onClick={() => stage.current?.fit()}
        />
        <IconButton
          label={t("lightbox.actual")}
          chord={chords.actual}
          icon={<Grid3x3 size={16} strokeWidth={1.5} />}
          onClick={() => stage.current?.actualPixels()}
        />
        <IconButton
          label={t("lightbox.close")}
          chord={chords.close}
          icon={<X size={16} strokeWidth={1.5} />}
          onClick={close}
        />
      </header>
      {isTriage && (
        <p className={styles["hint"]}>{t("lightbox.triageHint", { left: Math.max(0, total - place - 1) })}</p>
      )}
      {picture.problem === null ? (
        <ZoomStage key={picture.id} ref={stage} picture={picture} onScale={setPercent} />
      ) : (
        <div className={viewer["sentence"]}>
          <p>{t(`lightbox.${picture.problem}`)}</p>
          {picture.problem === "changed" && !isTrash && (
            <Button chord={chords.again} onClick={() => void actions.takeAgain(picture)}>
              {t("actions.takeAgain")}
            </Button>
          )}
        </div>
      )}
      {total > 1 && (
        <>
          <IconButton
            isOverlay
            size="large"
            side="right"
            label={t("lightbox.previous")}
            chord={chords.previous}
            disabled={index === 0}
            icon={<ChevronLeft size={20} strokeWidth={1.5} />}
            onClick={() => step(-1)}
            className={styles["previous"]}
          />
          <IconButton
            isOverlay
            size="large"
            side="left"
            label={t("lightbox.next")}
            chord={chords.next}
            disabled={index === neighbours.length - 1}
            icon={<ChevronRight size={20} strokeWidth={1.5} />}
            onClick={() => step(1)}
            className={styles["next"]}
          />
        </>
      )}
    </>
  );
}

/** Has the browser fetch and decode the pictures on either side, so that paging shows them at once. */
function usePreloaded(...pictures: readonly (PictureCard | undefined)[]): void {
  const assets = pictures.flatMap((picture) => (picture?.problem === null ? [picture.asset] : [])).join(" ");
  useEffect(() => {
    const images = assets
      .split(" ")
      .filter((asset) => asset !== "")
      .map((asset) => {
        const image = new Image();
        image.src = mediaUrl(asset as PictureCard["asset"]);
        return image;
      });
    return () => {
      for (const image of images) image.src = "";
    };
  }, [assets]);
}
