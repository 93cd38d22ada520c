// Encodes a picture anew for the world outside, inside the image worker: size, format, colour profile, words.
import { open } from "node:fs/promises";
import type { Sharp } from "sharp";
import { systemCode } from "./durable-file.ts";
import type { ExportShape, PictureFacts } from "./image-task.ts";
import { pictureWork, type OpenPicture } from "./open-picture.ts";
import { SystemFailure } from "./picture-refused.ts";

/** Writes `target`, which must not exist. Throws PictureRefused or SystemFailure. */
export async function exportPicture(
  picture: OpenPicture,
  target: string,
  shape: ExportShape,
): Promise<PictureFacts> {
  let pipeline = picture.decode().autoOrient();
  if (shape.longEdgePx !== null)
    pipeline = pipeline.resize(shape.longEdgePx, shape.longEdgePx, {
      fit: "inside",
      kernel: "lanczos3",
      withoutEnlargement: true,
    });
  pipeline = pipeline.toColourspace(spaceOf(picture.facts, shape));
  pipeline = shape.icc === "keep" ? pipeline.keepIccProfile() : pipeline.withIccProfile("srgb");
  if (shape.xmp === "keep") pipeline = pipeline.keepXmp();
  else if (shape.xmp !== null) pipeline = pipeline.withXmp(shape.xmp.packet);
  const { data, info } = await pictureWork(
    picture,
    encode(pipeline, shape).toBuffer({ resolveWithObject: true }),
  );
  await write(target, data);
  return {
    ...picture.facts,
    mediaType: `image/${shape.format}`,
    widthPx: info.width,
    heightPx: info.height,
    bytes: data.length,
    orientation: 1,
  };
}

/** PNG keeps 16 bits, and grey with its profile; the others are 8 bits of colour. */
function spaceOf({ bitsPerChannel, channels, isCmyk }: PictureFacts, { format, icc }: ExportShape): string {
  const isDeep = format === "png" && bitsPerChannel > 8;
  const isGrey = format === "png" && icc === "keep" && channels <= 2 && !isCmyk;
  if (isGrey) return isDeep ? "grey16" : "b-w";
  return isDeep ? "rgb16" : "srgb";
}

function encode(pipeline: Sharp, { format, quality }: ExportShape): Sharp {
  switch (format) {
    case "png":
      return pipeline.png({ compressionLevel: 6 });
    case "jpeg":
      // What is transparent has to become something: paper is white.
      return pipeline
        .flatten({ background: "white" })
        .jpeg({ quality, chromaSubsampling: quality >= 90 ? "4:4:4" : "4:2:0" });
    case "webp":
      return pipeline.webp({ quality });
    case "avif":
      return pipeline.avif({ quality, effort: 3 });
  }
}

async function write(path: string, data: Uint8Array): Promise<void> {
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
