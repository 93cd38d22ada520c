// Edge, colour and position of the patch in hand: changed as often as one likes, with no request. A drag of a slider is one
// step of undo.
import { useTranslation } from "react-i18next";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { PatchTuning } from "#renderer/canvas/document/patch-changes.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { Select } from "#renderer/ui/select.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { Switch } from "#renderer/ui/switch.tsx";
import { defaultPlacement, type Patch } from "#shared/model/patch.ts";
import styles from "./panel.module.css";

interface PatchTuningProps {
  readonly document: CanvasDocument;
  readonly patch: Patch;
  /** What "automatic" comes to now, px; null while the patch is being placed. */
  readonly automatic: { readonly growPx: number; readonly featherPx: number } | null;
  readonly isOnion: boolean;
  readonly onOnion: (isOnion: boolean) => void;
  /** Tools draw into the patch's area. */
  readonly isAreaOpen: boolean;
  readonly onArea: (isOpen: boolean) => void;
}

export function PatchTuningPanel({
  document,
  patch,
  automatic,
  isOnion,
  onOnion,
  isAreaOpen,
  onArea,
}: PatchTuningProps) {
  const { t } = useTranslation("canvas");
  const { actions } = document;
  const { edge, tone, placement, opacity, id } = patch;
  const tune = (tuning: PatchTuning) => actions.tunePatch(id, tuning);
  /** While a slider is dragged: one gesture, ended by `done`. */
  const drag = (tuning: PatchTuning) => {
    if (document.getState().draft === null) actions.begin("tune-patch");
    tune(tuning);
  };
  const done = () => actions.commit();
  const share = (value: number) => t("panel.percent", { value: Math.round(100 * value) });
  const px = (value: number | "auto", auto: number | undefined) =>
    value === "auto"
      ? `${t("panel.auto")}${auto === undefined ? "" : `, ${t("panel.pixels", { value: Math.round(auto) })}`}`
      : t("panel.pixels", { value: Math.round(value) });
  const grow = edge.growPx === "auto" ? (automatic?.growPx ?? 0) : edge.growPx;
  const feather = edge.featherPx === "auto" ? (automatic?.featherPx ?? 0) : edge.featherPx;

  return (
    <>
      <Button onClick={() => onArea(!isAreaOpen)} aria-pressed={isAreaOpen}>
        {t(isAreaOpen ? "panel.areaDone" : "panel.area")}
      </Button>
      <section className={styles["section"]} aria-label={t("panel.edge")}>
        <h3>{t("panel.edge")}</h3>
        <Slider
          label={t("panel.grow")}
          min={0}
          max={64}
          value={Math.round(grow)}
          disabled={edge.isStrict}
          valueText={px(edge.growPx, automatic?.growPx)}
          onValueChange={(growPx) => drag({ edge: { growPx } })}
          onValueCommitted={done}
        />
        <Slider
          label={t("panel.feather")}
          min={0}
          max={255}
          value={Math.round(feather)}
          valueText={px(edge.featherPx, automatic?.featherPx)}
          onValueChange={(featherPx) => drag({ edge: { featherPx } })}
          onValueCommitted={done}
        />
        {(edge.growPx !== "auto" || edge.featherPx !== "auto") && (
          <Button tone="ghost" onClick={() => tune({ edge: { growPx: "auto", featherPx: "auto" } })}>
            {t("panel.auto")}
          </Button>
        )}
        <Checkbox
          label={t("panel.strict")}
          checked={edge.isStrict}
          onCheckedChange={(isStrict) => tune({ edge: { isStrict } })}
        />
        <Switch
          label={t("panel.keepDetail")}
          description={t("panel.keepDetailText")}
          checked={edge.keepDetail}
          onCheckedChange={(keepDetail) => tune({ edge: { keepDetail } })}
        />
      </section>
      <section className={styles["section"]} aria-label={t("panel.colour")}>
        <h3>{t("panel.colour")}</h3>
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
      <section className={styles["section"]} aria-label={t("panel.position")}>
        <h3>{t("panel.position")}</h3>
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
          checked={placement.isManual}
          onCheckedChange={(isManual) => tune({ placement: { isManual } })}
        />
        <Checkbox label={t("panel.onion")} checked={isOnion} onCheckedChange={onOnion} />
        <Button tone="ghost" onClick={() => tune({ placement: defaultPlacement })}>
          {t("panel.reset")}
        </Button>
      </section>
    </>
  );
}
