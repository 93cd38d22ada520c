import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import sharp from "sharp";
import type { PictureCard } from "#shared/model/picture.ts";
import { decodePng } from "#tests/support/decode-png.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import {
  addPatch,
  importBytes,
  must,
  pngOfRaster,
  rectangle,
  withDesk,
  type Desk,
} from "./document-fixture.ts";

async function flatten(
  desk: Desk,
  open: { document: { id: never }; revision: number } | Awaited<ReturnType<typeof addPatch>>,
) {
  const made = must(
    await desk.documents.flatten({ id: open.document.id, revision: open.revision, hasProofInFile: true }),
  );
  const path = must(desk.library.pathOf(made.picture.id));
  return { ...made, file: await readFile(path) };
}

async function openOn(desk: Desk, picture: PictureCard) {
  return must(await desk.documents.create({ kind: "picture", picture: picture.id }));
}

describe("Flattening", () => {
  it("leaves every pixel outside the patches as it was, by an independent decoder, in 8 and in 16 bit", async () => {
    await withDesk(async (desk) => {
      for (const depth of [8, 16] as const) {
        const scene = makeScene("scene", 1200, 900, depth, { channels: 3, depth });
        const open = await openOn(desk, await importBytes(desk, await pngOfRaster(scene), `${depth}.png`));
        const first = await addPatch(
          desk,
          open,
          rectangle({ x: 0, y: 0, width: 1200, height: 900 }, 380, 300, 260, 220),
        );
        const second = await addPatch(
          desk,
          first,
          rectangle({ x: 0, y: 0, width: 1200, height: 900 }, 520, 420, 200, 200),
        );
        const { file, proof, picture } = await flatten(desk, second);
        const png = decodePng(file);
        expect([png.width, png.height, png.channels, png.bits]).toEqual([1200, 900, 3, depth]);
        let changed = 0;
        let outside = 0;
        for (let i = 0; i < 1200 * 900; i++) {
          const [x, y] = [i % 1200, Math.floor(i / 1200)];
          const isFar = x < 300 || x > 800 || y < 220 || y > 700;
          const isSame = [0, 1, 2].every((c) => png.samples[3 * i + c] === scene.data[3 * i + c]);
          if (!isSame) changed += 1;
          if (isFar && !isSame) outside += 1;
        }
        expect(outside).toBe(0);
        expect(changed).toBeGreaterThan(5_000);
        expect(changed).toBeLessThanOrEqual(proof.pixels - proof.protectedPixels);
        expect(proof).toMatchObject({ pixels: 1_080_000, changedProtectedPixels: 0 });
        expect(proof.depth.length).toBe(3);
        expect(proof.depth.reduce((sum, count) => sum + count, 0)).toBe(proof.pixels);
        expect(proof.rawChangedPixels).toBeGreaterThan(500_000);
        expect(png.chunks.get("iTXt")?.toString()).toContain(`"protectedPixels":${proof.protectedPixels}`);
        const detail = must(desk.library.get(picture.id));
        expect(detail.picture).toMatchObject({ kind: "composite", composite: { patches: 2, proof } });
        expect(detail.parents.map(({ label, picture: parent }) => [label, parent !== null])).toEqual([
          ["base", true],
          ["take", true],
          ["take", true],
        ]);
      }
    });
  });

  it("keeps profile and EXIF byte for byte, and turns the picture upright", async () => {
    await withDesk(async (desk) => {
      const scene = makeScene("scene", 900, 1200, 3, { channels: 3 });
      const turned = await sharp(scene.data, { raw: { width: 900, height: 1200, channels: 3 } })
        .withMetadata({ orientation: 6, density: 300 })
        .withExifMerge({ IFD0: { Copyright: "Ada Lovelace" } })
        .withIccProfile("p3")
        .jpeg({ quality: 95 })
        .toBuffer();
      const before = await sharp(turned).metadata();
      const open = await openOn(desk, await importBytes(desk, turned, "turned.jpg"));
      expect(open.document.sizePx).toEqual({ widthPx: 1200, heightPx: 900 });
      expect(open.base).toMatchObject({ file: "there", bitsPerChannel: 8, profile: "sP3C" });
      const done = await addPatch(
        desk,
        open,
        rectangle({ x: 0, y: 0, width: 1200, height: 900 }, 300, 300, 300, 200),
      );
      const { file } = await flatten(desk, done);
      const after = await sharp(file).metadata();
      expect(after.icc?.equals(before.icc as Buffer)).toBe(true);
      expect(after.exif?.toString("latin1")).toContain("Ada Lovelace");
      expect([after.orientation ?? 1, after.density]).toEqual([1, 300]);
      const own = await sharp(turned, { ignoreIcc: true }).autoOrient().raw().toBuffer();
      const png = decodePng(file);
      for (let i = 0; i < 1200 * 100 * 3; i++) if (own[i] !== png.samples[i]) throw new Error(`sample ${i}`);

      // The window went out as sRGB. What came back is the same colour in the picture's profile: other numbers.
      expect(open.base.losses.sending).toEqual(["sent-as-srgb"]);
      // In the disc of the reply, and 40 px inside the selection.
      const [left, top] = [560, 440];
      const pixel = { left, top, width: 1, height: 1 };
      const seen = [...(await sharp(file).toColourspace("srgb").extract(pixel).raw().toBuffer())];
      // The disc's colour, with the reply's own cast (3 % and 2 levels of red, 2 % of blue) undone as far as the scene tells.
      [212, 30, 41].forEach((level, c) =>
        expect(Math.abs((seen[c] ?? 0) - level), seen.join()).toBeLessThan(12),
      );
      const numbers = png.samples.slice((top * 1200 + left) * 3, (top * 1200 + left) * 3 + 3);
      expect(numbers[1], numbers.join()).toBeGreaterThan(40);
    });
  });

  it("flattens what was extended and what is empty, with alpha", async () => {
    await withDesk(async (desk) => {
      const scene = makeScene("scene", 800, 800, 5, { channels: 3 });
      const open = await openOn(desk, await importBytes(desk, await pngOfRaster(scene), "small.png"));
      const wide = {
        ...open.document,
        sizePx: { widthPx: 1200, heightPx: 900 },
        origin: { x: -200, y: -50 },
      };
      const saved = must(await desk.documents.save(wide, open.revision));
      const frame = { x: -200, y: -50, width: 1200, height: 900 };
      const done = await addPatch(
        desk,
        { document: wide, revision: saved.revision },
        rectangle(frame, -200, -50, 260, 900),
      );
      const { file, proof } = await flatten(desk, done);
      const png = decodePng(file);
      expect([png.width, png.height, png.channels]).toEqual([1200, 900, 4]);
      const at = (x: number, y: number) =>
        Array.from(png.samples.slice((y * 1200 + x) * 4, (y * 1200 + x) * 4 + 4));
      expect(at(600, 300)).toEqual([
        ...scene.data.slice((250 * 800 + 400) * 3, (250 * 800 + 400) * 3 + 3),
        255,
      ]);
      expect(at(1100, 20)).toEqual([0, 0, 0, 0]);
      expect(at(40, 450)[3]).toBe(255);
      expect(proof.changedProtectedPixels).toBe(0);

      const blank = must(
        await desk.documents.create({
          kind: "blank",
          sizePx: { widthPx: 1024, heightPx: 1024 },
          name: "New",
        }),
      );
      const drawn = await addPatch(
        desk,
        blank,
        rectangle({ x: 0, y: 0, width: 1024, height: 1024 }, 0, 0, 1024, 1024),
      );
      expect(desk.sent.at(-1)?.kind).toBe("generate");
      const whole = decodePng((await flatten(desk, drawn)).file);
      expect(Array.from(whole.samples.slice(0, 4))).toEqual(
        [90 * 1.03 + 2, 120, 160 * 0.98].map(Math.round).concat(255),
      );
    });
  });
});
