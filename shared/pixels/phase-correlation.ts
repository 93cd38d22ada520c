// Large shifts by phase correlation (Kuglin & Hines 1975) on a small level: the rescue of S4 when gradients alone do
// not find the way. Shift only.
import type { Plane8, PlaneF } from "./pixel-types.ts";
import { fourier2d } from "./fourier.ts";

/** The transform is of the least power of two that holds the planes, px. */
const LEAST_SIDE = 16;
const PEAKS = 3;

/** A shift in px of the given planes such that original(x) ≈ reply(x + shift), with its share of the peak energy. */
export type ShiftCandidate = { readonly dx: number; readonly dy: number; readonly score: number };

/** The strongest candidate shifts. Planes must not be larger than 256 px on a side. */
export function phaseCorrelate(original: PlaneF, reply: PlaneF, usable: Plane8): ShiftCandidate[] {
  let side = LEAST_SIDE;
  while (side < Math.max(original.width, original.height)) side *= 2;
  const [aReal, aImaginary] = spectrum(original, usable, side);
  const [bReal, bImaginary] = spectrum(reply, usable, side);
  for (let i = 0; i < side * side; i++) {
    const ar = aReal[i] ?? 0;
    const ai = aImaginary[i] ?? 0;
    const br = bReal[i] ?? 0;
    const bi = bImaginary[i] ?? 0;
    const re = ar * br + ai * bi;
    const im = ar * bi - ai * br;
    const size = Math.sqrt(re * re + im * im) + 1e-9;
    aReal[i] = re / size;
    aImaginary[i] = im / size;
  }
  fourier2d(aReal, aImaginary, side, true);
  return strongestPeaks(aReal, side);
}

/** Spectrum of the plane less its mean under a Hann window; pixels that may not be measured count as the mean. */
function spectrum(plane: PlaneF, usable: Plane8, side: number): [Float64Array, Float64Array] {
  const real = new Float64Array(side * side);
  const imaginary = new Float64Array(side * side);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < plane.data.length; i++) {
    if (usable.data[i] === 0) continue;
    sum += plane.data[i] ?? 0;
    count++;
  }
  const mean = count > 0 ? sum / count : 0;
  for (let y = 0; y < Math.min(side, plane.height); y++) {
    const wy = Math.sin((Math.PI * (y + 0.5)) / plane.height) ** 2;
    for (let x = 0; x < Math.min(side, plane.width); x++) {
      const i = y * plane.width + x;
      if (usable.data[i] === 0) continue;
      const wx = Math.sin((Math.PI * (x + 0.5)) / plane.width) ** 2;
      real[y * side + x] = ((plane.data[i] ?? 0) - mean) * wx * wy;
    }
  }
  fourier2d(real, imaginary, side);
  return [real, imaginary];
}

function strongestPeaks(surface: Float64Array, side: number): ShiftCandidate[] {
  const left = surface.slice();
  const found: ShiftCandidate[] = [];
  for (let n = 0; n < PEAKS; n++) {
    let best = 0;
    for (let i = 1; i < left.length; i++) if ((left[i] ?? 0) > (left[best] ?? 0)) best = i;
    const x = best % side;
    const y = Math.floor(best / side);
    const signed = (at: number) => (at > side / 2 ? at - side : at);
    found.push({ dx: signed(x), dy: signed(y), score: (left[best] ?? 0) / (side * side) });
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) {
        left[((y + dy + side) % side) * side + ((x + dx + side) % side)] = -Infinity;
      }
    }
  }
  return found;
}
