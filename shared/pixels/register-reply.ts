// S4: where the reply put the original. Climbs a luma pyramid with robust Gauss-Newton, rescues large shifts by phase
// correlation, finishes on full pixels, and judges the motion against limits.
import {
  type Affine,
  cornerMotion,
  describeAffine,
  enlargeAffine,
  IDENTITY,
  type Motion,
  reduceAffine,
} from "./affine.ts";
import { lumaReader, lumaSampler, planeSampler } from "./cubic-kernel.ts";
import { type GradientAgreement, gradientAgreement } from "./gradient-correlation.ts";
import { buildPyramid, type PyramidLevel } from "./luma-plane.ts";
import { type MeasurePoints, selectPoints } from "./measure-points.ts";
import { phaseCorrelate } from "./phase-correlation.ts";
import type { Raster } from "./pixel-types.ts";
import {
  COARSE_STOP_PX,
  FULL_STOP_PX,
  STOP_PX,
  type Estimate,
  LEAST_POINTS,
  LEAVE,
  type MotionModel,
  type Photometry,
  refineAffine,
} from "./refine-affine.ts";

/** What registration is allowed to believe and how hard it works. */
export type RegisterSettings = {
  /** Points at most on the top level where that is full size, where full pixels refine its result, and on those below. */
  readonly maxPoints: number;
  readonly reducedPoints: number;
  readonly coarsePoints: number;
  /** Smallest pyramid level, px on the long edge. */
  readonly smallestPx: number;
  /** |scale - 1| at most. */
  readonly maxScale: number;
  /** |rotation| and |shear| at most, radians (≈ share). */
  readonly maxTurn: number;
  /** Shift of the centre at most, share of the long edge. */
  readonly maxShift: number;
  /** Corner motion under which the reply counts as in place, px. */
  readonly identityPx: number;
};

export const DEFAULT_REGISTER_SETTINGS: RegisterSettings = {
  maxPoints: 20_000,
  reducedPoints: 5_120,
  coarsePoints: 2_560,
  smallestPx: 64,
  maxScale: 0.06,
  maxTurn: 0.02,
  maxShift: 0.08,
  identityPx: 0.03,
};

/** "unmeasured": too little structure outside the selection; the map is then the identity. */
export type RegisterOutcome = "aligned" | "identity" | "out-of-limits" | "unmeasured";

/** Maps pixels of the window to pixels of the reply (of the same size). */
export type Registration = {
  readonly outcome: RegisterOutcome;
  /** The map to use: the identity unless aligned. */
  readonly map: Affine;
  /** The motion as found, also when it was not used. */
  readonly motion: Motion;
  readonly photometry: Photometry;
  readonly agreement: GradientAgreement;
  readonly sigma: number;
  readonly points: number;
  readonly steps: number;
  readonly isRescued: boolean;
};

const RESCUE_BELOW = 0.85;
const START: Estimate = { map: IDENTITY, photometry: LEAVE, sigma: 0, used: 0, steps: 0 };

/**
 * Registers a reply to an original of the same size. `top` is the reduced level (`factor` full pixels per sample) with
 * the usable mask; full pixels are read for the last steps only.
 */
export function registerReply(
  original: Raster,
  reply: Raster,
  top: PyramidLevel,
  factor: number,
  settings: RegisterSettings = DEFAULT_REGISTER_SETTINGS,
): Registration {
  const levels = buildPyramid(top, settings.smallestPx);
  const points = levels.map((level, k) => {
    const most = factor === 1 ? settings.maxPoints : settings.reducedPoints;
    return selectPoints(level.original, level.usable, k === 0 ? most : settings.coarsePoints);
  });
  const judge = Math.min(1, levels.length - 1);
  const agreementOf = (map: Affine) => gradientAgreement(levels[judge] ?? top, reduceAffine(map, 2 ** judge));
  if ((points[0]?.count ?? 0) < LEAST_POINTS) return unmeasured(agreementOf(IDENTITY), original);
  // What full pixels refine need not be measured to the last thousandth.
  const stopPx = factor === 1 ? STOP_PX : COARSE_STOP_PX;
  let best = climb(levels, points, START, stopPx);
  let agreement = agreementOf(best.map);
  let isRescued = false;
  if (agreement.correlation < RESCUE_BELOW) {
    for (const candidate of rescueStarts(levels)) {
      const other = climb(levels, points, candidate, stopPx);
      const otherAgreement = agreementOf(other.map);
      if (otherAgreement.correlation <= agreement.correlation + 0.01) continue;
      [best, agreement, isRescued] = [other, otherAgreement, true];
    }
  }
  const [finest] = points;
  const final = factor > 1 && finest !== undefined ? refineFull(original, reply, finest, best, factor) : best;
  return judgeMotion(final, agreement, () => agreementOf(IDENTITY), isRescued, original, settings);
}

/** From the coarsest level to the finest: translation, scale, affine on the first, affine on the others. */
function climb(
  levels: readonly PyramidLevel[],
  points: readonly MeasurePoints[],
  start: Estimate,
  stopPx: number,
): Estimate {
  let estimate = { ...start, map: reduceAffine(start.map, 2 ** (levels.length - 1)) };
  for (let k = levels.length - 1; k >= 0; k--) {
    const level = levels[k];
    const at = points[k];
    if (level === undefined || at === undefined) continue;
    if (at.count >= LEAST_POINTS) {
      const models: MotionModel[] = k === levels.length - 1 ? ["translation", "scale", "affine"] : ["affine"];
      const sample = planeSampler(level.reply);
      for (const model of models) {
        estimate = refineAffine(
          at,
          sample,
          level.original,
          estimate,
          model,
          k === 0 ? stopPx : COARSE_STOP_PX,
        );
      }
    }
    if (k > 0) estimate = { ...estimate, map: enlargeAffine(estimate.map, 2) };
  }
  return estimate;
}

/** Starts from phase correlation on the first level of at most 256 px, in pixels of the finest level. */
function rescueStarts(levels: readonly PyramidLevel[]): Estimate[] {
  const k = levels.findIndex((level) => Math.max(level.original.width, level.original.height) <= 256);
  const level = levels[k];
  if (level === undefined) return [];
  return phaseCorrelate(level.original, level.reply, level.usable).map(({ dx, dy }) => ({
    ...START,
    map: enlargeAffine({ ...IDENTITY, e: dx, f: dy }, 2 ** k),
  }));
}

/** The last steps on full pixels, at the middle of each block that held a point. */
function refineFull(
  original: Raster,
  reply: Raster,
  reduced: MeasurePoints,
  estimate: Estimate,
  factor: number,
): Estimate {
  const luma = lumaReader(original);
  const middle = Math.floor(factor / 2);
  const points = {
    count: reduced.count,
    x: reduced.x.map((x) => x * factor + middle),
    y: reduced.y.map((y) => y * factor + middle),
    value: new Float64Array(reduced.count),
    gradientX: new Float64Array(reduced.count),
    gradientY: new Float64Array(reduced.count),
  };
  for (let i = 0; i < points.count; i++) {
    const x = points.x[i] ?? 0;
    const y = points.y[i] ?? 0;
    points.value[i] = luma(x, y);
    points.gradientX[i] = (luma(x + 1, y) - luma(x - 1, y)) / 2;
    points.gradientY[i] = (luma(x, y + 1) - luma(x, y - 1)) / 2;
  }
  const start = { ...estimate, map: enlargeAffine(estimate.map, factor) };
  return refineAffine(points, lumaSampler(reply), original, start, "affine", FULL_STOP_PX);
}

function judgeMotion(
  estimate: Estimate,
  agreement: GradientAgreement,
  inPlace: () => GradientAgreement,
  isRescued: boolean,
  size: { readonly width: number; readonly height: number },
  settings: RegisterSettings,
): Registration {
  const motion = describeAffine(estimate.map, size.width, size.height);
  const edge = Math.max(size.width, size.height);
  const isWithin =
    Math.abs(motion.scaleX - 1) <= settings.maxScale &&
    Math.abs(motion.scaleY - 1) <= settings.maxScale &&
    Math.abs(motion.rotation) <= settings.maxTurn &&
    Math.abs(motion.shear) <= settings.maxTurn &&
    Math.hypot(motion.shiftX, motion.shiftY) <= settings.maxShift * edge;
  const isStill = cornerMotion(estimate.map, size.width, size.height) < settings.identityPx;
  const outcome = !isWithin ? "out-of-limits" : isStill ? "identity" : "aligned";
  return {
    outcome,
    map: outcome === "aligned" ? estimate.map : IDENTITY,
    motion,
    photometry: estimate.photometry,
    agreement: outcome === "out-of-limits" ? inPlace() : agreement,
    sigma: estimate.sigma,
    points: estimate.used,
    steps: estimate.steps,
    isRescued,
  };
}

function unmeasured(
  agreement: GradientAgreement,
  size: { readonly width: number; readonly height: number },
): Registration {
  return {
    outcome: "unmeasured",
    map: IDENTITY,
    motion: describeAffine(IDENTITY, size.width, size.height),
    photometry: LEAVE,
    agreement,
    sigma: 0,
    points: 0,
    steps: 0,
    isRescued: false,
  };
}
