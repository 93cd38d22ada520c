// Several takes in one patch: the one that shows, and the ones painted over it. Painting is drawing: the tools draw into the
// place where a take shows, until it is let go.
import { Eraser, Paintbrush } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Select } from "#renderer/ui/select.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import { chosenTake, type Patch } from "#shared/model/patch.ts";
import type { JobId } from "#shared/model/ids.ts";
import styles from "./panel.module.css";

interface TakeMixerProps {
  readonly document: CanvasDocument;
  readonly view: CanvasView;
  readonly patch: Patch;
  /** Takes a take to paint with in hand; null lets it go. */
  readonly onPaint: (job: JobId | null) => void;
}

export function TakeMixer({ document, view, patch, onPaint }: TakeMixerProps) {
  const { t } = useTranslation("canvas");
  const { actions } = document;
  const { id, takes, mix } = patch;
  const painting = useStore(view, ({ target }) =>
    target.kind === "take" && target.id === id ? target.job : null,
  );
  const clearKey = useCommandKey("canvas.clearPainting");
  if (takes.length < 2) return null;
  const { request } = patch.window;
  return (
    <section className={styles["section"]} aria-label={t("mix.label")}>
      <h3>{t("mix.title")}</h3>
      <Select
        label={t("panel.takeLabel")}
        value={chosenTake(patch).job}
        options={takes.map(({ job }, i) => ({ value: job, label: t("panel.take", { number: i + 1 }) }))}
        onValueChange={(job) => actions.chooseTake(id, job)}
      />
      <div className={styles["takes"]} role="group" aria-label={t("mix.paint")}>
        {takes.map(({ job, reply }, i) => {
          const isPainting = painting === job;
          // Where nothing is painted over it, there is nothing to paint back.
          const isShown = job === mix.chosen && mix.painted.length === 0 && !isPainting;
          return (
            <button
              key={job}
              type="button"
              disabled={isShown}
              aria-pressed={isPainting}
              aria-label={t("mix.paintWith", { number: i + 1 })}
              title={t("mix.paintWith", { number: i + 1 })}
              className={joinClasses(styles["take"], isPainting && styles["painting"])}
              onClick={() => onPaint(isPainting ? null : job)}
            >
              <Thumb
                src={thumbUrl(reply, 160)}
                alt=""
                widthPx={request.width}
                heightPx={request.height}
                isLazy={false}
                className={styles["takeThumb"]}
              />
              <span className={styles["takeNumber"]}>
                <Paintbrush size={12} strokeWidth={1.5} aria-hidden />
                {i + 1}
              </span>
            </button>
          );
        })}
      </div>
      <p className={styles["hint"]}>{t(painting === null ? "mix.hint" : "mix.now")}</p>
      {mix.painted.length > 0 && (
        <Button
          tone="ghost"
          icon={<Eraser size={14} strokeWidth={1.5} />}
          chord={clearKey}
          chordIn="tooltip"
          onClick={() => runCommand("canvas.clearPainting")}
        >
          {t("mix.clear")}
        </Button>
      )}
    </section>
  );
}
