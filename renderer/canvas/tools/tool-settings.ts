// Which tool is in hand and how it is set. Small, vanilla, not saved with the document.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { RegionMode } from "#shared/model/region.ts";

export type ToolName =
  | "move"
  | "brush"
  | "eraser"
  | "rectangle"
  | "ellipse"
  | "lasso"
  | "polygon"
  | "magnetic"
  | "wand"
  | "smart"
  | "changes"
  | "extend"
  | "zoom"
  | "hand";

export type ToolSettings = {
  readonly tool: ToolName;
  /** How the next shape meets what is selected, while no key says otherwise. A brush takes "replace" as "add". */
  readonly mode: RegionMode;
  readonly brush: {
    readonly radiusPx: number;
    /** 0..1. */
    readonly hardness: number;
    /** A pen's pressure scales the radius. */
    readonly usesPressure: boolean;
  };
  readonly wand: {
    /** 8-bit levels, 0..255. */
    readonly tolerance: number;
    readonly contiguous: boolean;
  };
  /** Radius of the rough stroke of smart select, px. */
  readonly smart: { readonly radiusPx: number };
  /** What is new of the frame is selected when it was extended. */
  readonly extend: { readonly selectsNew: boolean };
};

export type ToolSettingsActions = {
  readonly choose: (tool: ToolName) => void;
  readonly set: (change: Partial<Omit<ToolSettings, "tool">>) => void;
  /** Steps the size: about a fifth up or down, at least 1 px; with the wand its tolerance, by 8 levels. */
  readonly stepSize: (direction: 1 | -1) => void;
  /** Steps by a quarter. */
  readonly stepHardness: (direction: 1 | -1) => void;
  /** Add becomes subtract and the other way round. */
  readonly swapMode: () => void;
};

export type ToolSettingsStore = StoreApi<ToolSettings> & { readonly actions: ToolSettingsActions };

export const MIN_RADIUS_PX = 0.5;
export const MAX_RADIUS_PX = 2048;

const initial: ToolSettings = {
  tool: "brush",
  mode: "replace",
  brush: { radiusPx: 40, hardness: 0.8, usesPressure: true },
  wand: { tolerance: 32, contiguous: true },
  smart: { radiusPx: 16 },
  extend: { selectsNew: true },
};

export function createToolSettings(): ToolSettingsStore {
  const store = createStore<ToolSettings>(() => initial);
  const actions: ToolSettingsActions = {
    choose: (tool) => store.setState({ tool }),
    set: (change) => store.setState(change),
    stepSize: (direction) =>
      store.setState((now) => {
        if (now.tool === "smart") return { smart: { radiusPx: stepRadius(now.smart.radiusPx, direction) } };
        if (now.tool === "wand") {
          const tolerance = now.wand.tolerance + 8 * direction;
          return { wand: { ...now.wand, tolerance: Math.min(255, Math.max(0, tolerance)) } };
        }
        return { brush: { ...now.brush, radiusPx: stepRadius(now.brush.radiusPx, direction) } };
      }),
    stepHardness: (direction) =>
      store.setState(({ brush }) => ({
        brush: { ...brush, hardness: Math.min(1, Math.max(0, brush.hardness + direction / 4)) },
      })),
    swapMode: () => store.setState(({ mode }) => ({ mode: mode === "subtract" ? "add" : "subtract" })),
  };
  return Object.assign(store, { actions });
}

function stepRadius(radiusPx: number, direction: 1 | -1): number {
  const step = Math.max(1, Math.round(radiusPx / 5));
  return Math.min(MAX_RADIUS_PX, Math.max(MIN_RADIUS_PX, radiusPx + direction * step));
}
