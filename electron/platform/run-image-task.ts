// Carries out one task on one file, inside a worker: cheap checks first, the decoder last.
import type { ImageAnswer, ImageTask, ImageValue } from "./image-task.ts";
import { cutPixels, encodePage } from "./cut-pixels.ts";
import { exportPicture } from "./export-picture.ts";
import { readNotes } from "./read-notes.ts";
import { convertPicture, writePng } from "./convert-picture.ts";
import { decodeFully, openPicture, type OpenPicture } from "./open-picture.ts";
import { PictureRefused, SystemFailure } from "./picture-refused.ts";
import { takeFingerprint, writeThumbnails } from "./write-thumbnails.ts";

/** Resolves always. */
export async function runImageTask(task: ImageTask): Promise<ImageAnswer> {
  try {
    if (task.kind === "page") return { ok: true, value: await encodePage(task.path, task.target, task) };
    const picture = await openPicture(task);
    return { ok: true, value: await carryOut(task, picture) };
  } catch (error) {
    if (error instanceof PictureRefused) return { ok: false, reason: error.reason, values: error.values };
    if (error instanceof SystemFailure)
      return { ok: false, reason: "system", code: error.code, isWriting: error.isWriting };
    return { ok: false, reason: "unreadable", values: {} };
  }
}

async function carryOut(
  task: Exclude<ImageTask, { kind: "page" }>,
  picture: OpenPicture,
): Promise<ImageValue> {
  switch (task.kind) {
    case "inspect":
      return picture.facts;
    case "verify":
      await decodeFully(picture);
      return picture.facts;
    case "fingerprint":
      return await takeFingerprint(picture);
    case "thumbnails":
      return await writeThumbnails(picture, task.stem, task.widthsPx);
    case "convert":
      return await convertPicture(picture, task.target, task.maxEdgePx);
    case "notes":
      return await readNotes(picture);
    case "export":
      return await exportPicture(picture, task.target, task.shape);
    case "cut":
      return await cutPixels(picture, task.target, task.shape);
    case "png":
      return await writePng(picture, task.target);
  }
}
