// Real photographs for the journeys: those of Debian's packages where they are, and made ones elsewhere.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";

const folder = "/usr/share/backgrounds/mate/nature";
const names = ["Garden.jpg", "FreshFlower.jpg", "Aqua.jpg"] as const;

export type Photograph = { readonly name: string; readonly path: string };

/**
 * Two or three photographs as JPEG files of at most 1600 px, with a camera's EXIF. Where the package is not installed
 * they are made by rule: light, texture and grain, but no scene.
 */
export async function photographs(): Promise<readonly Photograph[]> {
  const target = await mkdtemp(join(tmpdir(), "inlay-photographs-"));
  return await Promise.all(
    names.map(async (name, index) => {
      const source = join(folder, name);
      const picture = existsSync(source) ? sharp(await readFile(source)) : madePhotograph(index);
      const path = join(target, name);
      const bytes = await picture
        .resize({ width: 1600, height: 1600, fit: "inside", withoutEnlargement: true })
        .withExif({ IFD0: { Make: "Inlay", Model: "Test camera" } })
        .jpeg({ quality: 88 })
        .toBuffer();
      await writeFile(path, bytes);
      return { name, path };
    }),
  );
}

function madePhotograph(seed: number) {
  const width = 1280;
  const height = 960;
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const x = (at % width) / width;
    const y = Math.floor(at / width) / height;
    const wave = Math.sin((x * (3 + seed) + y * 2) * 6) * 40 + Math.cos(x * y * 40) * 20;
    const grain = ((at * 2_654_435_761 + seed) >>> 24) / 12;
    pixels[at * 3] = Math.max(0, Math.min(255, 90 + 120 * y + wave + grain));
    pixels[at * 3 + 1] = Math.max(0, Math.min(255, 110 + 60 * x + wave / 2 + grain));
    pixels[at * 3 + 2] = Math.max(0, Math.min(255, 200 - 120 * y - wave / 3 + grain));
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** A photograph of one thing before a soft ground, and the smallest box around the thing, px. */
export type ThingPhotograph = Photograph & {
  readonly thing: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
};

/** A ladybird on a stem, 1,120 × 700 px; where the package is not installed a shaded red ball in grain. */
export async function photographOfThing(): Promise<ThingPhotograph> {
  const source = join(folder, "LadyBird.jpg");
  const size = { width: 1120, height: 700 };
  const path = join(await mkdtemp(join(tmpdir(), "inlay-thing-")), "LadyBird.jpg");
  const picture = existsSync(source) ? sharp(await readFile(source)).resize(size) : madeThing(size);
  await writeFile(path, await picture.jpeg({ quality: 90 }).toBuffer());
  return { name: "LadyBird.jpg", path, thing: { x: 735, y: 309, width: 106, height: 100 } };
}

function madeThing({ width, height }: { readonly width: number; readonly height: number }) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const grain = ((at * 2_654_435_761) >>> 24) / 16;
    const out = Math.hypot((x - 788) / 53, (y - 359) / 50);
    const colour = out < 1 ? [200 - 40 * out, 60 - 20 * out, 30] : [90 + x / 30, 130 + y / 20, 50];
    colour.forEach((level, c) => (pixels[at * 3 + c] = level + grain));
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
