// What the commands of the tools do: which is in hand, and how it is set.
import { useTranslation } from "react-i18next";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { paintWithNext } from "#renderer/canvas/run/paint-with-take.ts";
import type { ToolName } from "#renderer/canvas/tools/tool-settings.ts";
import { useCommands } from "#renderer/session/commands.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { RegionMode } from "#shared/model/region.ts";

export function useToolCommands(desk: Desk): void {
  const { t } = useTranslation("canvas");
  const { tools } = desk;
  const { choose: take, set, stepSize, stepHardness, swapMode } = tools.actions;
  const choose = (tool: ToolName) => () => take(tool);
  const mode = (next: RegionMode) => () => {
    set({ mode: next });
    announce(t("tools.modeIs", { mode: t(`tools.${next}`) }));
  };
  /** A setting that may not be in view: what it is now is said. */
  const say = (name: string, isOn: boolean): void =>
    void showToast({ title: t(isOn ? "tools.isOn" : "tools.isOff", { name }) });
  useCommands({
    "canvas.toolMove": choose("move"),
    "canvas.toolBrush": choose("brush"),
    "canvas.toolEraser": choose("eraser"),
    "canvas.toolRectangle": choose("rectangle"),
    "canvas.toolEllipse": choose("ellipse"),
    "canvas.toolLasso": choose("lasso"),
    "canvas.toolPolygon": choose("polygon"),
    "canvas.toolMagnetic": choose("magnetic"),
    "canvas.toolWand": choose("wand"),
    "canvas.toolSmart": choose("smart"),
    "canvas.toolChanges": choose("changes"),
    "canvas.mixTakes": () => {
      if (!paintWithNext(desk)) showToast({ title: t("mix.noTakes") });
    },
    "canvas.toolExtend": choose("extend"),
    "canvas.toolZoom": choose("zoom"),
    "canvas.toolHand": choose("hand"),
    "canvas.smaller": () => stepSize(-1),
    "canvas.larger": () => stepSize(1),
    "canvas.softer": () => stepHardness(-1),
    "canvas.harder": () => stepHardness(1),
    "canvas.swapMode": swapMode,
    "canvas.modeReplace": mode("replace"),
    "canvas.modeAdd": mode("add"),
    "canvas.modeSubtract": mode("subtract"),
    "canvas.modeIntersect": mode("intersect"),
    "canvas.togglePressure": () => {
      const { brush } = tools.getState();
      set({ brush: { ...brush, usesPressure: !brush.usesPressure } });
      say(t("tools.pressure"), !brush.usesPressure);
    },
    "canvas.toggleContiguous": () => {
      const { wand } = tools.getState();
      set({ wand: { ...wand, contiguous: !wand.contiguous } });
      say(t("tools.contiguous"), !wand.contiguous);
    },
    "canvas.toggleSelectNew": () => {
      const { selectsNew } = tools.getState().extend;
      set({ extend: { selectsNew: !selectsNew } });
      say(t("extend.select"), !selectsNew);
    },
  });
}
