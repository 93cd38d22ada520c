// What can be done with all that is selected at once.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { changeTarget } from "#renderer/canvas/document/change-target.ts";
import { targetRegion } from "#renderer/canvas/document/target-region.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { Button } from "#renderer/ui/button.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import styles from "./options.module.css";

export function SelectionMenu({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const [px, setPx] = useState(8);
  const composition = useStore(desk.document, (state) => state.composition);
  const hasRegion = useStore(desk.view, (view) => targetRegion({ composition, view }) !== null);
  const { actions } = desk.document;
  return (
    <Popover
      title={t("selection.label")}
      trigger={<Button tone="ghost">{t("selection.label")}</Button>}
      className={styles["popover"]}
    >
      <div className={styles["grid"]}>
        <Button onClick={actions.selectAll}>{t("selection.all")}</Button>
        <Button disabled={composition.selection === null} onClick={actions.deselect}>
          {t("selection.none")}
        </Button>
        <Button onClick={() => void changeTarget(desk, { kind: "invert" })}>{t("selection.invert")}</Button>
        <Button disabled={!hasRegion} onClick={() => void changeTarget(desk, { kind: "fill-holes" })}>
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
          <Button key={kind} disabled={!hasRegion} onClick={() => void changeTarget(desk, { kind, px })}>
            {t(`selection.${kind}`)}
          </Button>
        ))}
      </div>
    </Popover>
  );
}
