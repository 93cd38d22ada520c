// Decodes the pictures of an edit: upright, opaque, sRGB. Bytes that do not decode give undefined.
import sharp, { type Sharp } from "sharp";
import type { PixelSize } from "#electron/demo/check-size.ts";
import type { Raster } from "./raster.ts";

const LIMIT_PIXELS = 120_000_000;

/** The upright size of a picture, after decoding all of it. */
export async function pictureSize(bytes: Uint8Array): Promise<PixelSize | undefined> {
  try {
    const { width, height, orientation = 1 } = await open(bytes).metadata();
    await open(bytes).stats();
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}

/** Brings a picture to a size: stretched when the shape is about right, otherwise cut at the sides. */
export async function fitPicture(bytes: Uint8Array, from: PixelSize, to: PixelSize): Promise<Raster> {
  const stretch = from.width / from.height / (to.width / to.height);
  const { data } = await open(bytes)
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .resize(to.width, to.height, { fit: Math.abs(stretch - 1) < 0.02 ? "fill" : "cover" })
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  return { ...to, data: new Uint8ClampedArray(data) };
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: "error", limitInputPixels: LIMIT_PIXELS });
}
