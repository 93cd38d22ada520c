// A take that was placed on one ground, laid over another: the same donor under the same α, blended with what is there. The
// page and the flattening of a patch that was asked again from the original both go through here.
import type { MixedTake } from "./mix-takes.ts";
import { colourCount, hasAlpha, maxSample, type Raster } from "./pixel-types.ts";

/**
 * O = I + (F − I)·α is the take on its ground I. Over B it is B + (F − B)·α = O + (B − I)·(1 − α), which needs no donor and
 * is O itself, bit for bit, wherever B is I or α is 255. α = 0 copies B. With transparency all three are weighted by their
 * alpha, as in S11. `below`, `ground` and the take cover the same pixels, in one depth; within 1 level of blending the donor.
 */
export function layOver(below: Raster, ground: Raster, { pixels, alpha }: MixedTake): MixedTake {
  const { channels } = below;
  const data = below.data.slice();
  const laid: Raster = { ...below, data };
  const alphaAt = hasAlpha(below) ? channels - 1 : -1;
  const top = maxSample(below);
  for (let i = 0; i < alpha.data.length; i++) {
    const share = alpha.data[i] ?? 0;
    if (share === 0) continue;
    const at = i * channels;
    const isOpaque =
      alphaAt < 0 || [below, ground, pixels].every((raster) => raster.data[at + alphaAt] === top);
    if (isOpaque) layOpaque(laid, ground, pixels, at, 1 - share / 255);
    else layStraightAlpha(laid, ground, pixels, at, 1 - share / 255);
  }
  return { pixels: laid, alpha };
}

/** One pixel of `laid`, which holds what is below. */
function layOpaque(laid: Raster, ground: Raster, pixels: Raster, at: number, rest: number): void {
  const top = maxSample(laid);
  for (let c = at; c < at + colourCount(laid); c++) {
    const through = ((laid.data[c] ?? 0) - (ground.data[c] ?? 0)) * rest;
    laid.data[c] = within(top, (pixels.data[c] ?? 0) + through);
  }
}

function layStraightAlpha(laid: Raster, ground: Raster, pixels: Raster, at: number, rest: number): void {
  const top = maxSample(laid);
  const alphaAt = at + laid.channels - 1;
  const [under, own, over] = [laid, ground, pixels].map(({ data }) => data[alphaAt] ?? 0) as [
    number,
    number,
    number,
  ];
  const cover = over + (under - own) * rest;
  for (let c = at; c < alphaAt; c++) {
    const through = ((laid.data[c] ?? 0) * under - (ground.data[c] ?? 0) * own) * rest;
    const colour = pixels.data[c] ?? 0;
    laid.data[c] = cover > 0 ? within(top, (colour * over + through) / cover) : colour;
  }
  laid.data[alphaAt] = within(top, cover);
}

function within(top: number, value: number): number {
  const whole = Math.round(value);
  return whole < 0 ? 0 : whole > top ? top : whole;
}
