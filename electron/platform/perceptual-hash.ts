// A hash of what a picture looks like: the signs of its 64 slowest waves. Alike pictures differ in few bits, whatever
// their size and format. Pure.

/** Edge of the grey picture that is hashed, in px. */
export const hashedEdgePx = 32;
const waves = 8;
/** Waves below this amplitude (of 255 grey levels) are noise of the coder; a picture without others has no shape. */
const faintest = 1.5;

const cosines = Array.from({ length: waves }, (_, wave) =>
  Float64Array.from({ length: hashedEdgePx }, (__, at) =>
    Math.cos(((2 * at + 1) * (wave + 1) * Math.PI) / (2 * hashedEdgePx)),
  ),
);

/**
 * @param grey 32 x 32 values from 0 to 255, row after row
 * @returns 16 lower-case hex digits; all zero for a picture without shape
 */
export function perceptualHash(grey: ArrayLike<number>): string {
  const amplitudes: number[] = [];
  const across = cosines.map((cosine) =>
    Float64Array.from({ length: hashedEdgePx }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < hashedEdgePx; x += 1) sum += (grey[y * hashedEdgePx + x] ?? 0) * (cosine[x] ?? 0);
      return sum;
    }),
  );
  for (const down of cosines)
    for (const column of across) {
      let sum = 0;
      for (let y = 0; y < hashedEdgePx; y += 1) sum += (column[y] ?? 0) * (down[y] ?? 0);
      amplitudes.push((sum * 4) / hashedEdgePx ** 2);
    }
  if (amplitudes.every((amplitude) => Math.abs(amplitude) < faintest)) return "0".repeat(16);
  const middle = amplitudes.toSorted((a, b) => a - b)[amplitudes.length / 2] ?? 0;
  let hash = "";
  for (let at = 0; at < amplitudes.length; at += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit += 1) digit = digit * 2 + ((amplitudes[at + bit] ?? 0) > middle ? 1 : 0);
    hash += digit.toString(16);
  }
  return hash;
}
