// A mixture of Gaussians over colours: what the colours of a set of pixels look like, and how unlikely another colour is
// in it. Fitted by k-means from fixed seeds and one covariance per part; equal pixels give equal mixtures.

/** RGB, 0..255, three per pixel. */
export type Colours = Float32Array;

type Part = {
  /** Share of the pixels. */
  readonly weight: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** Inverse covariance. */
  readonly xx: number;
  readonly xy: number;
  readonly xz: number;
  readonly yy: number;
  readonly yz: number;
  readonly zz: number;
  readonly logScale: number;
};

export type ColourMixture = readonly Part[];

const ROUNDS = 8;
/** Pixels that are looked at; of more, every n-th. */
const MOST_PIXELS = 6000;
/** Variance added to every direction, levels²: noise of an 8-bit picture. */
const LEAST_VARIANCE = 6;

/** Fits up to `count` parts. Throws without a pixel. */
export function fitMixture(all: Colours, count = 5): ColourMixture {
  const colours = thinOut(all);
  const pixels = Math.floor(colours.length / 3);
  if (pixels === 0) throw new RangeError("no colours to fit");
  const labels = new Uint8Array(pixels);
  let centres = seedCentres(colours, Math.min(count, pixels));
  for (let round = 0; round < ROUNDS; round++) centres = assign(colours, labels, centres);
  return centres.flatMap((_, label) => partOf(colours, labels, label, pixels));
}

function thinOut(colours: Colours): Colours {
  const every = Math.ceil(colours.length / 3 / MOST_PIXELS);
  if (every <= 1) return colours;
  const out = new Float32Array(3 * Math.floor(colours.length / 3 / every));
  for (let i = 0; i < out.length / 3; i++) {
    out.set(colours.subarray(3 * i * every, 3 * i * every + 3), 3 * i);
  }
  return out;
}

/** Minus the logarithm of the likelihood of a colour. */
export function unlikeliness(mixture: ColourMixture, red: number, green: number, blue: number): number {
  let likelihood = 0;
  for (const part of mixture) {
    const x = red - part.red;
    const y = green - part.green;
    const z = blue - part.blue;
    const distance =
      x * (part.xx * x + 2 * part.xy * y + 2 * part.xz * z) +
      y * (part.yy * y + 2 * part.yz * z) +
      part.zz * z * z;
    likelihood += part.weight * Math.exp(part.logScale - distance / 2);
  }
  return -Math.log(Math.max(1e-30, likelihood));
}

/** Pixels spread over the order of brightness. */
function seedCentres(colours: Colours, count: number): [number, number, number][] {
  const order = Array.from({ length: Math.floor(colours.length / 3) }, (_, i) => i);
  const light = (i: number) =>
    (colours[3 * i] ?? 0) + 2 * (colours[3 * i + 1] ?? 0) + (colours[3 * i + 2] ?? 0);
  const sorted = order.toSorted((one, other) => light(one) - light(other));
  return Array.from({ length: count }, (_, k) => {
    const i = sorted[Math.floor(((k + 0.5) * sorted.length) / count)] ?? 0;
    return [colours[3 * i] ?? 0, colours[3 * i + 1] ?? 0, colours[3 * i + 2] ?? 0];
  });
}

/** One round of k-means: nearest centres, then means. A part that lost all its pixels stays where it was. */
function assign(
  colours: Colours,
  labels: Uint8Array,
  centres: readonly [number, number, number][],
): [number, number, number][] {
  const sums = new Float64Array(centres.length * 4);
  for (let i = 0; i < labels.length; i++) {
    const [red, green, blue] = [colours[3 * i] ?? 0, colours[3 * i + 1] ?? 0, colours[3 * i + 2] ?? 0];
    let best = 0;
    let least = Infinity;
    for (let k = 0; k < centres.length; k++) {
      const [x, y, z] = centres[k] ?? [0, 0, 0];
      const distance = (red - x) ** 2 + (green - y) ** 2 + (blue - z) ** 2;
      if (distance < least) [best, least] = [k, distance];
    }
    labels[i] = best;
    const at = 4 * best;
    sums[at] = (sums[at] ?? 0) + red;
    sums[at + 1] = (sums[at + 1] ?? 0) + green;
    sums[at + 2] = (sums[at + 2] ?? 0) + blue;
    sums[at + 3] = (sums[at + 3] ?? 0) + 1;
  }
  return centres.map((centre, k) => {
    const n = sums[4 * k + 3] ?? 0;
    if (n === 0) return centre;
    return [(sums[4 * k] ?? 0) / n, (sums[4 * k + 1] ?? 0) / n, (sums[4 * k + 2] ?? 0) / n];
  });
}

function partOf(colours: Colours, labels: Uint8Array, label: number, pixels: number): Part[] {
  const mean: [number, number, number] = [0, 0, 0];
  let n = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label) continue;
    n++;
    for (const c of [0, 1, 2] as const) mean[c] += colours[3 * i + c] ?? 0;
  }
  if (n === 0) return [];
  for (const c of [0, 1, 2] as const) mean[c] /= n;
  const spread = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label) continue;
    const [x, y, z] = [
      (colours[3 * i] ?? 0) - mean[0],
      (colours[3 * i + 1] ?? 0) - mean[1],
      (colours[3 * i + 2] ?? 0) - mean[2],
    ];
    [x * x, x * y, x * z, y * y, y * z, z * z].forEach((value, k) => {
      spread[k] = (spread[k] ?? 0) + value / n;
    });
  }
  const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = spread;
  const { inverse, determinant } = invertSymmetric([
    xx + LEAST_VARIANCE,
    xy,
    xz,
    yy + LEAST_VARIANCE,
    yz,
    zz + LEAST_VARIANCE,
  ]);
  const [ixx = 0, ixy = 0, ixz = 0, iyy = 0, iyz = 0, izz = 0] = inverse;
  return [
    {
      weight: n / pixels,
      red: mean[0],
      green: mean[1],
      blue: mean[2],
      xx: ixx,
      xy: ixy,
      xz: ixz,
      yy: iyy,
      yz: iyz,
      zz: izz,
      logScale: -0.5 * Math.log(determinant) - 1.5 * Math.log(2 * Math.PI),
    },
  ];
}

/** The inverse of a symmetric 3 × 3 matrix given as xx, xy, xz, yy, yz, zz; in the same form. */
export function invertSymmetric(matrix: readonly number[]): {
  readonly inverse: readonly number[];
  readonly determinant: number;
} {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
  const [aa, bb, cc] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const determinant = a * aa + b * bb + c * cc;
  const minors = [aa, bb, cc, a * f - c * c, b * c - a * e, a * d - b * b];
  return { inverse: minors.map((value) => value / determinant), determinant };
}
