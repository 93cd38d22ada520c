// What is sent beside the prompt: the selection or everything, how much around it, and a guide.
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import type { Desk } from "./desk.ts";
import styles from "./run.module.css";

export function RunOptions({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const { isWholeFrame, hasGuide, redo } = useStore(desk.state);
  // Whether everything is edited depends on what is selected and shown.
  useStore(desk.document, ({ composition }) => composition);
  const { isWhole, isBlank } = desk;
  if (redo !== null) return null;
  return (
    <div className={styles["options"]}>
      <SegmentedControl
        label={t("run.scope")}
        isLabelHidden
        value={isWhole ? "picture" : "selection"}
        segments={[
          { value: "selection", label: t("run.scopeSelection"), disabled: isBlank && isWhole },
          { value: "picture", label: t("run.scopePicture") },
        ]}
        onValueChange={(next) => desk.state.setState({ scope: next, dragged: null })}
      />
      {!isWhole && (
        <>
          <Checkbox
            label={t("run.whole")}
            checked={isWholeFrame}
            onCheckedChange={(whole) => desk.state.setState({ isWholeFrame: whole, dragged: null })}
          />
          <Checkbox
            label={t("run.guide")}
            checked={hasGuide}
            onCheckedChange={(guide) => desk.state.setState({ hasGuide: guide })}
          />
        </>
      )}
    </div>
  );
}
