// From a job to encoded bytes: decode what came along, choose the size, draw or edit, finish, encode.
import { sizeForPrompt } from "#electron/demo/choose-size.ts";
import { addDemoMark, addGrain } from "./finish-picture.ts";
import type { DrawJob, DrawResult } from "./draw-job.ts";
import { encodePicture } from "./encode-picture.ts";
import { paintMountains } from "./paint-mountains.ts";
import { sceneFor } from "./scene.ts";

export async function drawPicture(job: DrawJob): Promise<DrawResult> {
  const size = job.size === "auto" ? sizeForPrompt(job.prompt) : job.size;
  const scene = sceneFor(job.prompt, size.width, size.height, job.variation);
  paintMountains(scene);
  addGrain(scene.raster, scene.seed);
  addDemoMark(scene.raster);
  const bytes = await encodePicture(scene.raster, job.format, job.compression);
  return { ok: true, bytes, size, inputs: [] };
}
