// Makes a picture fit to be sent as a reference, and says what had to be done. A picture that is fit stays as it is.
import { open } from "node:fs/promises";
import type { Sharp } from "sharp";
import type { ReferenceNote } from "#shared/model/image-request.ts";
import { systemCode } from "./durable-file.ts";
import type { Conversion, PictureFacts } from "./image-task.ts";
import { decodeFully, pictureWork, type OpenPicture } from "./open-picture.ts";
import { SystemFailure } from "./picture-refused.ts";

/** Writes `target` only when there are notes; it must not exist. Throws PictureRefused or SystemFailure. */
export async function convertPicture(
  picture: OpenPicture,
  target: string,
  maxEdgePx: number,
): Promise<Conversion> {
  const { facts } = picture;
  const notes = listNotes(facts, maxEdgePx);
  if (notes.length === 0) {
    await decodeFully(picture);
    return { facts, notes };
  }
  let pipeline = picture.decode().autoOrient().toColourspace("srgb");
  if (notes.includes("scaled-down"))
    pipeline = pipeline.resize(maxEdgePx, maxEdgePx, { fit: "inside", kernel: "lanczos3" });
  const staysJpeg = facts.mediaType === "image/jpeg";
  const { data, info } = await pictureWork(
    picture,
    encode(pipeline, staysJpeg).toBuffer({ resolveWithObject: true }),
  );
  await writeAndSync(target, data);
  return {
    facts: {
      mediaType: staysJpeg ? "image/jpeg" : "image/png",
      widthPx: info.width,
      heightPx: info.height,
      bytes: data.length,
      orientation: 1,
      bitsPerChannel: 8,
      channels: info.channels,
      isCmyk: false,
      hasAlpha: facts.hasAlpha,
      hasColourProfile: false,
      hasExif: false,
      frames: 1,
    },
    notes,
  };
}

/** Writes the picture as displayed to `target`, a new PNG, for places that take nothing else. */
export async function writePng(picture: OpenPicture, target: string): Promise<PictureFacts> {
  const pipeline = picture.decode().autoOrient().toColourspace("srgb");
  await writeAndSync(target, await pictureWork(picture, pipeline.png({ compressionLevel: 3 }).toBuffer()));
  return picture.facts;
}

function listNotes(facts: PictureFacts, maxEdgePx: number): readonly ReferenceNote[] {
  const notes: ReferenceNote[] = [];
  if (facts.orientation !== 1) notes.push("turned-upright");
  if (facts.isCmyk) notes.push("converted-from-cmyk");
  if (facts.bitsPerChannel > 8) notes.push("reduced-to-8-bit");
  if (facts.frames > 1) notes.push("first-frame-only");
  if (Math.max(facts.widthPx, facts.heightPx) > maxEdgePx) notes.push("scaled-down");
  const isSendable = facts.mediaType === "image/png" || facts.mediaType === "image/jpeg";
  const isWebp = facts.mediaType === "image/webp";
  // A WebP that has to be made anew comes out as PNG, because a second lossy pass would show.
  if (!isSendable && !(isWebp && notes.length === 0)) notes.push("converted-to-png");
  return notes;
}

function encode(pipeline: Sharp, isJpeg: boolean): Sharp {
  return isJpeg
    ? pipeline.jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
    : pipeline.png({ compressionLevel: 6 });
}

async function writeAndSync(path: string, data: Uint8Array): Promise<void> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new SystemFailure(systemCode(error) ?? "EIO", true);
  }
}
