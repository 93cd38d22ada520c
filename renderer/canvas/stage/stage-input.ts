// All that the painters of the stage draw from, as one immutable value; they compare its parts by identity.
import type { Composition } from "#shared/model/composition.ts";
import type { CanvasViewState } from "#renderer/canvas/document/canvas-view.ts";
import type { StagePalette } from "./stage-palette.ts";
import type { StageScene } from "./stage-scene.ts";

export type StageInput = {
  readonly composition: Composition;
  readonly view: CanvasViewState;
  readonly scene: StageScene;
  readonly palette: StagePalette;
};

/** True when what the stage shows lies elsewhere than before. */
export function hasMoved(prev: StageInput | null, next: StageInput): boolean {
  return (
    prev === null ||
    prev.view.view !== next.view.view ||
    prev.view.stage !== next.view.stage ||
    prev.view.pixelRatio !== next.view.pixelRatio ||
    prev.composition.sizePx !== next.composition.sizePx ||
    prev.composition.origin !== next.composition.origin
  );
}
