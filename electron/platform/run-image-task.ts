// Carries out one task on one file, inside a worker: cheap checks first, the decoder last.
import type {
  Conversion,
  Fingerprint,
  ImageAnswer,
  ImageTask,
  PictureFacts,
  Thumbnails,
} from "./image-task.ts";
import { exportPicture } from "./export-picture.ts";
import { readNotes } from "./read-notes.ts";
import type { FileNotes } from "#shared/rules/recipes/file-notes.ts";
import { convertPicture, writePng } from "./convert-picture.ts";
import { decodeFully, openPicture, type OpenPicture } from "./open-picture.ts";
import { PictureRefused, SystemFailure } from "./picture-refused.ts";
import { takeFingerprint, writeThumbnails } from "./write-thumbnails.ts";

/** Resolves always. */
export async function runImageTask(task: ImageTask): Promise<ImageAnswer> {
  try {
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
  task: ImageTask,
  picture: OpenPicture,
): Promise<PictureFacts | Thumbnails | Fingerprint | Conversion | FileNotes> {
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
    case "png":
      return await writePng(picture, task.target);
  }
}
