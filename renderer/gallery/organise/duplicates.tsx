// Pictures that are the same or look alike, in groups: compared, kept, or thinned out to the one that is kept.
import { CopyX } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { formatDay } from "#renderer/gallery/grid/describe-card.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { lightboxStore } from "#renderer/session/lightbox-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import type { PictureActions } from "#renderer/session/use-picture-actions.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { DuplicateGroup } from "#shared/contract/calls/organise-calls.ts";
import type { CallReply } from "#shared/contract/registry.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import styles from "./duplicates.module.css";

interface DuplicatesProps {
  readonly actions: Pick<PictureActions, "trash">;
  readonly onCompare: (pictures: readonly PictureCard[]) => void;
}

const mostCompared = 4;
const furthest = 16;

/** A distance between fingerprints of 64 bits, in a word. */
function likenessOf(distance: number): "same" | "close" | "alike" | "loose" {
  if (distance === 0) return "same";
  if (distance <= 3) return "close";
  return distance <= 8 ? "alike" : "loose";
}

export function Duplicates({ actions, onCompare }: DuplicatesProps) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const [distance, setDistance] = useState(6);
  const [asked, setAsked] = useState({ distance: 6, turn: 0 });
  const [reply, setReply] = useState<CallReply<"picture.duplicates"> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void invoke("picture.duplicates", { distance: asked.distance, limit: 200 }).then((found) => {
      if (isCurrent) setReply(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  useEffect(
    () =>
      onLibraryEvent((event) => {
        if (event.name !== "pictures.changed") setAsked((now) => ({ ...now, turn: now.turn + 1 }));
      }),
    [],
  );

  // Who came by a key has left the focus behind in the grid.
  const area = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) area.current?.focus({ preventScroll: true });
  }, []);

  const groups = reply?.ok === true ? reply.value.groups : [];
  return (
    <section ref={area} tabIndex={-1} className={styles["duplicates"]} aria-label={t("duplicates.label")}>
      <div className={styles["bar"]}>
        <output className={styles["title"]}>
          {reply === null && t("duplicates.looking")}
          {reply?.ok === true && t("duplicates.title", { count: reply.value.total })}
          {reply?.ok === true && reply.value.total > groups.length
            ? ` ${t("duplicates.shown", { shown: groups.length })}`
            : ""}
        </output>
        <Slider
          label={t("duplicates.distance")}
          value={distance}
          min={0}
          max={furthest}
          valueText={t(`duplicates.alike.${likenessOf(distance)}`)}
          onValueChange={setDistance}
          onValueCommitted={(chosen) => setAsked((now) => ({ distance: chosen, turn: now.turn + 1 }))}
          className={styles["distance"]}
        />
      </div>
      {reply === null && <Skeleton className={styles["loading"]} />}
      {reply?.ok === false && (
        <EmptyState title={sentences.forError(reply.error).title}>
          <Button onClick={() => setAsked((now) => ({ ...now, turn: now.turn + 1 }))}>
            {t("duplicates.failedAction")}
          </Button>
        </EmptyState>
      )}
      {reply?.ok === true && groups.length === 0 && (
        <EmptyState
          icon={<CopyX size={24} strokeWidth={1.5} aria-hidden />}
          title={t("duplicates.none")}
          description={t("duplicates.noneText")}
        />
      )}
      <ul className={styles["groups"]}>
        {groups.map((group) => (
          <li key={group.pictures.map(({ id }) => id).join(" ")} className={styles["group"]}>
            <Group group={group} onCompare={onCompare} actions={actions} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface GroupProps extends DuplicatesProps {
  readonly group: DuplicateGroup;
}

function Group({ group: { kind, distance, pictures }, actions, onCompare }: GroupProps) {
  const { t } = useTranslation("gallery");
  const sizeOf = ({ widthPx, heightPx }: PictureCard) => `${widthPx} × ${heightPx}`;
  return (
    <>
      <header className={styles["heading"]}>
        <h3 title={kind === "same" ? undefined : t("duplicates.bits", { count: distance })}>
          {t(`duplicates.alike.${kind === "same" ? "same" : likenessOf(Math.max(1, distance))}`)}
        </h3>
        <Button tone="ghost" onClick={() => onCompare(pictures.slice(0, mostCompared))}>
          {t("duplicates.compare")}
        </Button>
      </header>
      <ul className={styles["pictures"]}>
        {pictures.map((picture, index) => (
          <li key={picture.id}>
            <button
              type="button"
              className={styles["picture"]}
              aria-label={t("duplicates.open", { title: picture.title })}
              onClick={() => lightboxStore.getState().open(pictures, index)}
            >
              <img src={thumbUrl(picture.asset, 200 * window.devicePixelRatio)} alt="" loading="lazy" />
            </button>
            <span className={styles["words"]}>
              {t("duplicates.tile", {
                title: picture.title.slice(0, 60),
                size: sizeOf(picture),
                date: formatDay(picture.createdAt),
              })}
            </span>
            <Button
              tone="ghost"
              onClick={() => actions.trash(pictures.filter(({ id }) => id !== picture.id))}
            >
              {t("duplicates.keep")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
