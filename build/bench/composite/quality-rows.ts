// The rows of quality: ring, PSNR, untouched, registration, for Inlay and its peers on the same cases.
import type { Affine } from "#shared/pixels/affine.ts";
import { alignTake } from "#shared/pixels/align-take.ts";
import { fillWindow } from "#shared/pixels/compose-take.ts";
import { blendTake } from "#shared/pixels/place-take.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { supportOf } from "#shared/pixels/prepare-selection.ts";
import { pasteWithFeather } from "./peer-composites.ts";
import { loadPhoto, type Photo } from "./photo-source.ts";
import { medianOf, type ResultScore, scoreResult } from "./score-result.ts";
import { drawDrift, type DriftLevel, renderReply } from "./synthetic-drift.ts";
import { paintEdit } from "./synthetic-edit.ts";

/** One photograph at one level. */
export type QualityCase = {
  readonly photo: string;
  readonly level: string;
  readonly verdict: string;
  readonly correlation: number;
  /** Root mean square error of the measured map over the window, px (global motion only). */
  readonly registrationPx: number;
  readonly flowPx: number;
  readonly seam: number;
  readonly rawChangedShare: number;
  readonly inlay: ResultScore;
  readonly feather16: ResultScore;
  readonly feather32Matched: ResultScore;
};

/** Size of the windows measured on, px. */
export const WINDOW = { width: 1280, height: 1024 } as const;

/** Measures one case. */
export async function measureQuality(photo: Photo, level: DriftLevel, seed: number): Promise<QualityCase> {
  const original = await loadPhoto(photo, WINDOW.width, WINDOW.height);
  const edit = paintEdit(original, seed);
  const drift = drawDrift(level, WINDOW.width, WINDOW.height, seed);
  const reply = renderReply(edit.scene, drift);
  const alignment = alignTake(original, reply, edit.mask, DEFAULT_PLACE_SETTINGS);
  if (alignment.kind === "refused") throw new Error(`${photo.name}: ${alignment.reason}`);
  const { pixels, report } = fillWindow(original, blendTake(original, alignment, DEFAULT_PLACE_SETTINGS));
  const support = supportOf(alignment.selection, DEFAULT_PLACE_SETTINGS).mask;
  const score = (result: typeof pixels) =>
    scoreResult(original, edit.scene, result, edit.mask, support, edit.change);
  return {
    photo: photo.name,
    level: level.name,
    verdict: report.verdict,
    correlation: report.registration.agreement.correlation,
    registrationPx: mapError(report.registration.map, drift.toReply),
    flowPx: report.flowPx,
    seam: report.seam,
    rawChangedShare: report.rawChangedPixels / report.protectedPixels,
    inlay: score(pixels),
    feather16: score(pasteWithFeather(original, reply, support, 16, false)),
    feather32Matched: score(pasteWithFeather(original, reply, support, 32, true)),
  };
}

/** Root mean square distance of two maps over a grid of the window, px. */
export function mapError(a: Affine, b: Affine): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < WINDOW.height; y += 32) {
    for (let x = 0; x < WINDOW.width; x += 32) {
      const dx = (a.a - b.a) * x + (a.b - b.b) * y + a.e - b.e;
      const dy = (a.c - b.c) * x + (a.d - b.d) * y + a.f - b.f;
      sum += dx * dx + dy * dy;
      count++;
    }
  }
  return Math.sqrt(sum / count);
}

/** Medians of one level, per contender. */
export type QualitySummary = {
  readonly level: string;
  readonly cases: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly registrationPx: number;
  readonly inlay: ResultScore;
  readonly feather16: ResultScore;
  readonly feather32Matched: ResultScore;
};

export function summariseQuality(level: string, cases: readonly QualityCase[]): QualitySummary {
  const verdicts: Record<string, number> = {};
  for (const { verdict } of cases) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return {
    level,
    cases: cases.length,
    verdicts,
    registrationPx: medianOf(cases.map((c) => c.registrationPx)),
    inlay: medianScore(cases.map((c) => c.inlay)),
    feather16: medianScore(cases.map((c) => c.feather16)),
    feather32Matched: medianScore(cases.map((c) => c.feather32Matched)),
  };
}

/** Medians, but the sum of changed protected pixels. */
function medianScore(scores: readonly ResultScore[]): ResultScore {
  return {
    protectedChanged: scores.reduce((sum, s) => sum + s.protectedChanged, 0),
    ringDeltaE: medianOf(scores.map((s) => s.ringDeltaE)),
    psnrInside: medianOf(scores.map((s) => s.psnrInside)),
    untouchedKept: medianOf(scores.map((s) => s.untouchedKept)),
    changeLost: medianOf(scores.map((s) => s.changeLost)),
  };
}
