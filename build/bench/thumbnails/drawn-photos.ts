// Picture files for the benches that decode: drawn from a seed, with soft shapes, detail and a little grain, so that
// they weigh about what photographs and generated pictures weigh.
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import sharp from "sharp";
import { seededRandom } from "#build/bench/gallery/made-prompts.ts";
import type { MediaType } from "#shared/model/image-request.ts";
import { extensionOf } from "#shared/rules/names.ts";

/** A file that was drawn. */
export type DrawnPhoto = {
  readonly path: string;
  readonly extension: string;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** px, and what the service, telephones and the web give most. */
const sizes = [
  [640, 480],
  [1024, 1024],
  [1536, 1024],
  [1024, 1536],
  [2048, 2048],
  [3264, 2448],
] as const;
const mediaTypes: readonly MediaType[] = ["image/png", "image/jpeg", "image/webp"];
/** Of 256 grey levels, each way: about the noise of a good camera. */
const grain = 2;

/** Draws 18 files into a folder: every size in three formats. */
export async function drawPhotos(folder: string): Promise<readonly DrawnPhoto[]> {
  const drawn: DrawnPhoto[] = [];
  for (const [at, [widthPx, heightPx]] of sizes.entries()) {
    const data = await drawPixels(seededRandom(at + 1), widthPx, heightPx);
    for (const mediaType of mediaTypes) {
      const extension = extensionOf(mediaType);
      const path = join(folder, `${widthPx}x${heightPx}.${extension}`);
      const picture = sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } });
      const bytes = await (
        mediaType === "image/png"
          ? picture.png()
          : mediaType === "image/jpeg"
            ? picture.jpeg({ quality: 90 })
            : picture.webp({ quality: 85, effort: 2 })
      ).toBuffer();
      await writeFile(path, bytes);
      drawn.push({ path, extension, widthPx, heightPx });
    }
  }
  return drawn;
}

async function drawPixels(random: () => number, widthPx: number, heightPx: number): Promise<Buffer> {
  const soft = async (columns: number, rows: number): Promise<Buffer> => {
    const dots = Buffer.from(Array.from({ length: columns * rows * 3 }, () => Math.floor(random() * 256)));
    return sharp(dots, { raw: { width: columns, height: rows, channels: 3 } })
      .resize(widthPx, heightPx, { kernel: "cubic", fit: "fill" })
      .raw()
      .toBuffer();
  };
  const shapes = await soft(9, 7);
  const detail = await soft(Math.ceil(widthPx / 12), Math.ceil(heightPx / 12));
  const pixels = Buffer.alloc(shapes.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const value = (shapes[at] ?? 0) * 0.7 + (detail[at] ?? 0) * 0.25 + (random() * 2 - 1) * grain;
    pixels[at] = Math.max(0, Math.min(255, Math.round(value)));
  }
  return pixels;
}
