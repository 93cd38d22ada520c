// One decode, a few WebP files and a thumbhash. Widths are made from wide to narrow, each from the one before.
import { rename, rm, writeFile } from "node:fs/promises";
import type { OutputInfo, Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { averageGrey, averageRgba, type Pixels } from "./area-average.ts";
import { systemCode, temporaryPathFor } from "./durable-file.ts";
import type { Fingerprint, Thumbnails } from "./image-task.ts";
import { loadDecoder } from "./load-decoder.ts";
import { pictureWork, type OpenPicture } from "./open-picture.ts";
import { hashedEdgePx, perceptualHash } from "./perceptual-hash.ts";
import { SystemFailure } from "./picture-refused.ts";

// Without smart subsampling: it keeps the edges of thin coloured lines, and takes longer than the decode. More effort
// makes files a tenth smaller at the same likeness, and takes half as long again.
const webp = { quality: 80, effort: 1 } as const;
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

  // Each is written while the next one is made.
  const writing: Promise<SystemFailure | null>[] = [];
  for (const widthPx of wanted.toReversed()) {
    if (info.width > widthPx)
      ({ data, info } = await raw().resize({ width: widthPx }).raw().toBuffer({ resolveWithObject: true }));
    const path = `${stem}-${widthPx}.webp`;
    writing.push(replaceQuickly(path, await raw().webp(webp).toBuffer()));
    files.unshift({ widthPx, path });
  }
  const pixels = pixelsOf(data, info);
  const shrunk = Math.min(1, hashEdgePx / Math.max(info.width, info.height));
  const widthPx = Math.max(1, Math.round(info.width * shrunk));
  const heightPx = Math.max(1, Math.round(info.height * shrunk));
  const hash = rgbaToThumbHash(widthPx, heightPx, averageRgba(pixels, widthPx, heightPx));
  const failure = (await Promise.all(writing)).find((one) => one !== null);
  if (failure !== undefined) throw failure;
  return {
    facts: picture.facts,
    thumbhash: Buffer.from(hash).toString("base64"),
    perceptualHash: hashLook(pixels),
    files,
  };
}

/** For a picture whose thumbnails are there already. Throws PictureRefused when it does not decode. */
export async function takeFingerprint(picture: OpenPicture): Promise<Fingerprint> {
  const { data, info } = await pictureWork(
    picture,
    upright(picture.decode(), 4 * hashEdgePx)
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  return { facts: picture.facts, perceptualHash: hashLook(pixelsOf(data, info)) };
}

function hashLook(pixels: Pixels): string {
  return perceptualHash(averageGrey(pixels, hashedEdgePx, hashedEdgePx));
}

function pixelsOf(data: Uint8Array, { width, height, channels }: OutputInfo): Pixels {
  return { data, widthPx: width, heightPx: height, channels };
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
async function replaceQuickly(path: string, data: Uint8Array): Promise<SystemFailure | null> {
  const temporary = temporaryPathFor(path);
  try {
    await writeFile(temporary, data);
    await rename(temporary, path);
    return null;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return new SystemFailure(systemCode(error) ?? "EIO", true);
  }
}
