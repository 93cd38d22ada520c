// One decode, a few WebP files and a thumbhash. Widths are made from wide to narrow, each from the one before.
import { rename, rm, writeFile } from "node:fs/promises";
import type { Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { systemCode, temporaryPathFor } from "./durable-file.ts";
import type { Fingerprint, Thumbnails } from "./image-task.ts";
import { loadDecoder } from "./load-decoder.ts";
import { pictureWork, type OpenPicture } from "./open-picture.ts";
import { hashedEdgePx, perceptualHash } from "./perceptual-hash.ts";
import { SystemFailure } from "./picture-refused.ts";

// Without smart subsampling: it keeps the edges of thin coloured lines, and takes longer than the decode.
const webp = { quality: 80, effort: 2 } as const;
const hashEdgePx = 100;

/** Throws PictureRefused when the picture does not decode, SystemFailure when the disk refuses the files. */
export async function writeThumbnails(
  picture: OpenPicture,
  stem: string,
  widthsPx: readonly number[],
): Promise<Thumbnails> {
  const sharp = await loadDecoder();
  const files: { widthPx: number; path: string }[] = [];
  const wanted = usefulWidths(widthsPx, picture.facts.widthPx);
  const widest = wanted.at(-1) ?? hashEdgePx;
  let { data, info } = await pictureWork(
    picture,
    upright(picture.decode(), widest).raw().toBuffer({ resolveWithObject: true }),
  );
  // An opaque picture stays at three channels: with alpha every resize multiplies and divides in floating point.
  const raw = (): Sharp =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

  for (const widthPx of wanted.toReversed()) {
    if (info.width > widthPx)
      ({ data, info } = await raw().resize({ width: widthPx }).raw().toBuffer({ resolveWithObject: true }));
    const path = `${stem}-${widthPx}.webp`;
    await replaceQuickly(path, await raw().webp(webp).toBuffer());
    files.unshift({ widthPx, path });
  }
  const small = await raw()
    .resize(hashEdgePx, hashEdgePx, { fit: "inside", withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(small.info.width, small.info.height, small.data);
  return {
    facts: picture.facts,
    thumbhash: Buffer.from(hash).toString("base64"),
    perceptualHash: await hashLook(raw()),
    files,
  };
}

/** For a picture whose thumbnails are there already. Throws PictureRefused when it does not decode. */
export async function takeFingerprint(picture: OpenPicture): Promise<Fingerprint> {
  const sharp = await loadDecoder();
  const { data, info } = await pictureWork(
    picture,
    upright(picture.decode(), 4 * hashEdgePx)
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const raw = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  return { facts: picture.facts, perceptualHash: await hashLook(raw) };
}

async function hashLook(picture: Sharp): Promise<string> {
  const { data, info } = await picture
    .flatten({ background: "#ffffff" })
    .greyscale()
    .resize(hashedEdgePx, hashedEdgePx, { fit: "fill" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey = info.channels === 1 ? data : data.filter((_, at) => at % info.channels === 0);
  return perceptualHash(grey);
}

/** The widths below the picture's own, and the first that reaches it. */
function usefulWidths(widthsPx: readonly number[], ownPx: number): readonly number[] {
  const sorted = widthsPx.toSorted((a, b) => a - b);
  const reaching = sorted.findIndex((widthPx) => widthPx >= ownPx);
  return reaching === -1 ? sorted : sorted.slice(0, reaching + 1);
}

function upright(pipeline: Sharp, widthPx: number): Sharp {
  return pipeline.autoOrient().resize({ width: widthPx, withoutEnlargement: true }).toColourspace("srgb");
}

// Not synced: a thumbnail can be made again at any time. The rename keeps half-written ones from being served.
async function replaceQuickly(path: string, data: Uint8Array): Promise<void> {
  const temporary = temporaryPathFor(path);
  try {
    await writeFile(temporary, data);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new SystemFailure(systemCode(error) ?? "EIO", true);
  }
}
