// What a user may tune on a patch, and the numbers of the pipeline that are not theirs. All of it data; no kernel reads
// a constant of another stage.
import type { Affine } from "./affine.ts";
import type { Rect } from "./pixel-types.ts";

/** Manual handles on top of the measured placement: the patch's content moves by (dx, dy) px and grows by `scale`. */
export type Nudge = { readonly dx: number; readonly dy: number; readonly scale: number };

export const NO_NUDGE: Nudge = { dx: 0, dy: 0, scale: 1 };

export type PlaceSettings = {
  /** How far the support reaches beyond the selection, px 0..64; "auto" = clamp(4 + f/2, 4, 64). */
  readonly growPx: number | "auto";
  /** Width of the soft edge, px 0..255; "auto" = clamp(0.10·√(w·h of the selection's box), 12, 64). */
  readonly featherPx: number | "auto";
  /** True: nothing outside the selection itself may change (grow 0). */
  readonly isStrict: boolean;
  /** True: unchanged scene inside the selection stays the original (S9). Off for relight and retouch. */
  readonly keepDetail: boolean;
  /** Colour match, 0 = the reply's colours, 1 = full. */
  readonly toneAmount: number;
  /** 0..1. */
  readonly opacity: number;
  readonly nudge: Nudge;
  /** Laplacian blending over five levels: never, always, or when the seam score is over 0.5. */
  readonly multiband: "never" | "auto" | "always";
  /** Ignore the measured placement: the window as it came, plus the nudge. */
  readonly isManual: boolean;
};

export const DEFAULT_PLACE_SETTINGS: PlaceSettings = {
  growPx: "auto",
  featherPx: "auto",
  isStrict: false,
  keepDetail: true,
  toneAmount: 1,
  opacity: 1,
  nudge: NO_NUDGE,
  multiband: "auto",
  isManual: false,
};

/** Mask value from which a pixel is selected, share of 255; parts under this many px are dropped (S0). */
export const MASK_THRESHOLD = 0.1;
export const LEAST_ISLAND_PX = 64;
/** Furthest a support may reach beyond the selection, px. */
export const MAX_GROW_PX = 64;
/** Surroundings of the support that are resampled with it, to measure the edge on, px. */
export const DONOR_MARGIN_PX = 96;
/** Nothing within this distance of the support is measured by S4, px. */
export const MEASURE_MARGIN_PX = 12;
/** Long edge of the finest registration level, px. */
export const REGISTER_EDGE_PX = 1024;
/** Pairs S7 is fitted on. */
export const TONE_PAIRS = 20_000;
/** S8: cell, largest difference that is drift and not scene, largest correction; px, levels, levels. */
export const MEMBRANE_CELL_PX = 16;
export const MEMBRANE_REJECT = 24;
export const MEMBRANE_LIMIT = 12;
/** S9: reach and fall-off around a change, px; share of the border from which an overflow is offered. */
export const CHANGE_GROW_PX = 8;
export const CHANGE_FALL_PX = 14;
export const OVERFLOW_SHARE = 0.03;
/** S11: seam score from which "auto" blends in bands. */
export const MULTIBAND_SEAM = 0.5;

/** Grow and feather in px for a selection's bounds. */
export function edgeOf(settings: PlaceSettings, bounds: Rect): { growPx: number; featherPx: number } {
  const auto = Math.min(64, Math.max(12, 0.1 * Math.sqrt(bounds.width * bounds.height)));
  const featherPx = settings.featherPx === "auto" ? auto : Math.min(255, Math.max(0, settings.featherPx));
  if (settings.isStrict) return { growPx: 0, featherPx };
  const growPx = settings.growPx === "auto" ? Math.min(64, Math.max(4, 4 + featherPx / 2)) : settings.growPx;
  return { growPx: Math.min(MAX_GROW_PX, Math.max(0, growPx)), featherPx };
}

/** The map a nudge adds before the measured one: where in the un-nudged patch a window pixel looks. */
export function nudgeMap(nudge: Nudge, bounds: Rect): Affine {
  const scale = 1 / Math.min(16, Math.max(1 / 16, nudge.scale));
  const x = bounds.x + bounds.width / 2;
  const y = bounds.y + bounds.height / 2;
  return { a: scale, b: 0, c: 0, d: scale, e: x - scale * (x + nudge.dx), f: y - scale * (y + nudge.dy) };
}

/** What S4 and S5 are measured with: the same only for settings that need no new measuring. */
export function measureKey({ growPx, isStrict, featherPx }: PlaceSettings): string {
  return `${growPx}|${isStrict}|${growPx === "auto" ? featherPx : ""}`;
}

/** What the donor depends on beside the measuring (S6). */
export function donorKey({ nudge, isManual }: PlaceSettings): string {
  return `${nudge.dx},${nudge.dy},${nudge.scale},${isManual}`;
}

/** What matching depends on beside the donor (S7 to S9). */
export function matchKey(settings: PlaceSettings): string {
  return `${measureKey(settings)}|${settings.toneAmount}|${settings.keepDetail}`;
}
