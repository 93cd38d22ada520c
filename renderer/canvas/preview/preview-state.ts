// What the room reads of a preview: what is shown, and how each patch and take was placed.
import { emptyScene, type StageScene } from "#renderer/canvas/stage/stage-scene.ts";
import type { JobId, PatchId } from "#shared/model/ids.ts";
import type { OverlayKind, PlaceOutcome } from "./place-messages.ts";

export type PreviewState = {
  readonly scene: StageScene;
  /** How each patch that shows was placed. */
  readonly outcomes: ReadonlyMap<PatchId, PlaceOutcome>;
  /** How the takes of runs would be placed. */
  readonly trials: ReadonlyMap<JobId, PlaceOutcome>;
  readonly candidate: JobId | null;
  readonly overlay: OverlayKind | null;
  /** "short": there was not enough memory for it. */
  readonly overlayState: "painting" | "shown" | "short";
  /** Counted by the overlay of changed pixels. */
  readonly changedPixels: number | null;
  /** Which of `depthSteps` the overlay of depth shows, lowest first. */
  readonly depthSteps: readonly number[];
};

/** Nothing is placed yet. */
export const emptyPreview: PreviewState = {
  scene: emptyScene,
  outcomes: new Map(),
  trials: new Map(),
  candidate: null,
  overlay: null,
  overlayState: "painting",
  changedPixels: null,
  depthSteps: [],
};
