// What placing a take found, as the document keeps it.
import type { Measured, TakeScores } from "#shared/model/patch.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";
import { cornerMotion } from "#shared/pixels/affine.ts";
import type { PlaceOutcome } from "./place-messages.ts";

const IDENTITY = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** Figures are rounded, so that the same placement is the same fact. Null for what says nothing about the reply. */
export function describePlacement(
  outcome: PlaceOutcome,
  window: { readonly width: number; readonly height: number },
): { readonly measured: Measured; readonly scores: TakeScores | null } | null {
  if (outcome.kind === "refused" && outcome.reason === "aspect") return { measured: refused, scores: null };
  if (outcome.kind !== "placed") return null;
  const { report } = outcome;
  return { measured: measuredOf(report), scores: scoresOf(report, window) };
}

const refused: Measured = {
  verdict: "refused",
  outcome: "unmeasured",
  affine: IDENTITY,
  ncc: 0,
  gain: 1,
  bias: 0,
  flowPx: 0,
  isResized: false,
};

function measuredOf(report: PlaceReport): Measured {
  const { registration } = report;
  const { map, photometry, agreement, outcome } = registration;
  return {
    verdict: report.verdict,
    outcome,
    affine: {
      a: round(map.a),
      b: round(map.b),
      c: round(map.c),
      d: round(map.d),
      e: round(map.e),
      f: round(map.f),
    },
    ncc: Math.min(1, Math.max(-1, round(agreement.correlation))),
    ...gainOf(photometry),
    flowPx: round(report.flowPx),
    isResized: report.isResized,
  };
}

/** The fit says original = p0 + p1·(reply − 128)/128; told the other way round, higher terms left out. */
function gainOf([offset, slope]: PlaceReport["registration"]["photometry"]): { gain: number; bias: number } {
  if (Math.abs(slope) < 1) return { gain: 1, bias: 0 };
  return { gain: round(128 / slope), bias: round(((slope - offset) * 128) / slope) };
}

function scoresOf(
  report: PlaceReport,
  window: { readonly width: number; readonly height: number },
): TakeScores {
  const drift = cornerMotion(report.registration.map, window.width, window.height);
  return {
    seam: Math.max(0, round(report.seam)),
    driftPx: round(drift),
    protectedPixels: report.protectedPixels,
    rawChangedPixels: Math.max(0, report.rawChangedPixels),
    overflowShare: Math.min(1, Math.max(0, round(report.overflowShare))),
  };
}

function round(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : 0;
}
