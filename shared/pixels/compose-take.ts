// S10 to S12: alpha, blend, proof. The last stage, and the only one a feather, an opacity or a "keep detail" re-runs.
import type { TakeAlignment } from "./align-take.ts";
import { blendBox } from "./blend-box.ts";
import { capAlpha, edgeAlpha } from "./edge-alpha.ts";
import { gateTake, type Verdict } from "./gate-take.ts";
import type { MatchedTake } from "./match-take.ts";
import { blendBands } from "./multiband.ts";
import { createPlane, type Plane8, type Raster } from "./pixel-types.ts";
import { edgeOf, MULTIBAND_SEAM, OVERFLOW_SHARE, type PlaceSettings } from "./place-settings.ts";
import { proveProtected } from "./prove-protected.ts";
import type { Registration } from "./register-reply.ts";

/** Everything a user may be told about a placement. */
export type PlaceReport = {
  readonly verdict: Verdict;
  readonly registration: Registration;
  /** Root mean square of the local flow that was kept, px; 0 when none was. */
  readonly flowPx: number;
  /** True when the reply came in another size and was resampled to the window. */
  readonly isResized: boolean;
  readonly protectedPixels: number;
  /** Always 0: a placement that would say otherwise is thrown as a bug. */
  readonly changedProtectedPixels: 0;
  /** Protected pixels the raw reply would have changed. */
  readonly rawChangedPixels: number;
  /** Mean ΔE00 across the edge where the donor shows. */
  readonly seam: number;
  readonly isMultiband: boolean;
  readonly growPx: number;
  readonly featherPx: number;
  /** Share of the selection's border that a change crosses, and whether to offer a larger selection. */
  readonly overflowShare: number;
  readonly offersExtension: boolean;
};

export type PlacedTake = { readonly pixels: Raster; readonly alpha: Plane8; readonly report: PlaceReport };

/** Lays the matched donor over the original. Throws when a protected pixel would differ: that is a bug, never a result. */
export function composeTake(
  original: Raster,
  alignment: TakeAlignment,
  matched: MatchedTake,
  settings: PlaceSettings,
): PlacedTake {
  const { donor } = alignment;
  const { box } = donor;
  const { featherPx } = edgeOf(settings, alignment.selection.bounds);
  const boxAlpha = edgeAlpha(
    matched.support.mask,
    box,
    featherPx,
    Math.min(1, Math.max(0, settings.opacity)),
  );
  if (settings.keepDetail) capAlpha(boxAlpha, box, matched.cap);
  const isMultiband =
    settings.multiband === "always" || (settings.multiband === "auto" && matched.seam > MULTIBAND_SEAM);
  const pixels = { ...original, data: original.data.slice() };
  const colour = isMultiband ? blendBands(original, matched.colour, box, boxAlpha) : matched.colour;
  blendBox(original, pixels, donor, colour, boxAlpha, alignment.isOriginalOpaque);
  const alpha = createPlane(original.width, original.height);
  for (let y = 0; y < box.height; y++) {
    alpha.data.set(boxAlpha.subarray(y * box.width, (y + 1) * box.width), (box.y + y) * alpha.width + box.x);
  }
  const proof = proveProtected(original, pixels, alpha);
  if (proof.changedPixels !== 0) throw new Error(`${proof.changedPixels} protected pixels would change`);
  return {
    pixels,
    alpha,
    report: {
      verdict: gateTake(alignment.registration),
      registration: alignment.registration,
      flowPx: alignment.flowPx,
      isResized: alignment.isResized,
      protectedPixels: proof.protectedPixels,
      changedProtectedPixels: 0,
      rawChangedPixels: alignment.rawChanged.count - countOpen(alignment, boxAlpha, original.width),
      seam: matched.seam,
      isMultiband,
      growPx: matched.support.growPx,
      featherPx,
      overflowShare: matched.overflow.share,
      offersExtension: matched.overflow.share > OVERFLOW_SHARE,
    },
  };
}

/** Pixels the raw reply changed that the placement may change too. */
function countOpen(alignment: TakeAlignment, boxAlpha: Uint8Array, width: number): number {
  const { box } = alignment.donor;
  const { bits } = alignment.rawChanged;
  let count = 0;
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * width + box.x;
    for (let x = 0; x < box.width; x++) {
      if (boxAlpha[y * box.width + x] === 0) continue;
      count += ((bits[(row + x) >> 5] ?? 0) >>> ((row + x) & 31)) & 1;
    }
  }
  return count;
}
