// A small language for tests of tools: press(10, 10).drag(20, 30).up().
import { docPoint, screenPoint, type View } from "#renderer/canvas/document/doc-point.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { CanvasDraft } from "#renderer/canvas/document/canvas-draft.ts";
import type { ToolContext, ToolDeed, ToolInput, ToolKey } from "#renderer/canvas/tools/tool.ts";
import {
  createToolSettings,
  type ToolName,
  type ToolSettings,
} from "#renderer/canvas/tools/tool-settings.ts";
import { startTool } from "#renderer/canvas/tools/tool-set.ts";

type Keys = { readonly shift?: boolean; readonly alt?: boolean; readonly pressure?: number };

/** A tool in hand, at a view of one CSS px per document px unless said otherwise. */
export function hold(name: ToolName, change: Partial<ToolSettings> = {}, patch: ToolContext["patch"] = null) {
  const tool = startTool(name);
  const view: View = { scale: 1, x: 0, y: 0 };
  const context: ToolContext = {
    settings: { ...createToolSettings().getState(), tool: name, ...change },
    view,
    stage: { width: 1200, height: 900 },
    frame: { x: 0, y: 0, width: 900, height: 600 },
    kept: { x: 0, y: 0, width: 900, height: 600 },
    patch,
  };
  const deeds: ToolDeed[] = [];
  let draft: CanvasDraft | null = null;
  const send = (input: ToolInput) => {
    const step = tool.send(input, context);
    deeds.push(...step.deeds);
    draft = step.draft;
  };
  const point = (kind: CanvasPointer["kind"], x: number, y: number, keys: Keys) =>
    send({
      kind: "pointer",
      pointer: {
        kind,
        at: docPoint(x, y),
        screen: screenPoint(x, y),
        pressure: keys.pressure ?? 1,
        isPressed: kind !== "up",
        shift: keys.shift ?? false,
        alt: keys.alt ?? false,
        mod: false,
      },
    });
  const hand = {
    deeds,
    draft: () => draft,
    operations: () => deeds.flatMap((deed) => (deed.kind === "operate" ? [deed.operation] : [])),
    send: (input: ToolInput) => {
      send(input);
      return hand;
    },
    press: (x: number, y: number, keys: Keys = {}) => {
      point("down", x, y, keys);
      return hand;
    },
    drag: (x: number, y: number, keys: Keys = {}) => {
      point("move", x, y, keys);
      return hand;
    },
    up: (x: number, y: number, keys: Keys = {}) => {
      point("up", x, y, keys);
      return hand;
    },
    double: (x: number, y: number) => {
      point("double", x, y, {});
      return hand;
    },
    lose: () => {
      point("cancel", 0, 0, {});
      return hand;
    },
    key: (key: ToolKey) => {
      send({ kind: "key", key });
      return hand;
    },
  };
  return hand;
}
