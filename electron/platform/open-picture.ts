// Opens a file as a picture: first bytes, size limits and header, and only then whatever decodes it.
import { open, type FileHandle } from "node:fs/promises";
import type { Metadata, Sharp } from "sharp";
import type { MediaType } from "#shared/model/image-request.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { systemCode } from "./durable-file.ts";
import type { ImageTask, PictureFacts } from "./image-task.ts";
import { loadDecoder } from "./load-decoder.ts";
import { PictureRefused, SystemFailure } from "./picture-refused.ts";
import { claimedFormat, sniffBytes, sniffFormat, type SniffedFormat } from "./sniff-format.ts";

/** A file whose header is sound and within the limits. */
export type OpenPicture = {
  readonly path: string;
  readonly facts: PictureFacts;
  /** As the decoder read it. */
  readonly header: Metadata;
  /** A pipeline over the first frame, before any operation; a fresh one at each call. */
  readonly decode: () => Sharp;
};

const mediaTypes: Partial<Record<SniffedFormat, MediaType>> = {
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
};

/** Below this a picture is no bomb, however well it compresses: a white 4K page is a few hundred bytes of WebP. */
const harmlessPixels = 4 * 8_294_400;

/** Throws PictureRefused or SystemFailure. */
export async function openPicture(task: ImageTask): Promise<OpenPicture> {
  const { head, bytes } = await readHead(task.path);
  if (bytes === 0) throw new PictureRefused("empty");
  if (bytes > pictureLimits.maxBytes)
    throw new PictureRefused("too-many-bytes", { bytes, limit: pictureLimits.maxBytes });
  const format = sniffFormat(head);
  const claimed = claimedFormat(task.name);
  if (format === "svg" || format === "heic") throw new PictureRefused(format);
  const mediaType = mediaTypes[format];
  if (mediaType === undefined)
    throw new PictureRefused("unknown-format", { found: format, claimed: claimed ?? "" });
  if (task.isNameBinding && claimed !== null && claimed !== format)
    throw new PictureRefused("mislabelled", { claimed, found: format });

  const sharp = await loadDecoder();
  const decode = (): Sharp =>
    sharp(task.path, {
      failOn: "error",
      limitInputPixels: pictureLimits.maxPixels,
      sequentialRead: true,
      autoOrient: false,
      pages: 1,
    });
  const header = await sharp(task.path, { limitInputPixels: false, failOn: "none", pages: 1 })
    .metadata()
    .catch(async () => {
      throw await explainFailure(task.path, format);
    });
  checkPixels(header.width * header.height, bytes);
  return { path: task.path, facts: factsOf(header, mediaType, bytes), header, decode };
}

/** Decodes every pixel of the first frame; throws PictureRefused when that fails. */
export async function decodeFully(picture: OpenPicture): Promise<void> {
  await pictureWork(
    picture,
    picture.decode().resize(1, 1, { fit: "fill", kernel: "nearest" }).raw().toBuffer(),
  );
}

/** Waits for work that decodes; a failure is explained from the file's structure. */
export async function pictureWork<T>(picture: OpenPicture, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw await explainFailure(picture.path, sniffFormat((await readHead(picture.path)).head));
  }
}

function checkPixels(pixels: number, bytes: number): void {
  if (pixels > pictureLimits.maxPixels)
    throw new PictureRefused("too-many-pixels", { pixels, limit: pictureLimits.maxPixels, bytes });
  if (pixels > harmlessPixels && pixels > bytes * pictureLimits.maxPixelsPerByte)
    throw new PictureRefused("too-many-pixels", {
      pixels,
      limit: bytes * pictureLimits.maxPixelsPerByte,
      bytes,
    });
}

function factsOf(header: Metadata, mediaType: MediaType, bytes: number): PictureFacts {
  const orientation = header.orientation ?? 1;
  const isTurned = orientation >= 5;
  return {
    mediaType,
    widthPx: isTurned ? header.height : header.width,
    heightPx: isTurned ? header.width : header.height,
    bytes,
    orientation,
    bitsPerChannel: header.bitsPerSample ?? (header.depth === "ushort" ? 16 : 8),
    channels: header.channels,
    isCmyk: header.space === "cmyk",
    hasAlpha: header.hasAlpha,
    hasColourProfile: header.hasProfile,
    hasExif: header.exif !== undefined,
    frames: Math.max(1, header.pages ?? 1),
  };
}

async function readHead(path: string): Promise<{ head: Uint8Array; bytes: number }> {
  return readFrom(path, async (file, bytes) => {
    const head = new Uint8Array(sniffBytes);
    const { bytesRead } = await file.read(head, 0, sniffBytes, 0);
    return { head: head.subarray(0, bytesRead), bytes };
  });
}

async function readFrom<T>(path: string, read: (file: FileHandle, bytes: number) => Promise<T>): Promise<T> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const { size } = await file.stat();
    return await read(file, size);
  } catch (error) {
    throw new SystemFailure(systemCode(error) ?? "EIO", false);
  } finally {
    await file?.close();
  }
}

// The decoder's words are not a contract. Whether the end of the file is there tells "cut off" from "damaged".
async function explainFailure(path: string, format: SniffedFormat): Promise<PictureRefused> {
  const isWhole = await readFrom(path, async (file, bytes) => {
    const tail = Buffer.alloc(Math.min(bytes, 64));
    await file.read(tail, 0, tail.length, bytes - tail.length);
    switch (format) {
      case "png":
        return tail.includes("IEND");
      case "jpeg":
        return tail.includes(Buffer.from([0xff, 0xd9]));
      case "gif":
        return tail.includes(0x3b);
      case "webp": {
        const size = Buffer.alloc(4);
        await file.read(size, 0, 4, 4);
        return bytes >= size.readUInt32LE() + 8;
      }
      case "avif":
        return hasWholeBoxes(file, bytes);
      default:
        return true;
    }
  });
  return new PictureRefused(isWhole ? "unreadable" : "truncated");
}

async function hasWholeBoxes(file: FileHandle, bytes: number): Promise<boolean> {
  const size = Buffer.alloc(16);
  for (let at = 0; at < bytes;) {
    await file.read(size, 0, 16, at);
    const short = size.readUInt32BE(0);
    const length = short === 1 ? Number(size.readBigUInt64BE(8)) : short;
    if (length === 0) return true;
    if (length < 8) return false;
    at += length;
    if (at > bytes) return false;
  }
  return true;
}
