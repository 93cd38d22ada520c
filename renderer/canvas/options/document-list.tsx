// The room before a document is open: the documents there are, and every way to begin one.
import { FilePlus2, ImagePlus, Images, Trash2 } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke, onEvent } from "#renderer/bridge/bridge.ts";
import { createDocument, openDocument } from "#renderer/canvas/run/open-store.ts";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { stopUnsent } from "#renderer/session/stop-unsent.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { CompositionCard, UnreadableDocument } from "#shared/contract/calls/composition-calls.ts";
import { isCanvasSize } from "#shared/model/composition.ts";
import { coverUrl, thumbUrl } from "#shared/contract/media.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { UnreadableCard } from "./unreadable-card.tsx";
import styles from "./options.module.css";

interface DocumentListProps {
  /** Why the last document did not open; null for none. */
  readonly error: StudioError | null;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Events after which cards are others. */
const changes: ReadonlySet<string> = new Set([
  "composition.changed",
  "composition.removed",
  "composition.covered",
  "library.reloaded",
]);

const icon = { size: 16, strokeWidth: 1.5 } as const;

export function DocumentList({ error, onFiles }: DocumentListProps) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const picker = useRef<HTMLInputElement>(null);
  const { cards, unreadable, failure, refresh } = useCards();
  const openKey = useCommandKey("canvas.openPicture");
  const galleryKey = useCommandKey("room.gallery");
  useCommands({ "canvas.openPicture": () => picker.current?.click() });
  const said = error ?? failure;
  const sentence = said === null ? null : forError(said);
  const remove = async ({ id }: Pick<CompositionCard, "id">): Promise<void> => {
    const reply = await invoke("composition.remove", { id });
    if (!reply.ok) {
      showToast({ title: forError(reply.error).title, tone: "danger" });
      return;
    }
    // Nobody is there to choose among takes that were not even sent.
    const open = [...jobsStore.getState().byId.values()].filter(
      ({ origin }) => origin.kind === "canvas" && origin.composition === id,
    );
    const { cancelled, onTheirWay } = await stopUnsent(open.map((job) => job.id));
    const stopped = [
      cancelled > 0 ? t("takes.discardedUnsent", { count: cancelled }) : null,
      onTheirWay > 0 ? t("takes.discardedSent", { count: onTheirWay }) : null,
    ];
    showToast({
      title: t("start.removed"),
      description: stopped.filter((part) => part !== null).join(" "),
      action: {
        label: t("start.undo"),
        run: () => void invoke("composition.restore", { id }).then(refresh),
      },
    });
    await refresh();
  };
  return (
    <div className={styles["start"]}>
      <header className={styles["head"]}>
        <h1>{t("start.title")}</h1>
        <input
          ref={picker}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          aria-label={t("start.openFile")}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = "";
            onFiles(files);
          }}
        />
        <Button
          tone="primary"
          icon={<ImagePlus {...icon} />}
          chord={openKey}
          chordIn="tooltip"
          onClick={() => picker.current?.click()}
        >
          {t("start.openFile")}
        </Button>
        <Button
          icon={<Images {...icon} />}
          chord={galleryKey}
          chordIn="tooltip"
          onClick={() => navigationStore.getState().goTo("gallery")}
        >
          {t("start.fromGallery")}
        </Button>
        <BlankButton />
      </header>
      {sentence !== null && (
        <p role="alert">
          {sentence.title}. {sentence.next}
        </p>
      )}
      {cards === null && failure === null && (
        <div className={styles["documents"]} role="status" aria-label={t("start.loading")}>
          <Skeleton className={styles["skeleton"]} />
          <Skeleton className={styles["skeleton"]} />
          <Skeleton className={styles["skeleton"]} />
        </div>
      )}
      {failure !== null && <Button onClick={() => void refresh()}>{t("start.retry")}</Button>}
      {cards?.length === 0 && unreadable.length === 0 && (
        <EmptyState title={t("start.emptyTitle")} description={t("start.emptyText")} />
      )}
      {cards !== null && cards.length + unreadable.length > 0 && (
        <ul className={styles["documents"]} aria-label={t("start.title")}>
          {unreadable.map((document) => (
            <UnreadableCard
              key={document.id}
              document={document}
              onRemove={() => void remove(document)}
              onRetry={() => void refresh()}
            />
          ))}
          {cards.map((card) => (
            <li key={card.id} className={styles["card"]}>
              <button type="button" className={styles["open"]} onClick={() => void openDocument(card.id)}>
                <Thumb
                  src={coverOf(card)}
                  alt=""
                  {...card.sizePx}
                  fit="contain"
                  className={styles["thumb"]}
                />
                <span className={styles["title"]}>{card.name}</span>
                <span className={styles["faint"]}>
                  {card.sizePx.widthPx} × {card.sizePx.heightPx} ·{" "}
                  {t("start.patches", { count: card.patches })}
                </span>
              </button>
              <IconButton
                isOverlay
                size="small"
                label={t("start.remove", { name: card.name })}
                icon={<Trash2 size={14} strokeWidth={1.5} />}
                className={styles["remove"]}
                onClick={() => void remove(card)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What it looks like now; before that was ever made, its base. */
function coverOf({ id, cover, base }: CompositionCard): string | null {
  if (cover !== null) return coverUrl(id, cover);
  return base === null ? null : thumbUrl(base, 320);
}

/** The documents, newest first; kept up to date by the host's events. */
function useCards() {
  const [cards, setCards] = useState<readonly CompositionCard[] | null>(null);
  const [unreadable, setUnreadable] = useState<readonly UnreadableDocument[]>([]);
  const [failure, setFailure] = useState<StudioError | null>(null);
  const refresh = useCallback(async (): Promise<void> => {
    const reply = await invoke("composition.list", {});
    setFailure(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    setCards(reply.value.compositions);
    setUnreadable(reply.value.unreadable);
  }, []);
  useEffect(() => {
    const first = setTimeout(() => void refresh());
    const end = onEvent(({ name }) => {
      if (changes.has(name)) void refresh();
    });
    return () => {
      clearTimeout(first);
      end();
    };
  }, [refresh]);
  return { cards, unreadable, failure, refresh };
}

function BlankButton() {
  const { t } = useTranslation("canvas");
  const [widthPx, setWidth] = useState(1536);
  const [heightPx, setHeight] = useState(1024);
  const isPossible = isCanvasSize({ widthPx, heightPx });
  const [isOpen, setOpen] = useState(false);
  const key = useCommandKey("canvas.newBlank");
  useCommands({ "canvas.newBlank": () => setOpen(true) });
  return (
    <Popover
      title={t("start.blank")}
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon={<FilePlus2 {...icon} />} chord={key} chordIn="tooltip">
          {t("start.blank")}
        </Button>
      }
      className={styles["blank"]}
    >
      <NumberField
        label={t("start.width")}
        unit={t("tools.px")}
        min={1}
        max={100_000}
        value={widthPx}
        onValueChange={(px) => px !== null && setWidth(px)}
      />
      <NumberField
        label={t("start.height")}
        unit={t("tools.px")}
        min={1}
        max={100_000}
        value={heightPx}
        onValueChange={(px) => px !== null && setHeight(px)}
      />
      {!isPossible && <p className={styles["faint"]}>{t("start.tooLarge")}</p>}
      <Button
        tone="primary"
        disabled={!isPossible}
        onClick={() =>
          void createDocument({ kind: "blank", sizePx: { widthPx, heightPx }, name: t("start.untitled") })
        }
      >
        {t("start.create")}
      </Button>
    </Popover>
  );
}
