// Affine maps of the plane: x' = a·x + b·y + e, y' = c·x + d·y + f, in px with pixel centres at whole numbers.

export type Affine = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
};

export const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** First `inner`, then `outer`. */
export function composeAffine(outer: Affine, inner: Affine): Affine {
  return {
    a: outer.a * inner.a + outer.b * inner.c,
    b: outer.a * inner.b + outer.b * inner.d,
    c: outer.c * inner.a + outer.d * inner.c,
    d: outer.c * inner.b + outer.d * inner.d,
    e: outer.a * inner.e + outer.b * inner.f + outer.e,
    f: outer.c * inner.e + outer.d * inner.f + outer.f,
  };
}

/** The inverse map. Throws when the map is singular. */
export function invertAffine(map: Affine): Affine {
  const det = map.a * map.d - map.b * map.c;
  if (Math.abs(det) < 1e-12) throw new RangeError("singular affine map");
  const a = map.d / det;
  const b = -map.b / det;
  const c = -map.c / det;
  const d = map.a / det;
  return { a, b, c, d, e: -(a * map.e + b * map.f), f: -(c * map.e + d * map.f) };
}

/** The same motion in pixels of a plane reduced by `factor` (block averages, so centres shift by (factor-1)/2). */
export function reduceAffine(map: Affine, factor: number): Affine {
  return composeAffine(composeAffine(reduction(1 / factor), map), reduction(factor));
}

/** The same motion in full pixels, given in pixels of a plane reduced by `factor`. */
export function enlargeAffine(map: Affine, factor: number): Affine {
  return composeAffine(composeAffine(reduction(factor), map), reduction(1 / factor));
}

/** Maps centres of a grid to those of one `factor` times finer. */
function reduction(factor: number): Affine {
  const shift = (factor - 1) / 2;
  return { a: factor, b: 0, c: 0, d: factor, e: shift, f: shift };
}

/** The largest displacement of the four corners, px. */
export function cornerMotion(map: Affine, width: number, height: number): number {
  let largest = 0;
  for (const x of [0, width - 1]) {
    for (const y of [0, height - 1]) {
      const dx = map.a * x + map.b * y + map.e - x;
      const dy = map.c * x + map.d * y + map.f - y;
      largest = Math.max(largest, Math.hypot(dx, dy));
    }
  }
  return largest;
}

/** What a designer can read: scale (1 = none), rotation and shear in radians, shift of the centre in px. */
export type Motion = {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly rotation: number;
  readonly shear: number;
  readonly shiftX: number;
  readonly shiftY: number;
};

/** Splits a map (QR): columns' lengths, angle of the first, skew between them, motion of the middle of the plane. */
export function describeAffine(map: Affine, width: number, height: number): Motion {
  const scaleX = Math.hypot(map.a, map.c);
  const rotation = Math.atan2(map.c, map.a);
  const scaleY = (map.a * map.d - map.b * map.c) / scaleX;
  const shear = (map.a * map.b + map.c * map.d) / (scaleX * scaleX);
  const x = (width - 1) / 2;
  const y = (height - 1) / 2;
  return {
    scaleX,
    scaleY,
    rotation,
    shear,
    shiftX: map.a * x + map.b * y + map.e - x,
    shiftY: map.c * x + map.d * y + map.f - y,
  };
}
