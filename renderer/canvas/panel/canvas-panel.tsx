// The panel beside the stage: what is selected, the patches, and the settings of the one in hand.
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import type { JobId, PatchId } from "#shared/model/ids.ts";
import { chosenTake, type Patch } from "#shared/model/patch.ts";
import type { RectPx } from "#shared/model/region.ts";
import { ChangeList, type ChangeListProps } from "./change-list.tsx";
import { extensionOffer } from "./extension-offer.ts";
import { PatchList } from "./patch-list.tsx";
import { PatchProof } from "./patch-proof.tsx";
import type { PatchReport } from "./patch-report.ts";
import { TakeMixer } from "./take-mixer.tsx";
import { PatchTuningPanel } from "./patch-tuning.tsx";
import styles from "./panel.module.css";

interface CanvasPanelProps {
  readonly document: CanvasDocument;
  readonly view: CanvasView;
  readonly reports: ReadonlyMap<PatchId, PatchReport>;
  /** The smallest box of what is selected; null for nothing. */
  readonly selected: RectPx | null;
  readonly isOnion: boolean;
  /** Takes a take of the patch to paint with in hand; null lets it go. */
  readonly onPaint: (patch: Patch, job: JobId | null) => void;
  /** The changes of a take that are on the stage; null for none. */
  readonly changes: ChangeListProps | null;
}

export function CanvasPanel(props: CanvasPanelProps) {
  const { document, view, reports, selected, isOnion, onPaint, changes } = props;
  const { t } = useTranslation("canvas");
  const patches = useStore(document, ({ composition }) => composition.patches);
  const active = useStore(view, ({ activePatch }) => activePatch);
  const target = useStore(view, (state) => state.target);
  const patch = patches.find(({ id }) => id === active) ?? null;
  const outcome = patch === null ? null : (reports.get(patch.id) ?? null);
  return (
    <aside className={styles["panel"]} aria-label={t("panel.label")}>
      <h2>{t("panel.selections")}</h2>
      <p className={styles["hint"]}>
        {selected === null
          ? t("stage.nothing")
          : t("stage.selected", {
              width: selected.width,
              height: selected.height,
              x: selected.x,
              y: selected.y,
            })}
      </p>
      {changes !== null && <ChangeList {...changes} />}
      <h2>{t("panel.patches")}</h2>
      <PatchList
        document={document}
        patches={patches}
        reports={reports}
        active={active}
        onActivate={(id) => view.actions.set({ activePatch: id, target: { kind: "selection" } })}
        hasBase={document.getState().composition.base.kind === "picture"}
      />
      {patch !== null && (
        <>
          {patch.isVisible && (
            <PatchProof
              outcome={outcome}
              driftPx={chosenTake(patch).scores?.driftPx ?? null}
              offer={extensionOffer(patch, outcome)}
            />
          )}
          <TakeMixer document={document} view={view} patch={patch} onPaint={(job) => onPaint(patch, job)} />
          <PatchTuningPanel
            key={patch.id}
            document={document}
            patch={patch}
            automatic={outcome?.kind === "placed" ? outcome.report : null}
            isOnion={isOnion}
            isAreaOpen={target.kind === "patch" && target.id === patch.id}
          />
        </>
      )}
    </aside>
  );
}
