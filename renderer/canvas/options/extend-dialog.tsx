// Another frame for the document: so many pixels added on each side, and the new area selected, ready to be filled.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { extendComposition, frameOf, type Margins } from "#shared/model/composition.ts";
import { emptyRegion, extendRegion } from "#shared/model/region.ts";
import styles from "./options.module.css";

interface ExtendDialogProps {
  readonly desk: Desk;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

const none: Margins = { left: 0, top: 0, right: 0, bottom: 0 };
const sides = ["left", "top", "right", "bottom"] as const;

/** Overlap of the new area with the old picture, so that the seam lies in it, px. */
const OVERLAP_PX = 8;

export function ExtendDialog({ desk, isOpen, onOpenChange }: ExtendDialogProps) {
  const { t } = useTranslation("canvas");
  const [margins, setMargins] = useState<Margins>(none);
  const [selects, setSelects] = useState(true);
  const extended = extendComposition(desk.composition, margins);
  const isNothing = sides.every((side) => margins[side] === 0);
  const apply = (): void => {
    const before = frameOf(desk.composition);
    const { actions } = desk.document;
    actions.begin("extend");
    if (actions.extend(margins) && selects) {
      const frame = frameOf(desk.composition);
      const inset = (side: keyof Margins) => (margins[side] > 0 ? OVERLAP_PX : 0);
      const all = extendRegion(emptyRegion(frame), { kind: "rectangle", mode: "replace", ...frame });
      const kept = {
        x: before.x + inset("left"),
        y: before.y + inset("top"),
        width: Math.max(0, before.width - inset("left") - inset("right")),
        height: Math.max(0, before.height - inset("top") - inset("bottom")),
      };
      actions.replaceSelection(extendRegion(all, { kind: "rectangle", mode: "subtract", ...kept }));
    }
    actions.commit();
    desk.view.actions.fit(frameOf(desk.composition));
    setMargins(none);
    onOpenChange(false);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="small"
      title={t("extend.title")}
      description={t("extend.text")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("extend.cancel")}</Button>
          <Button tone="primary" disabled={extended === null || isNothing} onClick={apply}>
            {t("extend.apply")}
          </Button>
        </>
      }
    >
      <div className={styles["grid"]}>
        {sides.map((side) => (
          <NumberField
            key={side}
            label={t(`extend.${side}`)}
            unit={t("tools.px")}
            min={0}
            max={20_000}
            step={16}
            value={margins[side]}
            onValueChange={(px) => px !== null && setMargins({ ...margins, [side]: px })}
          />
        ))}
      </div>
      <p className={styles["faint"]}>
        {extended === null
          ? t("extend.tooLarge")
          : t("extend.result", { width: extended.sizePx.widthPx, height: extended.sizePx.heightPx })}
      </p>
      <Checkbox label={t("extend.select")} checked={selects} onCheckedChange={setSelects} />
    </Dialog>
  );
}
