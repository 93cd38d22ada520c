// How alike two aligned planes are in structure, whatever their colours: the figure the gate of S12 reads.
import type { Affine } from "./affine.ts";
import { planeSampler } from "./cubic-kernel.ts";
import type { PyramidLevel } from "./luma-plane.ts";
import type { PlaneF } from "./pixel-types.ts";

/** Correlation, and the mean gradient of each side (levels per px), which say whether there was anything to compare. */
export type GradientAgreement = {
  /** Σ ∇I·∇R / √(Σ|∇I|² Σ|∇R|²), -1..1; 0 when either side is flat. */
  readonly correlation: number;
  readonly originalGradient: number;
  readonly replyGradient: number;
  /** Pixels compared. */
  readonly count: number;
};

/** Compares on usable pixels of a level; `map` is in pixels of that level. Invariant to gain and bias. */
export function gradientAgreement(level: PyramidLevel, map: Affine): GradientAgreement {
  const warped = warpPlane(level.reply, map, level.original);
  const { width, height, data } = level.original;
  let [cross, energyI, energyR, count] = [0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (level.usable.data[i] === 0) continue;
      const rx = (warped[i + 1] ?? 0) - (warped[i - 1] ?? 0);
      const ry = (warped[i + width] ?? 0) - (warped[i - width] ?? 0);
      if (rx !== rx || ry !== ry) continue;
      const ix = (data[i + 1] ?? 0) - (data[i - 1] ?? 0);
      const iy = (data[i + width] ?? 0) - (data[i - width] ?? 0);
      cross += ix * rx + iy * ry;
      energyI += ix * ix + iy * iy;
      energyR += rx * rx + ry * ry;
      count++;
    }
  }
  const scale = Math.sqrt(energyI * energyR);
  return {
    correlation: scale > 1e-9 ? cross / scale : 0,
    originalGradient: Math.sqrt(energyI / Math.max(1, count)) / 2,
    replyGradient: Math.sqrt(energyR / Math.max(1, count)) / 2,
    count,
  };
}

/** The reply seen through the map on the grid of `like`; NaN where it does not reach. */
export function warpPlane(reply: PlaneF, map: Affine, like: { width: number; height: number }): Float32Array {
  const sample = planeSampler(reply);
  const out = new Float32Array(like.width * like.height);
  for (let y = 0; y < like.height; y++) {
    let sx = map.b * y + map.e;
    let sy = map.d * y + map.f;
    for (let x = 0; x < like.width; x++, sx += map.a, sy += map.c) out[y * like.width + x] = sample(sx, sy);
  }
  return out;
}
