// A layer as it lies in the document: what it shows, and on what that depends.
import type { MixedTake } from "#shared/pixels/mix-takes.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import type { PlaceLayer, PlaceOutcome } from "./place-messages.ts";

export type StackedLayer = Pick<PlaceLayer, "cutFrom"> & {
  /** What it lies over. */
  readonly over: string;
  /** Rises with each new result. */
  readonly stamp: number;
  /** False when it was laid on the measurement of other settings, for a slider that is dragged. */
  readonly isExact: boolean;
  /** What the pixels cover: the part of the layer's window that can change, document px. */
  readonly window: Rect;
  readonly outcome: PlaceOutcome;
  /** The pixels, blended with what lies below, and where they show; null when there are none. */
  readonly mixed: MixedTake | null;
  /** Of `mixed.alpha`, px of `window`. */
  readonly bounds: Rect;
};

export const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** A layer that was never laid. */
export function emptyLayer({ window, cutFrom }: PlaceLayer): StackedLayer {
  return {
    over: "",
    stamp: 0,
    cutFrom,
    isExact: false,
    window,
    outcome: { kind: "refused", reason: "empty-selection" },
    mixed: null,
    bounds: NOWHERE,
  };
}
