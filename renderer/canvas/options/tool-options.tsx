// The options of the tool in hand, and what can be done with all that is selected.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { changeTarget } from "#renderer/canvas/document/change-target.ts";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import type { ToolSettingsStore } from "#renderer/canvas/tools/tool-settings.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { findPatch } from "#renderer/canvas/document/patch-changes.ts";
import type { RegionMode } from "#shared/model/region.ts";
import styles from "./options.module.css";

interface ToolOptionsProps {
  readonly document: CanvasDocument;
  readonly view: CanvasView;
  readonly masks: RegionMasks;
  readonly tools: ToolSettingsStore;
  readonly isMeasuring: boolean;
}

export function ToolOptions({ document, view, masks, tools, isMeasuring }: ToolOptionsProps) {
  const { t } = useTranslation("canvas");
  const { tool, mode, brush, wand, smart } = useStore(tools);
  const target = useStore(view, (state) => state.target);
  const patch = useStore(document, ({ composition }) =>
    target.kind === "patch" ? findPatch(composition, target.id) : undefined,
  );
  const isBrush = tool === "brush" || tool === "eraser";
  const draws = tool !== "move" && tool !== "zoom" && tool !== "hand";
  const set = tools.actions.set;
  return (
    <div className={styles["tool"]}>
      {draws && !isBrush && (
        <SegmentedControl
          label={t("tools.mode")}
          isLabelHidden
          value={mode}
          segments={(["replace", "add", "subtract", "intersect"] as const).map((value: RegionMode) => ({
            value,
            label: t(`tools.${value}`),
          }))}
          onValueChange={(next) => set({ mode: next })}
        />
      )}
      {isBrush && (
        <>
          <NumberField
            layout="row"
            className={styles["number"]}
            label={t("tools.size")}
            unit={t("tools.px")}
            min={1}
            max={4096}
            value={Math.round(brush.radiusPx * 2)}
            onValueChange={(size) => size !== null && set({ brush: { ...brush, radiusPx: size / 2 } })}
          />
          <NumberField
            layout="row"
            className={styles["number"]}
            label={t("tools.hardness")}
            unit="%"
            min={0}
            max={100}
            step={5}
            value={Math.round(brush.hardness * 100)}
            onValueChange={(percent) =>
              percent !== null && set({ brush: { ...brush, hardness: percent / 100 } })
            }
          />
          <Checkbox
            label={t("tools.pressure")}
            checked={brush.usesPressure}
            onCheckedChange={(usesPressure) => set({ brush: { ...brush, usesPressure } })}
          />
        </>
      )}
      {tool === "wand" && (
        <>
          <NumberField
            layout="row"
            className={styles["number"]}
            label={t("tools.tolerance")}
            min={0}
            max={255}
            value={wand.tolerance}
            onValueChange={(tolerance) => tolerance !== null && set({ wand: { ...wand, tolerance } })}
          />
          <Checkbox
            label={t("tools.contiguous")}
            checked={wand.contiguous}
            onCheckedChange={(contiguous) => set({ wand: { ...wand, contiguous } })}
          />
        </>
      )}
      {tool === "smart" && (
        <NumberField
          layout="row"
          className={styles["number"]}
          label={t("tools.size")}
          unit={t("tools.px")}
          min={1}
          max={1024}
          value={Math.round(smart.radiusPx * 2)}
          onValueChange={(size) => size !== null && set({ smart: { radiusPx: size / 2 } })}
        />
      )}
      {tool === "move" && <span className={styles["faint"]}>{t("tools.moveHint")}</span>}
      {tool === "hand" && <span className={styles["faint"]}>{t("tools.viewHint")}</span>}
      {tool === "zoom" && <span className={styles["faint"]}>{t("tools.zoomHint")}</span>}
      <SelectionMenu document={document} view={view} masks={masks} />
      {isMeasuring && <span className={styles["faint"]}>{t("tools.measuring")}</span>}
      {patch !== undefined && (
        <span className={styles["target"]}>
          {t("selection.drawing", { name: patch.name })}
          <Button onClick={() => view.actions.set({ target: { kind: "selection" } })}>
            {t("selection.drawingDone")}
          </Button>
        </span>
      )}
    </div>
  );
}

function SelectionMenu(parts: Pick<ToolOptionsProps, "document" | "view" | "masks">) {
  const { document } = parts;
  const { t } = useTranslation("canvas");
  const [px, setPx] = useState(8);
  const hasSelection = useStore(document, ({ composition }) => composition.selection !== null);
  const { actions } = document;
  return (
    <Popover
      title={t("selection.label")}
      trigger={<Button tone="ghost">{t("selection.label")}</Button>}
      className={styles["popover"]}
    >
      <div className={styles["grid"]}>
        <Button onClick={actions.selectAll}>{t("selection.all")}</Button>
        <Button disabled={!hasSelection} onClick={actions.deselect}>
          {t("selection.none")}
        </Button>
        <Button onClick={() => void changeTarget(parts, { kind: "invert" })}>{t("selection.invert")}</Button>
        <Button disabled={!hasSelection} onClick={() => void changeTarget(parts, { kind: "fill-holes" })}>
          {t("selection.fill")}
        </Button>
      </div>
      <NumberField
        layout="row"
        className={styles["number"]}
        label={t("selection.by")}
        unit={t("tools.px")}
        min={1}
        max={255}
        value={px}
        onValueChange={(next) => next !== null && setPx(next)}
      />
      <div className={styles["grid"]}>
        {(["grow", "shrink", "feather"] as const).map((kind) => (
          <Button key={kind} disabled={!hasSelection} onClick={() => void changeTarget(parts, { kind, px })}>
            {t(`selection.${kind}`)}
          </Button>
        ))}
      </div>
    </Popover>
  );
}
