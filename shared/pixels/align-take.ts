// S3 to S7, measured once per reply: intake, registration, flow, the one resampling, the tone fit. Everything a slider
// needs afterwards is in the result, a plain object that can be transferred to a worker.
import { type Affine, composeAffine, IDENTITY, reduceAffine } from "./affine.ts";
import { type FlowField, flowSize } from "./flow-field.ts";
import { alone, type Crew } from "./crew.ts";
import { measureFlow } from "./measure-flow.ts";
import { matchChannels } from "./match-channels.ts";
import { assertRaster, createPlane, type Plane8, type Raster, type Rect } from "./pixel-types.ts";
import * as tuned from "./place-settings.ts";
import type { PlaceSettings } from "./place-settings.ts";
import {
  prepareSelection,
  reachOf,
  type Reach,
  type Selection,
  type Support,
  supportOf,
} from "./prepare-selection.ts";
import { type DifferenceBits, differenceBits } from "./prove-protected.ts";
import { fullRect, inflateRect, intersectRects, isEmptyRect } from "./rect.ts";
import { registerReply, type Registration } from "./register-reply.ts";
import { resizeLanczos } from "./resize-lanczos.ts";
import { surveyPair } from "./survey-pair.ts";
import { fitTone, type ToneCurve } from "./tone-curve.ts";
import { gatherTonePairs } from "./tone-pairs.ts";
import { usableMask } from "./usable-mask.ts";
import { type Donor, warpDonor } from "./warp-donor.ts";

/** What was measured of a reply and the donor made from it. Depends on the reply, the selection and the nudge only. */
export type TakeAlignment = {
  readonly kind: "aligned";
  /** Pixels of the window to one here: 1, and more only in a preview. */
  readonly reduction: number;
  readonly selection: Selection;
  /** Ω under the settings that were measured with. */
  readonly support: Support;
  readonly reach: Reach;
  readonly registration: Registration;
  /** Local displacements, kept only where they helped. */
  readonly flow: FlowField | undefined;
  readonly flowPx: number;
  readonly tone: ToneCurve;
  readonly donor: Donor;
  readonly isResized: boolean;
  readonly isOriginalOpaque: boolean;
  readonly isReplyOpaque: boolean;
  /** Pixels of the window that the raw reply changed, and which of the donor's box. */
  readonly rawChangedPixels: number;
  readonly rawChanged: DifferenceBits;
};

/** Why a reply cannot be placed at all. The take is kept all the same. */
export type TakeRefusal = {
  readonly kind: "refused";
  /** "aspect": shape off by more than 2 %. "empty-selection": nothing is selected. */
  readonly reason: "aspect" | "empty-selection";
};

/** No support: every opaque pixel may be measured. */
const NOTHING = { mask: createPlane(1, 1), bounds: { x: 0, y: 0, width: 0, height: 0 } };
export const ASPECT_TOLERANCE = 0.02;

/**
 * Measures a reply against the original of its window. `region` is the drawn mask in window pixels. Measured outside it;
 * "everywhere" is for an edit of the whole picture, where the robust weights have to tell what was changed.
 */
export function alignTake(
  original: Raster,
  reply: Raster,
  region: Plane8,
  settings: PlaceSettings,
  measures: "outside" | "everywhere" = "outside",
  crew: Crew = alone,
): TakeAlignment | TakeRefusal {
  assertRaster(original, "original");
  assertRaster(reply, "reply");
  if (region.width !== original.width || region.height !== original.height) {
    throw new RangeError("the region is not of the window's size");
  }
  const ratio = reply.width / reply.height / (original.width / original.height);
  if (Math.abs(ratio - 1) > ASPECT_TOLERANCE) return { kind: "refused", reason: "aspect" };
  const selection = prepareSelection(region);
  if (isEmptyRect(selection.bounds)) return { kind: "refused", reason: "empty-selection" };
  const isResized = reply.width !== original.width || reply.height !== original.height;
  const whole = isResized ? resizeLanczos(reply, original.width, original.height) : reply;
  const factor = Math.max(1, Math.ceil(Math.max(original.width, original.height) / tuned.REGISTER_EDGE_PX));
  const reach = reachOf(selection);
  const support = supportOf(selection, settings, reach);
  const survey = surveyPair(original, whole, factor, crew);
  const { isOriginalOpaque } = survey;
  const kept = measures === "outside" ? support : NOTHING;
  const usable = usableMask(original, isOriginalOpaque, kept, factor, tuned.MEASURE_MARGIN_PX);
  const level = { original: survey.original, reply: survey.reply, usable };
  const registration = registerReply(original, whole, level, factor);
  const area = donorBox(support.bounds, original);
  const flow =
    registration.outcome === "unmeasured" || registration.outcome === "out-of-limits"
      ? undefined
      : measureFlow(
          {
            level,
            factor,
            map: reduceAffine(registration.map, factor),
            photometry: registration.photometry,
            opaque: usableMask(original, isOriginalOpaque, NOTHING, factor, 0),
          },
          area,
        );
  const pairs = gatherTonePairs(original, whole, registration.map, usable, factor, tuned.TONE_PAIRS);
  const measured = {
    reduction: 1,
    selection,
    support,
    reach,
    registration,
    flow,
    flowPx: flow === undefined ? 0 : flowSize(flow),
    tone: fitTone(registration.outcome === "out-of-limits" ? { ...pairs, count: 0 } : pairs),
    isResized,
    isOriginalOpaque,
    isReplyOpaque: survey.isReplyOpaque,
    rawChangedPixels: survey.changedPixels,
    rawChanged: differenceBits(original, whole, area),
  };
  const donor = warpPlaced(matchChannels(whole, original), measured, area, settings, crew);
  return { kind: "aligned", ...measured, donor };
}

/** The same measurement under another nudge or manual setting: only the donor is made anew. */
export function nudgeTake(
  original: Raster,
  reply: Raster,
  alignment: TakeAlignment,
  settings: PlaceSettings,
  crew: Crew = alone,
): TakeAlignment {
  const whole = alignment.isResized ? resizeLanczos(reply, original.width, original.height) : reply;
  const { box } = alignment.donor;
  const donor = warpPlaced(matchChannels(whole, original), alignment, box, settings, crew);
  return { ...alignment, donor };
}

/**
 * Bounds of the support with the margin the edge is measured on. The margin is wider than the support can still grow, so
 * a grow slider needs no new donor.
 */
function donorBox(bounds: Rect, size: { readonly width: number; readonly height: number }): Rect {
  return intersectRects(inflateRect(bounds, tuned.DONOR_MARGIN_PX), fullRect(size));
}

function warpPlaced(
  reply: Raster,
  measured: Pick<TakeAlignment, "selection" | "registration" | "flow" | "isReplyOpaque">,
  box: Rect,
  settings: PlaceSettings,
  crew: Crew,
): Donor {
  const placement: Affine = settings.isManual ? IDENTITY : measured.registration.map;
  const nudged = composeAffine(placement, tuned.nudgeMap(settings.nudge, measured.selection.bounds));
  const flow = settings.isManual ? undefined : measured.flow;
  return warpDonor(reply, nudged, flow, box, measured.isReplyOpaque, crew);
}
