// What an edit paints into the re-rendered picture: the thing that the prompt names, in the colours that it
// names or that the references have; a smoothing for removals; a change of light for prompts of mood alone.
import sharp from "sharp";
import { lchFromRgb, mixRgb, rgbFromLch, type Rgb } from "./colour.ts";
import type { Chance } from "./chance.ts";
import { paintSubject } from "./paint-subject.ts";
import { paletteFor } from "./palette.ts";
import { coloursIn, moodIn, placeIn, shareIn, subjectsIn, type Place } from "./prompt-words.ts";
import { blendPixel, distance, smoothstep, type Raster } from "./raster.ts";

/** Paints into the raster. `references` are the additional pictures, without the primary. */
export async function paintEdit(
  raster: Raster,
  prompt: string,
  references: readonly Uint8Array[],
  chance: Chance,
): Promise<void> {
  const place = placeIn(prompt);
  const edgePx = Math.min(raster.width, raster.height) * shareIn(prompt);
  const subjects = subjectsIn(prompt);
  const mood = moodIn(prompt);
  if (/\b(remove|erase|delete|without|get rid of|clean up)\b/i.test(prompt)) {
    smoothOut(raster, place, edgePx * 0.7);
    return;
  }
  const named = coloursIn(prompt);
  if (subjects.length === 0 && mood && named.length === 0) {
    relight(raster, paletteFor(mood, [], chance).haze);
    return;
  }
  const borrowed = (await Promise.all(references.map(referenceColours))).flat();
  const fallback = rgbFromLch([0.66, 0.17, chance.between(0, 360)]);
  const [main = fallback, second = rgbFromLch([0.78, 0.11, chance.between(0, 360)])] = [
    ...named,
    ...borrowed,
  ];
  const centre = { x: place.x * raster.width, y: place.y * raster.height };
  const ambient = meanColour(raster, centre.x, centre.y, edgePx);
  await paintSubject(raster, {
    kind: subjects[0] ?? "orb",
    x: centre.x + edgePx * chance.between(-0.05, 0.05),
    y: centre.y + edgePx * chance.between(-0.05, 0.05),
    edgePx: edgePx * chance.between(0.94, 1.08),
    main,
    second,
    ambient,
    ambience: 0.1,
    isMirrored: chance.next() < 0.5,
  });
}

/** The two most telling colours of a picture: weighted by chroma, and far apart from each other. */
async function referenceColours(bytes: Uint8Array): Promise<readonly Rgb[]> {
  const pixels = await sharp(bytes)
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .resize(24, 24, { fit: "fill" })
    .raw({ depth: "uchar" })
    .toBuffer();
  const buckets = new Map<number, { weight: number; sum: [number, number, number] }>();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour: Rgb = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    const [lightness, chroma, hue] = lchFromRgb(colour);
    const key = Math.floor(hue / 30) + 12 * Math.floor(lightness * 3);
    const weight = 0.02 + chroma;
    const bucket = buckets.get(key) ?? { weight: 0, sum: [0, 0, 0] };
    bucket.weight += weight;
    for (let part = 0; part < 3; part += 1)
      bucket.sum[part] = (bucket.sum[part] ?? 0) + (colour[part] ?? 0) * weight;
    buckets.set(key, bucket);
  }
  return [...buckets.values()]
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .map(({ weight, sum }) => [sum[0] / weight, sum[1] / weight, sum[2] / weight]);
}

/** Fills a soft ellipse, row by row, with what lies to its left and right: horizons and shores go on. */
function smoothOut(raster: Raster, place: Place, radius: number): void {
  const centreX = Math.round(place.x * raster.width);
  const centreY = Math.round(place.y * raster.height);
  const reach = Math.ceil(radius);
  const patch = radius * 0.12;
  const rim = (x: number, y: number): Rgb => meanColour(raster, x, y, patch, 3);
  const rows = Array.from({ length: reach * 2 + 1 }, (_, index) => {
    const y = index - reach;
    const half = Math.sqrt(Math.max(0, radius * radius - y * y)) + patch;
    return { left: rim(centreX - half, centreY + y), right: rim(centreX + half, centreY + y) };
  });
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1) {
      const row = rows[y + reach];
      const away = distance(x, y) / radius;
      if (away >= 1 || !row) continue;
      const colour = mixRgb(row.left, row.right, smoothstep(-radius, radius, x));
      blendPixel(raster, centreX + x, centreY + y, colour, smoothstep(1, 0.85, away));
    }
}

/** Washes the whole picture with a light: dark parts keep their depth. */
function relight(raster: Raster, light: Rgb): void {
  const { data } = raster;
  for (let at = 0; at < data.length; at += 1) {
    const value = data[at] ?? 0;
    const lit = (value * (60 + (light[at % 3] ?? 0))) / 255;
    data[at] = value + (lit - value) * 0.62;
  }
}

/** The mean colour of a square, or of a flat box where `rowsPx` says how high it is. */
function meanColour(raster: Raster, centreX: number, centreY: number, edge: number, rowsPx = edge): Rgb {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  const step = Math.max(1, edge / 8);
  for (let y = centreY - rowsPx / 2; y <= centreY + rowsPx / 2; y += Math.max(1, rowsPx / 8))
    for (let x = centreX - edge / 2; x <= centreX + edge / 2; x += step) {
      const column = Math.min(raster.width - 1, Math.max(0, Math.round(x)));
      const row = Math.min(raster.height - 1, Math.max(0, Math.round(y)));
      const at = (row * raster.width + column) * 3;
      for (let part = 0; part < 3; part += 1) sum[part] = (sum[part] ?? 0) + (raster.data[at + part] ?? 0);
      count += 1;
    }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}
