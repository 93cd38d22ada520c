import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeCanvas, readPsd } from "ag-psd";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExportFormat } from "#shared/contract/calls/composition-calls.ts";
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

initializeCanvas(
  () => {
    throw new Error("there is no canvas in Node");
  },
  (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4), colorSpace: "srgb" }),
);

const frame = { x: 0, y: 0, width: 900, height: 700 };

async function exportAs(desk: Desk, at: Awaited<ReturnType<typeof addPatch>>, format: ExportFormat) {
  const made = must(
    await desk.documents.export({
      id: at.document.id,
      revision: at.revision,
      format,
      quality: 90,
      hasProofInFile: false,
    }),
  );
  const file = desk.documents.exported(made.token);
  if (file === null) throw new Error("no file");
  return { ...made, ...file, content: await readFile(file.path) };
}

/** Programs that are not ours: where one is not installed its test is skipped, and said to be. */
function saysOf(program: string, word: string): boolean {
  try {
    return execFileSync(program, ["-version"], { stdio: ["ignore", "pipe", "ignore"] }).includes(word);
  } catch {
    return false;
  }
}
const hasImageMagick = saysOf("convert", "ImageMagick") && saysOf("identify", "ImageMagick");
const gimpPlugIns = ["/usr/lib/gimp/2.0/plug-ins", "/usr/lib/x86_64-linux-gnu/gimp/2.0/plug-ins"].find(
  (path) => existsSync(join(path, "file-psd")),
);
const hasGimp = gimpPlugIns !== undefined && saysOf("gimp-console", "GNU Image Manipulation Program");

/** A configuration with what is needed here alone: asking all plug-ins what they can takes most of a start. */
async function configureGimp(folder: string, plugIns: string): Promise<string> {
  const home = join(folder, "gimp");
  const few = join(home, "few");
  await mkdir(few, { recursive: true });
  for (const name of ["file-psd", "file-png", "script-fu"])
    await symlink(join(plugIns, name), join(few, name));
  await writeFile(join(home, "gimprc"), `(plug-in-path "${few}")\n`);
  return home;
}

describe("Exports", () => {
  let folder = "";
  const at = (name: string) => join(folder, name);
  let files: Readonly<Record<ExportFormat, Awaited<ReturnType<typeof exportAs>>>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "inlay exports "));
    await withDesk(async (desk) => {
      const scene = makeScene("scene", 900, 700, 21, { channels: 3 });
      const p3 = await sharp(await pngOfRaster(scene))
        .withIccProfile("p3")
        .png()
        .toBuffer();
      const picture = await importBytes(desk, p3, "wide colours.png");
      const open = must(await desk.documents.create({ kind: "picture", picture: picture.id }));
      const first = await addPatch(desk, open, rectangle(frame, 300, 250, 200, 180), { name: "Ball one" });
      const done = await addPatch(desk, first, rectangle(frame, 420, 330, 160, 150), { name: "Ball two" });

      files = {
        png: await exportAs(desk, done, "png"),
        psd: await exportAs(desk, done, "psd"),
        jpeg: await exportAs(desk, done, "jpeg"),
        webp: await exportAs(desk, done, "webp"),
      };
    });
    await writeFile(at("layers.psd"), files.psd.content);
  });
  afterAll(async () => await rm(folder, { recursive: true, force: true }));

  it("all show the same pixels: png exactly, psd exactly and in layers, jpeg and webp nearly", async () => {
    const { png, psd, jpeg, webp } = files;
    expect([png.name, png.mediaType, png.losses]).toEqual(["wide-colours.png", "image/png", []]);
    const exact = decodePng(png.content);

    const read = readPsd(psd.content, { useImageData: true });
    expect(read.children?.map(({ name }) => name)).toEqual(["Base", "Ball one", "Ball two"]);
    expect(read.children?.every(({ mask }, i) => i === 0 || mask?.imageData !== undefined)).toBe(true);
    const whole = read.imageData?.data as Uint8ClampedArray;
    for (let i = 0; i < 900 * 700; i++)
      for (let c = 0; c < 3; c++)
        if (whole[4 * i + c] !== exact.samples[3 * i + c]) throw new Error(`sample ${c} of pixel ${i}`);
    // The layers give the composite within a rounding, as any editor lays them.
    const laid = Float64Array.from(read.children?.[0]?.imageData?.data as Uint8ClampedArray);
    for (const layer of read.children?.slice(1) ?? []) {
      const { left = 0, top = 0, imageData, mask } = layer;
      const { width = 0, height = 0, data } = imageData ?? {};
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const from = (y * width + x) * 4;
          const to = ((top + y) * 900 + left + x) * 4;
          const share = ((mask?.imageData?.data[from] ?? 0) / 255) * ((data?.[from + 3] ?? 0) / 255);
          for (let c = 0; c < 3; c++)
            laid[to + c] =
              (laid[to + c] as number) + ((data?.[from + c] ?? 0) - (laid[to + c] as number)) * share;
        }
    }
    let worst = 0;
    for (let i = 0; i < 900 * 700; i++)
      for (let c = 0; c < 3; c++)
        worst = Math.max(worst, Math.abs((laid[4 * i + c] as number) - (exact.samples[3 * i + c] as number)));
    expect(worst).toBeLessThanOrEqual(2);

    for (const [format, file] of [
      ["jpeg", jpeg],
      ["webp", webp],
    ] as const) {
      expect(file.losses).toEqual(["lossy-encoding"]);
      const header = await sharp(file.content).metadata();
      expect([header.format, header.width, header.height, header.hasProfile]).toEqual([
        format,
        900,
        700,
        true,
      ]);
      const raw = await sharp(file.content, { ignoreIcc: true }).removeAlpha().raw().toBuffer();
      let sum = 0;
      for (let i = 0; i < raw.length; i++) sum += Math.abs((raw[i] as number) - (exact.samples[i] as number));
      expect(sum / raw.length).toBeLessThan(6);
    }
  });

  it.skipIf(!hasImageMagick)(
    "a layered PSD opens in ImageMagick with the exact pixels and its profile",
    () => {
      const pixels = execFileSync("convert", [`${at("layers.psd")}[0]`, "-depth", "8", "rgb:-"], {
        maxBuffer: 1 << 26,
      });
      expect(pixels.equals(Buffer.from(decodePng(files.png.content).samples))).toBe(true);
      const profile = execFileSync("identify", ["-format", "%[profile:icc]", `${at("layers.psd")}[0]`]);
      expect(profile.toString()).not.toBe("");
    },
  );

  it.skipIf(!hasGimp)(
    "a layered PSD opens in GIMP as three layers, two of them masked, that lay to the same pixels",
    async () => {
      // The name of what it saves tells how many layers and masks it found.
      const script = `(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "${at("layers.psd")}" "layers.psd")))
        (layers (gimp-image-get-layers image))
        (masked (lambda (layer) (if (= -1 (car (gimp-layer-get-mask layer))) 0 1)))
        (name (string-append "${at("gimp")}-" (number->string (car layers)) "-"
          (number->string (apply + (map masked (vector->list (cadr layers))))) ".png")))
      (gimp-file-save RUN-NONINTERACTIVE image (car (gimp-image-flatten image)) name name)
      (gimp-quit 0))`;
      const home = await configureGimp(folder, gimpPlugIns ?? "");
      execFileSync("gimp-console", ["-i", "-d", "-f", "-s", "-b", script], {
        env: { ...process.env, GIMP2_DIRECTORY: home, LC_ALL: "C" },
        stdio: "ignore",
      });
      const laid = await sharp(at("gimp-3-2.png"), { ignoreIcc: true }).removeAlpha().raw().toBuffer();
      const exact = decodePng(files.png.content).samples;
      let worst = 0;
      for (let i = 0; i < exact.length; i++)
        worst = Math.max(worst, Math.abs((laid[i] ?? 0) - (exact[i] ?? 0)));
      expect([laid.length, worst <= 2]).toEqual([exact.length, true]);
    },
  );
  it("serves decoded pixels of a part, reduced, and refuses too many", async () => {
    await withDesk(async (desk) => {
      const scene = makeScene("scene", 900, 700, 22, { channels: 3, depth: 16 });
      const picture = await importBytes(desk, await pngOfRaster(scene), "deep.png");
      const part = must(
        await desk.documents.pixels(picture.asset, { x: 850, y: 650, width: 500, height: 500 }, 0, 1e6),
      );
      expect([part.width, part.height, part.data.length]).toEqual([50, 50, 10_000]);
      for (let c = 0; c < 3; c++) {
        const deep = scene.data[(650 * 900 + 850) * 3 + c] as number;
        expect(Math.abs((part.data[c] as number) - deep / 257)).toBeLessThanOrEqual(1);
      }
      const small = must(await desk.documents.pixels(picture.asset, null, 3, 1e6));
      expect([small.width, small.height]).toEqual([113, 88]);
      expect(await desk.documents.pixels(picture.asset, null, 0, 1000)).toEqual({
        ok: false,
        error: { kind: "too-many-pixels", pixels: 630_000, limit: 1000 },
      });
      expect(await desk.documents.pixels("0".repeat(64) as never, null, 0, 1e6)).toMatchObject({
        ok: false,
        error: { kind: "not-found" },
      });
    });
  });
});
