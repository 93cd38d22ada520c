// The rows of speed and memory: a 4K reply to pixels, sliders on a box of about 1.5 MP, the memory of the job; and what
// sharp and ImageMagick take to lay the same reply in with a soft mask, unaligned.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import sharp from "sharp";
import { alignTake } from "#shared/pixels/align-take.ts";
import { composeBox } from "#shared/pixels/compose-take.ts";
import { pairWith, shareRaster } from "#shared/pixels/crew.ts";
import { matchTake } from "#shared/pixels/match-take.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";
import { blendTake, placeBox } from "#shared/pixels/place-take.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { PreviewTake } from "#shared/pixels/preview-take.ts";
import { FOUR_K } from "./four-k.ts";
import { loadPhoto, type Photo } from "./photo-source.ts";
import { medianOf } from "./score-result.ts";
import { drawDrift, DRIFT_LEVELS, renderReply } from "./synthetic-drift.ts";

const run = promisify(execFile);

/** Medians in ms: what passed on the clock, and what this process computed meanwhile. */
export type Times = { readonly wallMs: number; readonly cpuMs: number };

export type SpeedRows = {
  /** S3 to S12 of a 4K window, to the pixels of the box that is shown, by two threads and by one. */
  readonly place: Times;
  readonly placeAlone: Times;
  /** Match and compose again: a slider that moves the support. */
  readonly blendSupport: Times;
  /** Compose again: opacity, feather, keep detail. */
  readonly blendEdge: Times;
  /** One step of the same sliders while they are dragged, reduced. */
  readonly previewSupport: Times;
  readonly previewEdge: Times;
  readonly donorBoxMegapixels: number;
  /** Of a process that does one such job, all of it and above an idle one, MB. */
  readonly peakMb: number;
  readonly growthMb: number;
  readonly sharp: Times;
  /** Undefined where ImageMagick is not installed. Starts a process, reads and writes raw files. */
  readonly imageMagickMs: number | undefined;
};

/** An ellipse in the middle. */
function ellipse(width: number, height: number, radiusX: number, radiusY: number): Plane8 {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const v = (y - height / 2) / radiusY;
    for (let x = 0; x < width; x++)
      if (((x - width / 2) / radiusX) ** 2 + v * v < 1) data[y * width + x] = 255;
  }
  return { width, height, data };
}

/** Share of the selection's radii that the new object takes: a little over half of the selection's area is new. */
const OBJECT = 0.72;

/** The picture with stripes of another colour where `object` is set. */
function paintObject(picture: Raster, object: Plane8): Raster {
  const data = picture.data.slice();
  for (let i = 0; i < object.data.length; i++) {
    if (object.data[i] === 0) continue;
    const tone = 25 * Math.sin(((i % picture.width) + 0.7 * Math.floor(i / picture.width)) / 16);
    for (const [c, level] of [200, 60, 90].entries()) data[4 * i + c] = Math.round(level + tone);
  }
  return { ...picture, data };
}

/** Measures on one photograph: the whole 4K frame as window, a donor box of about 1.5 MP, a new object in it. */
export async function measureSpeed(photo: Photo, runs: number): Promise<SpeedRows> {
  const { width, height } = FOUR_K;
  const original = await loadPhoto(photo, width, height);
  const mask = ellipse(width, height, 500, 420);
  const scene = paintObject(original, ellipse(width, height, 500 * OBJECT, 420 * OBJECT));
  const reply = renderReply(scene, drawDrift(DRIFT_LEVELS.D2, width, height, 7));
  const settings = DEFAULT_PLACE_SETTINGS;
  const placeAlone = await repeat(runs, () => placeBox(original, reply, mask, settings));
  const second = new Worker(new URL("../../../electron/compositions/crew-worker.ts", import.meta.url));
  await once(second, "online");
  const crew = pairWith((call) => second.postMessage(call));
  const both = { original: shareRaster(original, crew), reply: shareRaster(reply, crew) };
  const place = await repeat(runs, () => placeBox(both.original, both.reply, mask, settings, crew));
  const alignment = alignTake(both.original, both.reply, mask, settings, "outside", crew);
  if (alignment.kind === "refused") throw new Error(alignment.reason);
  let grow = 20;
  const blendSupport = await repeat(runs, () =>
    blendTake(both.original, alignment, { ...settings, growPx: grow++ }, crew),
  );
  await second.terminate();
  const matched = matchTake(original, alignment, settings);
  let feather = 20;
  const blendEdge = await repeat(runs, () =>
    composeBox(original, alignment, matched, { ...settings, featherPx: feather++ }),
  );
  const preview = new PreviewTake({ original, reply, alignment, matched, settings });
  const previewSupport = await repeat(4 * runs, () => preview.show({ ...settings, growPx: grow++ % 64 }));
  let opacity = 1;
  const previewEdge = await repeat(4 * runs, () => preview.show({ ...settings, opacity: (opacity *= 0.99) }));
  const { box } = alignment.donor;
  const folder = await mkdtemp(join(tmpdir(), "inlay bench "));
  try {
    const files = await writeRaws(folder, original, reply, mask);
    return {
      place,
      placeAlone,
      blendSupport,
      blendEdge,
      previewSupport,
      previewEdge,
      donorBoxMegapixels: (box.width * box.height) / 1e6,
      ...(await measureMemory(files)),
      sharp: await repeat(runs, async () => await pasteWithSharp(original, reply, mask)),
      imageMagickMs: await timeImageMagick(files, runs),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The first run warms up and does not count. */
async function repeat(runs: number, work: () => unknown): Promise<Times> {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let i = 0; i <= runs; i++) {
    const used = process.cpuUsage();
    const from = performance.now();
    await work();
    wall.push(performance.now() - from);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
  }
  return { wallMs: medianOf(wall.slice(1)), cpuMs: medianOf(cpu.slice(1)) };
}

type RawFiles = { readonly original: string; readonly reply: string; readonly mask: string };

async function writeRaws(folder: string, original: Raster, reply: Raster, mask: Plane8): Promise<RawFiles> {
  const files = {
    original: join(folder, "original.rgba"),
    reply: join(folder, "reply.rgba"),
    mask: join(folder, "mask.gray"),
  };
  await writeFile(files.original, original.data);
  await writeFile(files.reply, reply.data);
  await writeFile(files.mask, mask.data);
  return files;
}

/** Peak resident size of a process that reads three raw files and places once. */
async function measureMemory(files: RawFiles): Promise<{ peakMb: number; growthMb: number }> {
  const script = fileURLToPath(new URL("place-once.ts", import.meta.url));
  const { stdout } = await run(process.execPath, [script, files.original, files.reply, files.mask]);
  return JSON.parse(stdout) as { peakMb: number; growthMb: number };
}

const FEATHER_PX = 16;

/** The reply under a blurred mask, by sharp: no alignment, no colours. */
async function pasteWithSharp(original: Raster, reply: Raster, mask: Plane8): Promise<Buffer> {
  const { width, height } = FOUR_K;
  const soft = await sharp(mask.data, { raw: { width, height, channels: 1 } })
    .blur(FEATHER_PX / 2)
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  // In one go sharp would take the alpha away after it was joined.
  const colours = await sharp(reply.data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .raw()
    .toBuffer();
  const over = await sharp(colours, { raw: { width, height, channels: 3 } })
    .joinChannel(soft, { raw: { width, height, channels: 1 } })
    .raw()
    .toBuffer();
  return await sharp(original.data, { raw: { width, height, channels: 4 } })
    .composite([{ input: over, raw: { width, height, channels: 4 } }])
    .raw()
    .toBuffer();
}

async function timeImageMagick(files: RawFiles, runs: number): Promise<number | undefined> {
  const size = ["-size", `${FOUR_K.width}x${FOUR_K.height}`, "-depth", "8"];
  const words = [
    ...size,
    `rgba:${files.original}`,
    ...size,
    `rgba:${files.reply}`,
    "(",
    ...size,
    `gray:${files.mask}`,
    "-blur",
    `0x${FEATHER_PX / 2}`,
    ")",
    "-composite",
    `rgba:${files.original}.out`,
  ];
  const times: number[] = [];
  try {
    for (let i = 0; i < Math.min(3, runs); i++) {
      const from = performance.now();
      await run("convert", words);
      times.push(performance.now() - from);
    }
  } catch {
    return undefined;
  }
  return medianOf(times);
}
