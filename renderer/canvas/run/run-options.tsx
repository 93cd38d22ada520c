// What is sent beside the prompt: the selection or everything, how much around it, and a guide.
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { runCommand, useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import type { Desk } from "./desk.ts";
import styles from "./run.module.css";

export function RunOptions({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const { isWholeFrame, hasGuide, redo } = useStore(desk.state);
  // Whether everything is edited depends on what is selected and shown.
  useStore(desk.document, ({ composition }) => composition);
  const { isWhole, isBlank } = desk;
  const canPart = (): boolean => desk.state.getState().redo === null && !desk.isWhole;
  const say = (name: string, isOn: boolean): void =>
    announce(t(isOn ? "tools.isOn" : "tools.isOff", { name }));
  useCommands({
    "canvas.togglePicture": {
      enabled: () => desk.state.getState().redo === null && !(desk.isBlank && desk.isWhole),
      run: () => {
        const scope = desk.isWhole ? "selection" : "picture";
        desk.state.setState({ scope, dragged: null });
        announce(t(scope === "picture" ? "run.isWhole" : "run.isPart"));
      },
    },
    "canvas.toggleAround": {
      enabled: canPart,
      run: () => {
        desk.state.setState({ isWholeFrame: !isWholeFrame, dragged: null });
        say(t("run.whole"), !isWholeFrame);
      },
    },
    "canvas.toggleGuide": {
      enabled: canPart,
      run: () => {
        desk.state.setState({ hasGuide: !hasGuide });
        say(t("run.guide"), !hasGuide);
      },
    },
  });
  const scopeKey = useCommandKey("canvas.togglePicture");
  const aroundKey = useCommandKey("canvas.toggleAround");
  const guideKey = useCommandKey("canvas.toggleGuide");
  if (redo !== null) return null;
  return (
    <div className={styles["options"]}>
      <SegmentedControl
        label={t("run.scope")}
        isLabelHidden
        value={isWhole ? "picture" : "selection"}
        segments={[
          {
            value: "selection",
            label: t("run.scopeSelection"),
            disabled: isBlank && isWhole,
            ...(isWhole ? { chord: scopeKey } : {}),
          },
          { value: "picture", label: t("run.scopePicture"), ...(isWhole ? {} : { chord: scopeKey }) },
        ]}
        onValueChange={(next) => desk.state.setState({ scope: next, dragged: null })}
      />
      {!isWhole && (
        <>
          <Checkbox
            label={t("run.whole")}
            chord={aroundKey}
            checked={isWholeFrame}
            onCheckedChange={() => runCommand("canvas.toggleAround")}
          />
          <Checkbox
            label={t("run.guide")}
            chord={guideKey}
            checked={hasGuide}
            onCheckedChange={() => runCommand("canvas.toggleGuide")}
          />
        </>
      )}
    </div>
  );
}
