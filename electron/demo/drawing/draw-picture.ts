// From a job to encoded bytes: decode what came along, choose the size, draw or edit, finish, encode.
import type { PixelSize } from "#electron/demo/check-size.ts";
import { sizeForPrimary, sizeForPrompt } from "#electron/demo/choose-size.ts";
import { seededChance } from "./chance.ts";
import type { DrawJob, DrawResult } from "./draw-job.ts";
import { applyDrift } from "./drift.ts";
import { encodePicture } from "./encode-picture.ts";
import { addDemoMark, addGrain } from "./finish-picture.ts";
import { paintEdit } from "./paint-edit.ts";
import { paintPlain } from "./paint-plain.ts";
import { paintScene } from "./paint-scene.ts";
import type { Raster } from "./raster.ts";
import { fitPicture, pictureSize } from "./read-picture.ts";
import { sceneFor } from "./scene.ts";

/** Draws one job. Never rejects for bad pictures; those are named in the result. */
export async function drawPicture(job: DrawJob): Promise<DrawResult> {
  const inputs: PixelSize[] = [];
  for (const [index, picture] of job.pictures.entries()) {
    const size = await pictureSize(picture);
    if (!size) return { ok: false, badPicture: index };
    inputs.push(size);
  }
  const size = sizeToDraw(job, inputs[0]);
  const raster = await render(job, size, inputs[0]);
  addDemoMark(raster);
  const bytes = await encodePicture(raster, job.format, job.compression);
  return { ok: true, bytes, size, inputs };
}

function sizeToDraw(job: DrawJob, primary: PixelSize | undefined): PixelSize {
  const auto = (): PixelSize => (primary ? sizeForPrimary(primary) : sizeForPrompt(job.prompt));
  const { width, height } = job.size === "auto" ? auto() : job.size;
  if (!job.isWrongSize) return { width, height };
  return width === 1024 && height === 1024 ? { width: 1536, height: 1024 } : { width: 1024, height: 1024 };
}

async function render(job: DrawJob, size: PixelSize, primarySize: PixelSize | undefined): Promise<Raster> {
  const [primary, ...references] = job.pictures;
  if (job.isPlain) return paintPlain(size, job.variation);
  if (!primary || !primarySize) {
    const scene = sceneFor(job.prompt, size.width, size.height, job.variation);
    await paintScene(scene);
    addGrain(scene.raster, scene.seed);
    return scene.raster;
  }
  const chance = seededChance(job.variation);
  const raster = await applyDrift(await fitPicture(primary, primarySize, size), job.drift, chance);
  await paintEdit(raster, job.prompt, references, chance);
  return raster;
}
