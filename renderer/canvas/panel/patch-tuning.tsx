// Edge, colour and position of the patch in hand: changed as often as one likes, with no request. A drag of a slider is one
// step of undo. Each part is drawn again only for its own settings.
import { memo, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { PatchTuning } from "#renderer/canvas/document/patch-changes.ts";
import { runCommand, useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { Select } from "#renderer/ui/select.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { Switch } from "#renderer/ui/switch.tsx";
import type { PatchId } from "#shared/model/ids.ts";
import type { Patch } from "#shared/model/patch.ts";
import { focusFirst, SectionTitle } from "./section-title.tsx";
import { useParts } from "./use-parts.ts";
import styles from "./panel.module.css";

interface PatchTuningProps {
  readonly document: CanvasDocument;
  readonly patch: Patch;
  /** What "automatic" comes to now, px; null while the patch is being placed. */
  readonly automatic: { readonly growPx: number; readonly featherPx: number } | null;
  readonly isOnion: boolean;
  /** Tools draw into the patch's area. */
  readonly isAreaOpen: boolean;
}

/** What the parts do with the patch. */
type Tuner = {
  readonly tune: (tuning: PatchTuning) => void;
  /** While a slider is dragged: one gesture, ended by `done`. */
  readonly drag: (tuning: PatchTuning) => void;
  readonly done: () => void;
};

function tunerOf(document: CanvasDocument, id: PatchId): Tuner {
  const { actions } = document;
  const tune = (tuning: PatchTuning) => actions.tunePatch(id, tuning);
  const drag = (tuning: PatchTuning) => {
    if (document.getState().draft === null) actions.begin("tune-patch");
    tune(tuning);
  };
  return { tune, drag, done: () => actions.commit() };
}

export function PatchTuningPanel({
  document,
  patch: { id, edge, tone, placement, opacity },
  automatic,
  isOnion,
  isAreaOpen,
}: PatchTuningProps) {
  const { t } = useTranslation("canvas");
  const tuner = useMemo(() => tunerOf(document, id), [document, id]);
  const areaKey = useCommandKey("canvas.editArea");
  const parts = useParts(3);
  return (
    <>
      <Button
        chord={areaKey}
        chordIn="tooltip"
        aria-pressed={isAreaOpen}
        onClick={() => runCommand("canvas.editArea")}
      >
        {t(isAreaOpen ? "panel.areaDone" : "panel.area")}
      </Button>
      {parts > 0 && (
        <EdgeTuning
          tuner={tuner}
          edge={edge}
          autoGrowPx={automatic?.growPx ?? null}
          autoFeatherPx={automatic?.featherPx ?? null}
        />
      )}
      {parts > 1 && <ColourTuning tuner={tuner} tone={tone} opacity={opacity} />}
      {parts > 2 && <PositionTuning tuner={tuner} placement={placement} isOnion={isOnion} />}
    </>
  );
}

const EdgeTuning = memo(function EdgeTuning({
  tuner: { drag, done },
  edge,
  autoGrowPx,
  autoFeatherPx,
}: {
  readonly tuner: Tuner;
  readonly edge: Patch["edge"];
  readonly autoGrowPx: number | null;
  readonly autoFeatherPx: number | null;
}) {
  const { t } = useTranslation("canvas");
  const px = (value: number | "auto", auto: number | null) =>
    value === "auto"
      ? `${t("panel.auto")}${auto === null ? "" : `, ${t("panel.pixels", { value: Math.round(auto) })}`}`
      : t("panel.pixels", { value: Math.round(value) });
  const grow = edge.growPx === "auto" ? (autoGrowPx ?? 0) : edge.growPx;
  const feather = edge.featherPx === "auto" ? (autoFeatherPx ?? 0) : edge.featherPx;
  // The button stays where it is, idle: what lies below it must not move while a slider is in hand.
  const isAutomatic = edge.growPx === "auto" && edge.featherPx === "auto";
  const section = useRef<HTMLElement>(null);
  useCommands({ "canvas.focusEdge": () => focusFirst(section) });
  const autoKey = useCommandKey("canvas.autoEdge");
  const strictKey = useCommandKey("canvas.toggleStrict");
  const detailKey = useCommandKey("canvas.toggleDetail");
  return (
    <section ref={section} className={styles["section"]} aria-label={t("panel.edge")}>
      <SectionTitle command="canvas.focusEdge">{t("panel.edge")}</SectionTitle>
      <Slider
        label={t("panel.grow")}
        min={0}
        max={64}
        value={Math.round(grow)}
        disabled={edge.isStrict}
        valueText={px(edge.growPx, autoGrowPx)}
        onValueChange={(growPx) => drag({ edge: { growPx } })}
        onValueCommitted={done}
      />
      <Slider
        label={t("panel.feather")}
        min={0}
        max={255}
        value={Math.round(feather)}
        valueText={px(edge.featherPx, autoFeatherPx)}
        onValueChange={(featherPx) => drag({ edge: { featherPx } })}
        onValueCommitted={done}
      />
      <Button
        tone="ghost"
        className={styles["idle"]}
        chord={autoKey}
        chordIn="tooltip"
        aria-disabled={isAutomatic || undefined}
        onClick={() => void (!isAutomatic && runCommand("canvas.autoEdge"))}
      >
        {t("panel.auto")}
      </Button>
      <Checkbox
        label={t("panel.strict")}
        chord={strictKey}
        checked={edge.isStrict}
        onCheckedChange={() => runCommand("canvas.toggleStrict")}
      />
      <Switch
        label={t("panel.keepDetail")}
        description={t("panel.keepDetailText")}
        chord={detailKey}
        checked={edge.keepDetail}
        onCheckedChange={() => runCommand("canvas.toggleDetail")}
      />
    </section>
  );
});

const ColourTuning = memo(function ColourTuning({
  tuner: { tune, drag, done },
  tone,
  opacity,
}: {
  readonly tuner: Tuner;
  readonly tone: Patch["tone"];
  readonly opacity: number;
}) {
  const { t } = useTranslation("canvas");
  const share = (value: number) => t("panel.percent", { value: Math.round(100 * value) });
  const section = useRef<HTMLElement>(null);
  useCommands({ "canvas.focusColour": () => focusFirst(section) });
  return (
    <section ref={section} className={styles["section"]} aria-label={t("panel.colour")}>
      <SectionTitle command="canvas.focusColour">{t("panel.colour")}</SectionTitle>
      <Slider
        label={t("panel.tone")}
        min={0}
        max={1}
        step={0.01}
        value={tone.amount}
        valueText={share(tone.amount)}
        onValueChange={(amount) => drag({ tone: { amount } })}
        onValueCommitted={done}
      />
      <Slider
        label={t("panel.opacity")}
        min={0}
        max={1}
        step={0.01}
        value={opacity}
        valueText={share(opacity)}
        onValueChange={(value) => drag({ opacity: value })}
        onValueCommitted={done}
      />
      <Select
        label={t("panel.blend")}
        value={tone.multiband}
        options={[
          { value: "never", label: t("panel.never") },
          { value: "auto", label: t("panel.whenNeeded") },
          { value: "always", label: t("panel.always") },
        ]}
        onValueChange={(multiband) => tune({ tone: { multiband } })}
      />
    </section>
  );
});

const PositionTuning = memo(function PositionTuning({
  tuner: { tune },
  placement,
  isOnion,
}: {
  readonly tuner: Tuner;
  readonly placement: Patch["placement"];
  readonly isOnion: boolean;
}) {
  const { t } = useTranslation("canvas");
  const section = useRef<HTMLElement>(null);
  useCommands({ "canvas.focusPosition": () => focusFirst(section) });
  const measuredKey = useCommandKey("canvas.toggleMeasured");
  const onionKey = useCommandKey("canvas.onion");
  const resetKey = useCommandKey("canvas.resetPosition");
  return (
    <section ref={section} className={styles["section"]} aria-label={t("panel.position")}>
      <SectionTitle command="canvas.focusPosition">{t("panel.position")}</SectionTitle>
      <div className={styles["pair"]}>
        <NumberField
          label={t("panel.x")}
          unit="px"
          step={1}
          value={placement.nudge.dx}
          onValueChange={(dx) => dx !== null && tune({ placement: { nudge: { dx } } })}
        />
        <NumberField
          label={t("panel.y")}
          unit="px"
          step={1}
          value={placement.nudge.dy}
          onValueChange={(dy) => dy !== null && tune({ placement: { nudge: { dy } } })}
        />
      </div>
      <NumberField
        label={t("panel.scale")}
        unit="%"
        min={10}
        max={1000}
        step={1}
        value={Math.round(placement.nudge.scale * 1000) / 10}
        onValueChange={(percent) =>
          percent !== null && tune({ placement: { nudge: { scale: percent / 100 } } })
        }
      />
      <Checkbox
        label={t("panel.manual")}
        chord={measuredKey}
        checked={placement.isManual}
        onCheckedChange={() => runCommand("canvas.toggleMeasured")}
      />
      <Checkbox
        label={t("panel.onion")}
        chord={onionKey}
        checked={isOnion}
        onCheckedChange={() => runCommand("canvas.onion")}
      />
      <Button
        tone="ghost"
        chord={resetKey}
        chordIn="tooltip"
        onClick={() => runCommand("canvas.resetPosition")}
      >
        {t("panel.reset")}
      </Button>
    </section>
  );
});
