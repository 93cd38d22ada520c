// The settings of each tool as a row of fields. The first one always stands in the bar; the rest goes into a panel where the
// bar is narrow.
import { SquareDashed, SquareMinus, SquarePlus, SquaresIntersect } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { RegionMode } from "#shared/model/region.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { ExtendFields } from "./extend-fields.tsx";
import styles from "./options.module.css";

type Fields = { readonly first: ReactNode; readonly more: ReactNode };

const icon = { size: 16, strokeWidth: 1.5 } as const;
const modeIcons: Readonly<Record<RegionMode, ReactNode>> = {
  replace: <SquareDashed {...icon} />,
  add: <SquarePlus {...icon} />,
  subtract: <SquareMinus {...icon} />,
  intersect: <SquaresIntersect {...icon} />,
};
const modes = ["replace", "add", "subtract", "intersect"] as const;

/** The fields of the tool in hand; `more` is null where one part says all. */
export function useToolFields(desk: Desk): Fields {
  const { tool } = useStore(desk.tools);
  const mode = <ModeField desk={desk} />;
  switch (tool) {
    case "brush":
    case "eraser":
      return { first: <BrushSize desk={desk} />, more: <BrushFields desk={desk} /> };
    case "wand":
      return { first: mode, more: <WandFields desk={desk} /> };
    case "smart":
      return { first: mode, more: <SmartSize desk={desk} /> };
    case "extend":
      return { first: null, more: <ExtendFields desk={desk} /> };
    case "move":
      return { first: null, more: <MoveFields desk={desk} /> };
    case "changes":
      return { first: <Hint name="changesHint" />, more: null };
    case "hand":
      return { first: <Hint name="viewHint" />, more: null };
    case "zoom":
      return { first: <Hint name="zoomHint" />, more: null };
    default:
      return { first: mode, more: null };
  }
}

function Hint({ name }: { readonly name: "moveHint" | "viewHint" | "zoomHint" | "changesHint" }) {
  const { t } = useTranslation("canvas");
  return <span className={styles["hint"]}>{t(`tools.${name}`)}</span>;
}

function ModeField({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const mode = useStore(desk.tools, (now) => now.mode);
  const chords = {
    replace: useCommandKey("canvas.modeReplace"),
    add: useCommandKey("canvas.modeAdd"),
    subtract: useCommandKey("canvas.modeSubtract"),
    intersect: useCommandKey("canvas.modeIntersect"),
  };
  return (
    <SegmentedControl
      label={t("tools.mode")}
      isLabelHidden
      value={mode}
      segments={modes.map((value) => ({
        value,
        label: t(`tools.${value}`),
        icon: modeIcons[value],
        chord: chords[value],
      }))}
      onValueChange={(next) => desk.tools.actions.set({ mode: next })}
    />
  );
}

interface AmountProps {
  readonly label: string;
  readonly unit?: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number of the tool, in a row with its name. */
function Amount({ value, onChange, ...rest }: AmountProps) {
  return (
    <NumberField
      {...rest}
      layout="row"
      className={styles["number"]}
      value={Math.round(value)}
      onValueChange={(next) => next !== null && onChange(next)}
    />
  );
}

function BrushSize({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const brush = useStore(desk.tools, (now) => now.brush);
  const set = (radiusPx: number) => desk.tools.actions.set({ brush: { ...brush, radiusPx } });
  return (
    <Amount
      label={t("tools.size")}
      unit={t("tools.px")}
      min={1}
      max={4096}
      value={2 * brush.radiusPx}
      onChange={(size) => set(size / 2)}
    />
  );
}

function BrushFields({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const brush = useStore(desk.tools, (now) => now.brush);
  const chord = useCommandKey("canvas.togglePressure");
  const set = (change: Partial<typeof brush>) => desk.tools.actions.set({ brush: { ...brush, ...change } });
  return (
    <>
      <Amount
        label={t("tools.hardness")}
        unit="%"
        min={0}
        max={100}
        step={5}
        value={100 * brush.hardness}
        onChange={(percent) => set({ hardness: percent / 100 })}
      />
      <Checkbox
        label={t("tools.pressure")}
        chord={chord}
        checked={brush.usesPressure}
        onCheckedChange={(usesPressure) => set({ usesPressure })}
      />
    </>
  );
}

function WandFields({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const wand = useStore(desk.tools, (now) => now.wand);
  const chord = useCommandKey("canvas.toggleContiguous");
  const set = (change: Partial<typeof wand>) => desk.tools.actions.set({ wand: { ...wand, ...change } });
  return (
    <>
      <Amount
        label={t("tools.tolerance")}
        min={0}
        max={255}
        value={wand.tolerance}
        onChange={(tolerance) => set({ tolerance })}
      />
      <Checkbox
        label={t("tools.contiguous")}
        chord={chord}
        checked={wand.contiguous}
        onCheckedChange={(contiguous) => set({ contiguous })}
      />
    </>
  );
}

function SmartSize({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const { radiusPx } = useStore(desk.tools, (now) => now.smart);
  return (
    <Amount
      label={t("tools.size")}
      unit={t("tools.px")}
      min={1}
      max={1024}
      value={2 * radiusPx}
      onChange={(size) => desk.tools.actions.set({ smart: { radiusPx: size / 2 } })}
    />
  );
}

/** Laying a patch by hand: what the corners on the stage cannot say. */
function MoveFields({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const patches = useStore(desk.document, ({ composition }) => composition.patches);
  const patch = useStore(desk.view, ({ activePatch }) => patches.find(({ id }) => id === activePatch));
  const isOnion = useStore(desk.state, (now) => now.isOnion);
  const onionKey = useCommandKey("canvas.onion");
  const measuredKey = useCommandKey("canvas.toggleMeasured");
  const resetKey = useCommandKey("canvas.resetPosition");
  if (patch === undefined) return <Hint name="moveHint" />;
  return (
    <>
      <Checkbox
        label={t("panel.onion")}
        chord={onionKey}
        checked={isOnion}
        onCheckedChange={() => runCommand("canvas.onion")}
      />
      <Checkbox
        label={t("panel.manual")}
        chord={measuredKey}
        checked={patch.placement.isManual}
        onCheckedChange={() => runCommand("canvas.toggleMeasured")}
      />
      <Button
        tone="ghost"
        chord={resetKey}
        chordIn="tooltip"
        onClick={() => runCommand("canvas.resetPosition")}
      >
        {t("panel.reset")}
      </Button>
    </>
  );
}
