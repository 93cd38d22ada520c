// Another frame for the document: so many pixels added on each side, and the new area selected, ready to be filled.
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { extendFrame } from "#renderer/canvas/tools/extend-frame.ts";
import { frameSides as sides, hasMargins, noMargins } from "#renderer/canvas/tools/frame-margins.ts";
import { extendComposition, frameOf, type Margins } from "#shared/model/composition.ts";
import styles from "./options.module.css";

interface ExtendDialogProps {
  readonly desk: Desk;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function ExtendDialog({ desk, isOpen, onOpenChange }: ExtendDialogProps) {
  const { t } = useTranslation("canvas");
  const [margins, setMargins] = useState<Margins>(noMargins);
  const { selectsNew } = useStore(desk.tools, (now) => now.extend);
  const extended = extendComposition(desk.composition, margins);
  const fields = useRef<HTMLDivElement>(null);
  const first = useMemo(
    () => ({
      get current() {
        return fields.current?.querySelector("input") ?? null;
      },
    }),
    [],
  );
  const apply = (): void => {
    extendFrame(desk.document, margins, selectsNew);
    desk.view.actions.fit(frameOf(desk.composition));
    setMargins(noMargins);
    onOpenChange(false);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="small"
      initialFocus={first}
      title={t("extend.title")}
      description={t("extend.text")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("extend.cancel")}</Button>
          <Button tone="primary" disabled={extended === null || !hasMargins(margins)} onClick={apply}>
            {t("extend.apply")}
          </Button>
        </>
      }
    >
      <div className={styles["popover"]}>
        <div ref={fields} className={styles["grid"]}>
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
        <Checkbox
          label={t("extend.select")}
          checked={selectsNew}
          onCheckedChange={(next) => desk.tools.actions.set({ extend: { selectsNew: next } })}
        />
      </div>
    </Dialog>
  );
}
