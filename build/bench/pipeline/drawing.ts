// A picture to draw on, for the figures of docs/PIPELINE.md. Knows no pipeline.
import sharp from "sharp";
import type { Raster, Rect } from "#shared/pixels/pixel-types.ts";

/** Red, green, blue 0..255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** RGB, 8 bit. */
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** Lays a colour with a cover of 0..1 over every pixel for which one is given. */
  readonly paint: (at: (pixel: number) => readonly [number, number, number, number] | undefined) => void;
  /** Two by two pixels. */
  readonly dot: (x: number, y: number, colour: Colour) => void;
  readonly line: (x0: number, y0: number, x1: number, y1: number, colour: Colour) => void;
};

/** A copy of a picture; grey becomes RGB, alpha is left out. */
export function createDrawing({ width, height, channels, data: source }: Raster): Drawing {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 3; c++) data[3 * i + c] = source[i * channels + (channels < 3 ? 0 : c)] ?? 0;
  return drawingOf(width, height, data);
}

/** One colour all over. */
export function blankDrawing(width: number, height: number, colour: Colour): Drawing {
  return drawingOf(
    width,
    height,
    Uint8Array.from({ length: width * height * 3 }, (_, k) => colour[k % 3] ?? 0),
  );
}

function drawingOf(width: number, height: number, data: Uint8Array): Drawing {
  const dot = (x: number, y: number, colour: Colour): void => {
    for (let dy = 0; dy < 2; dy++)
      for (let dx = 0; dx < 2; dx++) {
        const [px, py] = [Math.round(x) + dx, Math.round(y) + dy];
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        data.set(colour, 3 * (py * width + px));
      }
  };
  return {
    width,
    height,
    data,
    dot,
    paint: (at) => {
      for (let i = 0; i < width * height; i++) {
        const over = at(i);
        if (over === undefined) continue;
        for (let c = 0; c < 3; c++) {
          const under = data[3 * i + c] ?? 0;
          data[3 * i + c] = Math.round(under + ((over[c] ?? 0) - under) * over[3]);
        }
      }
    },
    line: (x0, y0, x1, y1, colour) => {
      const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0)));
      for (let k = 0; k <= steps; k++)
        dot(x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps, colour);
    },
  };
}

/** A part, which must lie within. */
export function crop(drawing: Drawing, { x, y, width, height }: Rect): Drawing {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = 3 * ((y + row) * drawing.width + x);
    data.set(drawing.data.subarray(from, from + 3 * width), 3 * row * width);
  }
  return drawingOf(width, height, data);
}

/** Writes a WebP file. */
export async function saveWebp(
  path: string,
  { width, height, data }: Drawing,
  quality: number,
): Promise<void> {
  await sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ quality, effort: 6 })
    .toFile(path);
}
