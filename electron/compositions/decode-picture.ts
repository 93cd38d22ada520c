// From files to samples: what a picture is made of, its own numbers in its own colour space for exact work, sRGB for the
// screen, and a reply in the colours of the picture it goes into. Runs in workers.
import { rename, rm, stat, writeFile } from "node:fs/promises";
import type { Sharp } from "sharp";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { loadDecoder } from "#electron/platform/load-decoder.ts";
import { temporaryPathFor } from "#electron/platform/durable-file.ts";
import { isSrgbName, profileName } from "./colour-profile.ts";
import { uprightExif } from "./exif-upright.ts";
import type { RawShape } from "./raw-picture.ts";

/** A picture file, as its document takes it over. */
export type PictureNature = RawShape & {
  readonly isCmyk: boolean;
  readonly frames: number;
  /** ICC bytes that the samples are kept in; null for sRGB without a profile, and for what had to be converted. */
  readonly profile: Uint8Array | null;
  readonly profileName: string | null;
  readonly exif: Uint8Array | null;
  readonly pixelsPerMetre: number | null;
};

type Open = (options?: { readonly ignoreIcc: boolean }) => Promise<Sharp>;

function opener(path: string): Open {
  return async (options) => {
    const decoder = await loadDecoder();
    return decoder(path, {
      failOn: "error",
      limitInputPixels: pictureLimits.maxPixels,
      sequentialRead: true,
      pages: 1,
      ...options,
    });
  };
}

/** Reads the header. Rejects with the decoder's error. */
export async function readNature(path: string): Promise<PictureNature> {
  const header = await (await opener(path)()).metadata();
  const isCmyk = header.space === "cmyk";
  const isTurned = (header.orientation ?? 1) >= 5;
  const isGrey = header.channels <= 2 && !isCmyk;
  const channels = ((isGrey ? 1 : 3) + (header.hasAlpha ? 1 : 0)) as RawShape["channels"];
  const profile = isCmyk ? undefined : header.icc;
  return {
    width: isTurned ? header.height : header.width,
    height: isTurned ? header.width : header.height,
    channels,
    bits: header.depth === "ushort" || (header.bitsPerSample ?? 8) > 8 ? 16 : 8,
    isCmyk,
    frames: Math.max(1, header.pages ?? 1),
    profile: profile ?? null,
    profileName: header.icc === undefined ? null : profileName(header.icc),
    exif: header.exif === undefined ? null : uprightExif(header.exif),
    pixelsPerMetre: header.density === undefined ? null : Math.round(header.density / 0.0254),
  };
}

/** Upright, in the picture's own numbers: nothing is converted but CMYK. */
export async function decodeNative(path: string, nature: PictureNature, target: string): Promise<void> {
  const picture = await opener(path)({ ignoreIcc: !nature.isCmyk });
  await writeRaw(picture.autoOrient().toColourspace(spaceOf(nature)), target);
}

/** A grey picture as colours are laid into it: sRGB in its depth, without its profile, which is one for grey. */
export function inColours(nature: PictureNature): PictureNature {
  const channels = nature.channels === 1 ? 3 : 4;
  return { ...nature, channels, profile: null, profileName: null };
}

/** Upright sRGB in the depth of `nature`, which is that of `inColours`. */
export async function decodeInColours(path: string, nature: PictureNature, target: string): Promise<void> {
  const picture = await opener(path)();
  await writeRaw(picture.autoOrient().toColourspace(spaceOf(nature)), target);
}

/**
 * Upright sRGB, 8-bit RGBA, each side divided by `divisor` and rounded up. A smaller picture of a JPEG is decoded in a
 * fraction of the time. `onProgress` goes from 0 to 1.
 */
export async function decodeForScreen(
  path: string,
  target: string,
  divisor: number,
  onProgress: (done: number) => void,
): Promise<void> {
  const nature = await readNature(path);
  const [width, height] = [Math.ceil(nature.width / divisor), Math.ceil(nature.height / divisor)];
  const picture = (await opener(path)()).autoOrient();
  if (divisor > 1) picture.resize(width, height, { fit: "fill" });
  await writeRaw(picture.toColourspace("srgb").ensureAlpha(), target, (bytes) =>
    onProgress(Math.min(1, bytes / (4 * width * height))),
  );
}

function spaceOf({ channels, bits }: RawShape): string {
  if (channels <= 2) return bits === 16 ? "grey16" : "b-w";
  return bits === 16 ? "rgb16" : "srgb";
}

/** How often the growing file is looked at, ms. */
const lookMs = 200;

async function writeRaw(picture: Sharp, target: string, onBytes?: (bytes: number) => void): Promise<void> {
  // The decoder chooses the format by the ending.
  const temporary = `${temporaryPathFor(target)}.v`;
  const look = (): void =>
    void stat(temporary).then(
      ({ size }) => onBytes?.(size),
      () => undefined,
    );
  const looking = onBytes === undefined ? undefined : setInterval(look, lookMs);
  try {
    await picture.toFile(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    clearInterval(looking);
  }
}

/**
 * A reply's pixels in the colours that the document works in: sRGB, or converted to its profile, then with 16 bits so that
 * the conversion costs nothing. `profileFile` is where the profile may be written.
 */
export async function decodeReply(
  path: string,
  nature: Pick<PictureNature, "channels" | "profile" | "profileName">,
  profileFile: string,
): Promise<Raster> {
  const picture = (await opener(path)()).autoOrient();
  const isConverted =
    nature.profile !== null && nature.channels >= 3 && !isSrgbName(nature.profileName ?? "");
  if (isConverted) await writeFile(profileFile, nature.profile);
  const pipeline = isConverted
    ? picture.toColourspace("rgb16").withIccProfile(profileFile, { attach: false })
    : picture.toColourspace("srgb");
  const { data, info } = await pipeline
    .raw({ depth: isConverted ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    channels: info.channels,
    data: isConverted ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data,
  };
}
