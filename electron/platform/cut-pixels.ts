// Pixels for a page that is put together of many pictures, inside the image worker: parts out as raw RGBA, the finished
// page in as PNG.
import { open, readFile } from "node:fs/promises";
import { systemCode } from "./durable-file.ts";
import type { CutShape, PixelPart } from "./image-task.ts";
import { loadDecoder } from "./load-decoder.ts";
import { pictureWork, type OpenPicture } from "./open-picture.ts";
import { SystemFailure } from "./picture-refused.ts";

/** Writes `target`, which must not exist: upright sRGB with alpha. Throws PictureRefused or SystemFailure. */
export async function cutPixels(
  picture: OpenPicture,
  target: string,
  { as, crop, fitPx }: CutShape,
): Promise<PixelPart> {
  let pipeline = picture.decode().autoOrient().toColourspace("srgb");
  if (crop !== null) pipeline = pipeline.extract(crop);
  if (fitPx !== null) pipeline = pipeline.resize({ ...fitPx, fit: "inside" });
  pipeline = pipeline.ensureAlpha();
  pipeline = as === "raw" ? pipeline.raw() : pipeline.png({ compressionLevel: 6 });
  const { data, info } = await pictureWork(picture, pipeline.toBuffer({ resolveWithObject: true }));
  await writeNew(target, data);
  return { partWidthPx: info.width, partHeightPx: info.height };
}

/** Writes `target`, which must not exist, from a file of raw RGB. Throws SystemFailure. */
export async function encodePage(
  path: string,
  target: string,
  { widthPx, heightPx, dotsPerInch }: { widthPx: number; heightPx: number; dotsPerInch: number },
): Promise<PixelPart> {
  const sharp = await loadDecoder();
  const raw = await readFile(path).catch((error: unknown) => {
    throw new SystemFailure(systemCode(error) ?? "EIO", false);
  });
  const png = await sharp(raw, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .withMetadata({ density: dotsPerInch })
    .png({ compressionLevel: 6 })
    .toBuffer();
  await writeNew(target, png);
  return { partWidthPx: widthPx, partHeightPx: heightPx };
}

async function writeNew(path: string, data: Uint8Array): Promise<void> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(data);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new SystemFailure(systemCode(error) ?? "EIO", true);
  }
}
