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
