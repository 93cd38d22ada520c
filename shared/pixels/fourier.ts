// Radix-2 fast Fourier transform (Cooley & Tukey 1965), in place, for phase correlation only.

/** Transforms `2^k` complex numbers in place; unscaled. `inverse` conjugates the kernel. */
export function fourier(real: Float64Array, imaginary: Float64Array, inverse = false): void {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j] ?? 0, real[i] ?? 0];
      [imaginary[i], imaginary[j]] = [imaginary[j] ?? 0, imaginary[i] ?? 0];
    }
  }
  for (let span = 2; span <= n; span <<= 1) {
    const angle = ((inverse ? 2 : -2) * Math.PI) / span;
    const half = span >> 1;
    for (let k = 0; k < half; k++) {
      const cos = Math.cos(angle * k);
      const sin = Math.sin(angle * k);
      for (let i = k; i < n; i += span) {
        const re = (real[i + half] ?? 0) * cos - (imaginary[i + half] ?? 0) * sin;
        const im = (real[i + half] ?? 0) * sin + (imaginary[i + half] ?? 0) * cos;
        real[i + half] = (real[i] ?? 0) - re;
        imaginary[i + half] = (imaginary[i] ?? 0) - im;
        real[i] = (real[i] ?? 0) + re;
        imaginary[i] = (imaginary[i] ?? 0) + im;
      }
    }
  }
}

/** Transforms a square of side 2^k held row by row, in place. */
export function fourier2d(real: Float64Array, imaginary: Float64Array, side: number, inverse = false): void {
  for (let y = 0; y < side; y++) {
    fourier(real.subarray(y * side, (y + 1) * side), imaginary.subarray(y * side, (y + 1) * side), inverse);
  }
  const columnReal = new Float64Array(side);
  const columnImaginary = new Float64Array(side);
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) {
      columnReal[y] = real[y * side + x] ?? 0;
      columnImaginary[y] = imaginary[y * side + x] ?? 0;
    }
    fourier(columnReal, columnImaginary, inverse);
    for (let y = 0; y < side; y++) {
      real[y * side + x] = columnReal[y] ?? 0;
      imaginary[y * side + x] = columnImaginary[y] ?? 0;
    }
  }
}
