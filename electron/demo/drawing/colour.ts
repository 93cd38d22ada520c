// Colours as three numbers from 0 to 255 (sRGB), made and turned in OKLCH so that mixes stay clean.

/** Red, green, blue; 0 to 255, not rounded. */
export type Rgb = readonly [number, number, number];

/** Lightness 0 to 1, chroma 0 to about 0.3, hue in degrees. */
export type Lch = readonly [number, number, number];

export function rgbFromLch([lightness, chroma, hue]: Lch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

export function lchFromRgb([red, green, blue]: Rgb): Lch {
  const [r, g, b] = [decode(red), decode(green), decode(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const labA = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const labB = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(labB, labA) * 180) / Math.PI;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(labA, labB), (hue + 360) % 360];
}

/** A straight mix; 0 gives the first colour, 1 the second. */
export function mixRgb(from: Rgb, to: Rgb, share: number): Rgb {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

/** The colour with its lightness changed by `by` (OKLCH, -1 to 1) and its chroma multiplied. */
export function shadeRgb(colour: Rgb, by: number, chromaFactor = 1): Rgb {
  const [lightness, chroma, hue] = lchFromRgb(colour);
  return rgbFromLch([Math.min(1, Math.max(0, lightness + by)), chroma * chromaFactor, hue]);
}

/** For SVG: `rgb(r,g,b)` in whole numbers. */
export function cssColour(colour: Rgb): string {
  return `rgb(${colour.map((part) => Math.round(Math.min(255, Math.max(0, part)))).join(",")})`;
}

function encode(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055);
}

function decode(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
