// How the document is looked at: view, size of the stage, what is pointed at, what a tool is in the middle of. None of
// it is saved or undone.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { JobId, PatchId } from "#shared/model/ids.ts";
import type { RectPx } from "#shared/model/region.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import type { CanvasCursor, CanvasDraft } from "./canvas-draft.ts";
import type { IslandMark } from "./island-mark.ts";
import {
  fitView,
  panBy,
  screenPoint,
  zoomAt,
  type DocPoint,
  type ScreenPoint,
  type StageSize,
  type View,
} from "./doc-point.ts";

/** What is shown instead of the plain picture. "split": before, left of a line; `at` is its share of the stage's width. */
export type Comparison =
  { readonly kind: "none" } | { readonly kind: "before" } | { readonly kind: "split"; readonly at: number };

export type CanvasViewState = {
  readonly view: View;
  readonly stage: StageSize;
  /** Device px per CSS px. */
  readonly pixelRatio: number;
  readonly hover: DocPoint | null;
  /** What tools draw into. */
  readonly target:
    | { readonly kind: "selection" }
    | { readonly kind: "patch"; readonly id: PatchId }
    /** Where a take of a patch is painted over the others. */
    | { readonly kind: "take"; readonly id: PatchId; readonly job: JobId };
  readonly activePatch: PatchId | null;
  /** A tint over what is selected; otherwise only its outline. */
  readonly showsMask: boolean;
  readonly showsRulers: boolean;
  readonly comparison: Comparison;
  /** The window that will be sent; null hides it. */
  readonly window: PatchWindow | null;
  /** The window is that of a patch which is asked again: its takes share it. */
  readonly isWindowFixed: boolean;
  readonly draft: CanvasDraft | null;
  /** Changes of a take, to keep or reject; null for none. */
  readonly islands: readonly IslandMark[] | null;
  readonly cursor: CanvasCursor;
  /** What the tool in hand can take hold of: the content of the active patch, the frame of the document. */
  readonly grips: "none" | "patch" | "frame";
  /** False until the first fit: the stage then fits the frame when it knows its size. */
  readonly isPlaced: boolean;
  /** The view that the last fit made; while it is the view, another size of the stage fits the frame again. */
  readonly fitted: View | null;
};

export type CanvasViewActions = {
  readonly set: (change: Partial<CanvasViewState>) => void;
  readonly resize: (stage: StageSize, pixelRatio: number) => void;
  readonly zoomBy: (factor: number, at?: ScreenPoint) => void;
  /** CSS px per document px; keeps the middle of the stage. */
  readonly zoomTo: (scale: number) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly fit: (frame: RectPx) => void;
  /** 1 document px = 1 device px. */
  readonly showActualPixels: () => void;
};

export type CanvasView = StoreApi<CanvasViewState> & { readonly actions: CanvasViewActions };

export function createCanvasView(): CanvasView {
  const store = createStore<CanvasViewState>(() => ({
    view: { scale: 1, x: 0, y: 0 },
    stage: { width: 0, height: 0 },
    pixelRatio: 1,
    hover: null,
    target: { kind: "selection" },
    activePatch: null,
    showsMask: false,
    showsRulers: true,
    comparison: { kind: "none" },
    window: null,
    isWindowFixed: false,
    draft: null,
    islands: null,
    cursor: { kind: "css", name: "default" },
    grips: "none",
    isPlaced: false,
    fitted: null,
  }));
  const middle = () => {
    const { stage } = store.getState();
    return screenPoint(stage.width / 2, stage.height / 2);
  };
  const zoomBy = (factor: number, at = middle()) =>
    store.setState(({ view }) => ({ view: zoomAt(view, at, factor) }));
  const zoomTo = (scale: number) => zoomBy(scale / store.getState().view.scale);
  const actions: CanvasViewActions = {
    set: (change) => store.setState(change),
    resize: (stage, pixelRatio) =>
      store.setState((now) => ({
        stage,
        pixelRatio,
        view: panBy(now.view, (stage.width - now.stage.width) / 2, (stage.height - now.stage.height) / 2),
      })),
    zoomBy,
    zoomTo,
    pan: (dx, dy) => store.setState(({ view }) => ({ view: panBy(view, dx, dy) })),
    fit: (frame) =>
      store.setState(({ stage, pixelRatio }) => {
        const view = fitView(frame, stage, 40, Math.max(1, 8 / pixelRatio));
        return { view, fitted: view, isPlaced: stage.width > 0 };
      }),
    showActualPixels: () => zoomTo(1 / store.getState().pixelRatio),
  };
  return Object.assign(store, { actions });
}
