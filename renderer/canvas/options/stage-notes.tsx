// What has to be said over the stage: the picture loads, a view is on, tools draw into a patch, a patch wants to be laid by
// hand. Each with its way out.
import type { ReactNode } from "react";
import { memo, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { depthSteps } from "#renderer/canvas/preview/depth-steps.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { MakingWords } from "./making-words.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { FocusHeir } from "#renderer/ui/focus-heir.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { countPlaced } from "#renderer/canvas/panel/patch-state.ts";
import { chosenTake } from "#shared/model/patch.ts";
import styles from "./stage-notes.module.css";

interface StageNotesProps {
  readonly desk: Desk;
}

export const StageNotes = memo(function StageNotes({ desk }: StageNotesProps) {
  const { t } = useTranslation("canvas");
  const isMeasuring = useStore(desk.state, (state) => state.isMeasuring);
  return (
    <div className={styles["notes"]}>
      <BaseNote desk={desk} />
      <PlacingNote desk={desk} />
      <MakingNote desk={desk} />
      {isMeasuring && <Note>{t("tools.measuring")}</Note>}
      <TargetNote desk={desk} />
      <GateNote desk={desk} />
      <OverlayNote desk={desk} />
    </div>
  );
});

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles["note"]}>
      {children}
      <FocusHeir />
    </div>
  );
}

/** A few tiles come without a word; a decoding of the whole takes seconds and says how far it is. */
function BaseNote({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const base = useStore(desk.state, (state) => state.base);
  const decoded = useStore(desk.state, (state) => state.decoded);
  if (base === "failed") return desk.base.file === "there" ? <Note>{t("stage.failed")}</Note> : null;
  if (base === "loading" && decoded === null) return <Note>{t("stage.loading")}</Note>;
  if (decoded === null || base === "none" || base === "shown") return null;
  return (
    <Note>
      {t(base === "loading" ? "stage.loading" : "stage.sharpening")}
      <ProgressBar className={styles["progress"]} label={t("stage.decoding")} value={decoded} />
    </Note>
  );
}

/** What is placed sooner needs no word, ms. */
const PLACING_AFTER_MS = 300;

/** Until every patch that shows stands: what is missing of them is not lost. */
function PlacingNote({ desk: { document, preview } }: { readonly desk: Desk }) {
  const patches = useStore(document, ({ composition }) => composition.patches);
  const outcomes = useStore(preview.store, (now) => now.outcomes);
  const { placed, count } = countPlaced(patches, outcomes);
  return placed < count ? <PlacingWords placed={placed} count={count} /> : null;
}

function PlacingWords({ placed, count }: { readonly placed: number; readonly count: number }) {
  const { t } = useTranslation("canvas");
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLong(true);
      announce(t("stage.placing"));
    }, PLACING_AFTER_MS);
    return () => clearTimeout(timer);
  }, [t]);
  if (!isLong) return null;
  return (
    <Note>
      {t("stage.placingOf", { placed, count })}
      <ProgressBar className={styles["progress"]} label={t("stage.placing")} value={placed / count} />
    </Note>
  );
}

/** A way out under way, with its stop. */
function MakingNote({ desk }: { readonly desk: Desk }) {
  const making = useStore(desk.state, (now) => now.making);
  if (making === null) return null;
  return (
    <div className={styles["note"]}>
      <MakingWords desk={desk} making={making} />
    </div>
  );
}

function OverlayNote({ desk: { preview, view } }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const overlay = useStore(preview.store, (now) => now.overlay);
  const overlayState = useStore(preview.store, (now) => now.overlayState);
  const changedPixels = useStore(preview.store, (now) => now.changedPixels);
  const steps = useStore(preview.store, (now) => now.depthSteps);
  const comparison = useStore(view, (now) => now.comparison.kind);
  const closeKey = useCommandKey("canvas.closeViews");
  if (overlay === null && comparison === "none") return null;
  const words =
    overlay === null
      ? t(comparison === "split" ? "overlay.split" : "overlay.before")
      : overlayState !== "shown"
        ? t(overlayState === "short" ? "overlay.memory" : "overlay.painting")
        : overlay === "changed"
          ? t("overlay.changed", {
              count: changedPixels ?? 0,
              shown: (changedPixels ?? 0).toLocaleString("en"),
            })
          : t(`overlay.${overlay}`);
  return (
    <Note>
      {words}
      {overlay === "depth" && overlayState === "shown" && <DepthLegend steps={steps} />}
      <Button tone="ghost" chord={closeKey} onClick={() => runCommand("canvas.closeViews")}>
        {t("overlay.close")}
      </Button>
    </Note>
  );
}

/** The colours that occur, each with its number. */
function DepthLegend({ steps }: { readonly steps: readonly number[] }) {
  const { t } = useTranslation("canvas");
  return (
    <ul className={styles["legend"]} aria-label={t("overlay.depth")}>
      {steps.map((step) => (
        <li key={step}>
          <span
            className={styles["swatch"]}
            style={{ background: `rgb(${(depthSteps[step] ?? []).join(" ")})` }}
          />
          {t(step === depthSteps.length - 1 ? "overlay.depthMost" : "overlay.depthTimes", {
            count: step + 1,
          })}
        </li>
      ))}
    </ul>
  );
}

function TargetNote({ desk: { document, view } }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const target = useStore(view, (now) => now.target);
  const patches = useStore(document, ({ composition }) => composition.patches);
  const patch = target.kind === "selection" ? undefined : patches.find(({ id }) => id === target.id);
  const areaKey = useCommandKey("canvas.editArea");
  if (patch === undefined) return null;
  const number =
    target.kind === "take" ? patch.takes.findIndex(({ job }) => job === target.job) + 1 : undefined;
  return (
    <Note>
      {number === undefined
        ? t("selection.drawing", { name: patch.name })
        : t("mix.painting", { number, name: patch.name })}
      <Button
        chord={target.kind === "patch" ? areaKey : ""}
        onClick={() => view.actions.set({ target: { kind: "selection" } })}
      >
        {t("selection.drawingDone")}
      </Button>
    </Note>
  );
}

/** The gate's way out: handles on the stage and the onion skin. */
function GateNote({ desk: { document, view, tools } }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const handKey = useCommandKey("canvas.placeByHand");
  const patches = useStore(document, ({ composition }) => composition.patches);
  const patch = useStore(view, ({ activePatch }) => patches.find(({ id }) => id === activePatch));
  const isMoving = useStore(tools, ({ tool }) => tool === "move");
  const verdict = patch === undefined ? undefined : chosenTake(patch).measured?.verdict;
  if (isMoving || (verdict !== "warned" && verdict !== "changed" && verdict !== "unmeasured")) return null;
  return (
    <Note>
      {t(`gate.${verdict}`)}
      <Button chord={handKey} onClick={() => runCommand("canvas.placeByHand")}>
        {t("gate.byHand")}
      </Button>
    </Note>
  );
}
