// The options of extending: the size that is dragged, what is selected afterwards, the parts to be filled.
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { widenFrame } from "#renderer/canvas/tools/frame-margins.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { frameOf } from "#shared/model/composition.ts";
import styles from "./options.module.css";

interface ExtendFieldsProps {
  readonly desk: Desk;
}

export function ExtendFields({ desk }: ExtendFieldsProps) {
  const { t } = useTranslation("canvas");
  const draft = useStore(desk.view, (view) => view.draft);
  const { selectsNew } = useStore(desk.tools, (now) => now.extend);
  const sizePx = useStore(desk.document, ({ composition }) => composition.sizePx);
  const applyKey = useCommandKey("canvas.applyFrame");
  const selectKey = useCommandKey("canvas.toggleSelectNew");
  const numbersKey = useCommandKey("canvas.extendNumbers");
  const partKey = useCommandKey("canvas.nextPart");
  const frame = frameOf({ sizePx, origin: desk.composition.origin });
  const margins = draft?.kind === "frame" ? draft.margins : null;
  const wanted = margins === null ? frame : widenFrame(frame, margins);
  return (
    <>
      <span className={styles["figure"]}>
        {t("extend.result", { width: wanted.width, height: wanted.height })}
      </span>
      <Button
        chord={applyKey}
        chordIn="tooltip"
        disabled={margins === null}
        onClick={() => runCommand("canvas.applyFrame")}
      >
        {t("extend.apply")}
      </Button>
      <Checkbox
        label={t("extend.select")}
        chord={selectKey}
        checked={selectsNew}
        onCheckedChange={(next) => desk.tools.actions.set({ extend: { selectsNew: next } })}
      />
      <Button
        tone="ghost"
        chord={numbersKey}
        chordIn="tooltip"
        onClick={() => runCommand("canvas.extendNumbers")}
      >
        {t("extend.numbers")}
      </Button>
      <Button tone="ghost" chord={partKey} onClick={() => runCommand("canvas.nextPart")}>
        {t("extend.nextPart")}
      </Button>
    </>
  );
}
