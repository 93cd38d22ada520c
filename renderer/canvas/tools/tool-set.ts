// Every tool by name, each with its state closed in: the controller sends inputs and gets steps, whatever the state is.
import type { CanvasCursor, CanvasDraft } from "#renderer/canvas/document/canvas-draft.ts";
import { brushTool } from "./brush-tool.ts";
import { extendTool } from "./extend-tool.ts";
import { lassoTool } from "./lasso-tool.ts";
import { magneticTool } from "./magnetic-tool.ts";
import { moveTool } from "./move-tool.ts";
import { polygonTool } from "./polygon-tool.ts";
import { changesTool, wandTool } from "./press-tools.ts";
import { shapeTool } from "./shape-tool.ts";
import { smartTool } from "./smart-tool.ts";
import type { HeldKeys, Tool, ToolContext, ToolDeed, ToolInput } from "./tool.ts";
import type { ToolName } from "./tool-settings.ts";
import { handTool, zoomTool } from "./view-tools.ts";

/** A tool with a state of its own. */
export type RunningTool = {
  readonly send: (
    input: ToolInput,
    context: ToolContext,
  ) => { readonly draft: CanvasDraft | null; readonly deeds: readonly ToolDeed[] };
  readonly cursor: (context: ToolContext, held: HeldKeys) => CanvasCursor;
  /** True while a gesture is under way. */
  readonly isBusy: () => boolean;
};

/** Starts a tool afresh. */
export function startTool(name: ToolName): RunningTool {
  switch (name) {
    case "move":
      return run(moveTool());
    case "brush":
    case "eraser":
      return run(brushTool(name));
    case "rectangle":
    case "ellipse":
      return run(shapeTool(name));
    case "lasso":
      return run(lassoTool());
    case "polygon":
      return run(polygonTool());
    case "magnetic":
      return run(magneticTool());
    case "wand":
      return run(wandTool());
    case "smart":
      return run(smartTool());
    case "changes":
      return run(changesTool());
    case "extend":
      return run(extendTool());
    case "zoom":
      return run(zoomTool());
    case "hand":
      return run(handTool());
  }
}

function run<S>(tool: Tool<S>): RunningTool {
  let state = tool.start;
  let hasDraft = false;
  return {
    send: (input, context) => {
      const step = tool.reduce(state, input, context);
      state = step.state;
      hasDraft = step.draft !== null;
      return step;
    },
    cursor: (context, held) => tool.cursor(context, held, state),
    isBusy: () => hasDraft,
  };
}
