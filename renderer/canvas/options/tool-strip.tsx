// The tools, one below the other; one is in hand.
import {
  Blend,
  Brush,
  Circle,
  Eraser,
  Hand,
  Lasso,
  Magnet,
  Move,
  Pentagon,
  Scaling,
  ScanSearch,
  Sparkles,
  SquareDashed,
  WandSparkles,
  ZoomIn,
} from "lucide-react";
import type { ReactNode } from "react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import type { ToolName, ToolSettingsStore } from "#renderer/canvas/tools/tool-settings.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { CommandId } from "#shared/model/commands.ts";
import styles from "./options.module.css";

const icon = { size: 16, strokeWidth: 1.5 } as const;

/** The tools in their order, with the command of each. */
export const stripTools: readonly {
  readonly tool: ToolName;
  readonly command: CommandId;
  readonly icon: ReactNode;
}[] = [
  { tool: "move", command: "canvas.toolMove", icon: <Move {...icon} /> },
  { tool: "brush", command: "canvas.toolBrush", icon: <Brush {...icon} /> },
  { tool: "eraser", command: "canvas.toolEraser", icon: <Eraser {...icon} /> },
  { tool: "rectangle", command: "canvas.toolRectangle", icon: <SquareDashed {...icon} /> },
  { tool: "ellipse", command: "canvas.toolEllipse", icon: <Circle {...icon} /> },
  { tool: "lasso", command: "canvas.toolLasso", icon: <Lasso {...icon} /> },
  { tool: "polygon", command: "canvas.toolPolygon", icon: <Pentagon {...icon} /> },
  { tool: "magnetic", command: "canvas.toolMagnetic", icon: <Magnet {...icon} /> },
  { tool: "wand", command: "canvas.toolWand", icon: <WandSparkles {...icon} /> },
  { tool: "smart", command: "canvas.toolSmart", icon: <Sparkles {...icon} /> },
  { tool: "changes", command: "canvas.toolChanges", icon: <ScanSearch {...icon} /> },
  { tool: "extend", command: "canvas.toolExtend", icon: <Scaling {...icon} /> },
  { tool: "zoom", command: "canvas.toolZoom", icon: <ZoomIn {...icon} /> },
  { tool: "hand", command: "canvas.toolHand", icon: <Hand {...icon} /> },
];

export const ToolStrip = memo(function ToolStrip({ desk }: { readonly desk: Desk }) {
  const { tools } = desk;
  const { t } = useTranslation("canvas");
  return (
    <div className={styles["strip"]} role="toolbar" aria-orientation="vertical" aria-label={t("tools.label")}>
      {stripTools.map((entry) => (
        <ToolButton key={entry.tool} tools={tools} {...entry} />
      ))}
      <MixButton desk={desk} />
    </div>
  );
});

function ToolButton({
  tools,
  tool,
  command,
  icon: mark,
}: (typeof stripTools)[number] & { readonly tools: ToolSettingsStore }) {
  const { t } = useTranslation("canvas");
  const isInHand = useStore(tools, (state) => state.tool === tool);
  const chord = useCommandKey(command);
  return (
    <IconButton
      label={t(`tools.${tool}`)}
      chord={chord}
      side="right"
      icon={mark}
      isPressed={isInHand}
      onClick={() => tools.actions.choose(tool)}
    />
  );
}

/** Not a tool of its own: the others paint while a take is in hand. */
function MixButton({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const isPainting = useStore(desk.view, ({ target }) => target.kind === "take");
  const chord = useCommandKey("canvas.mixTakes");
  return (
    <IconButton
      label={t("tools.mix")}
      chord={chord}
      side="right"
      icon={<Blend {...icon} />}
      isPressed={isPainting}
      onClick={() => void runCommand("canvas.mixTakes")}
    />
  );
}
