// Base pixels on disk, decoded once: the document's own canvas file is made from them. Runs in workers.
import { constants, copyFileSync, existsSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Samples } from "#shared/pixels/pixel-types.ts";
import { fullRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { CompositeFailed, type Stack } from "./composite-task.ts";
import {
  decodeForScreen,
  decodeInColours,
  decodeNative,
  inColours,
  readNature,
  type PictureNature,
} from "./decode-picture.ts";
import {
  bytesPerPixel,
  createRawPicture,
  openRawPicture,
  samplesOf,
  type RawPicture,
  type RawShape,
} from "./raw-picture.ts";

/** A document's pixels as a file that may be written to, and what its base is. */
export type OpenCanvas = {
  readonly canvas: RawPicture;
  /** Null for an empty canvas. */
  readonly nature: PictureNature | null;
  /** The same pixels before any patch, unchanged on disk. */
  readonly openBefore: () => RawPicture;
};

/** Rows that are moved at once. */
const bandRows = 64;

/** Empty canvases: 8-bit RGBA, all transparent. */
const blankShape = { channels: 4, bits: 8 } as const;

/** Decodes the base where that was not done before, and lays it into the document's frame. */
export async function openCanvas(stack: Stack, scratch: string): Promise<OpenCanvas> {
  const before = join(scratch, "before.v");
  const path = join(scratch, "canvas.v");
  const { base, layers } = stack;
  const own = base === null ? null : await ensureRaw(base.path, base.raw);
  // A reply has colours: what it is laid into has them too.
  const isColoured = own !== null && own.channels <= 2 && layers.length > 0;
  const nature = isColoured ? inColours(own) : own;
  if (base === null || nature === null) {
    createRawPicture(before, { ...stack, ...blankShape }).close();
  } else {
    const { x, y } = base;
    const raw = isColoured ? join(scratch, "coloured.v") : base.raw;
    if (isColoured) await guarded(base.path, decodeInColours(base.path, nature, raw));
    const frame = { x: -x, y: -y, width: stack.width, height: stack.height };
    const isWhole = x === 0 && y === 0 && nature.width === stack.width && nature.height === stack.height;
    if (isWhole) copyFileSync(raw, before, constants.COPYFILE_FICLONE);
    else layIntoFrame(raw, before, frame);
  }
  // Without a patch nothing is written to it.
  const isCopied = layers.length > 0;
  if (isCopied) copyFileSync(before, path, constants.COPYFILE_FICLONE);
  return {
    canvas: isCopied ? openRawPicture(path, true) : openRawPicture(before),
    nature,
    openBefore: () => openRawPicture(before),
  };
}

/** What the base is; its samples are in `raw` afterwards. */
export async function ensureRaw(path: string, raw: string): Promise<PictureNature> {
  const nature = await guarded(path, readNature(path));
  if (existsSync(raw)) utimesSync(raw, new Date(), new Date());
  else await guarded(path, decodeNative(path, nature, raw));
  return nature;
}

/** Samples for the screen, in `raw` afterwards; see `decodeForScreen`. */
export async function ensureScreen(
  path: string,
  raw: string,
  divisor: number,
  onProgress: (done: number) => void,
): Promise<{ readonly picture: RawPicture; readonly isFresh: boolean }> {
  const isFresh = !existsSync(raw);
  if (isFresh) await guarded(path, decodeForScreen(path, raw, divisor, onProgress));
  else utimesSync(raw, new Date(), new Date());
  return { picture: openRawPicture(raw), isFresh };
}

/** The decoder's errors have no code; the disk's have. */
export async function guarded<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = systemCode(error);
    if (code !== null) throw new CompositeFailed({ reason: "system", code, isWriting: code !== "ENOENT" });
    if (error instanceof Error && /Input file is missing/.test(error.message))
      throw new CompositeFailed({ reason: "system", code: "ENOENT", isWriting: false });
    if (error instanceof Error && /no space left|unable to write/i.test(error.message))
      throw new CompositeFailed({ reason: "system", code: "ENOSPC", isWriting: true });
    if (error instanceof Error && /out of memory|memory allocation|Aborted/i.test(error.message))
      throw new CompositeFailed({ reason: "memory" });
    throw new CompositeFailed({ reason: "unreadable", path });
  }
}

/** The base moved into another frame; what it does not cover is transparent, so it gets an alpha where it has none. */
function layIntoFrame(
  raw: string,
  target: string,
  frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  const base = openRawPicture(raw);
  const inside = intersectRects(frame, fullRect(base));
  const isCovered = inside.width === frame.width && inside.height === frame.height;
  const shape: RawShape = {
    width: frame.width,
    height: frame.height,
    bits: base.bits,
    channels: isCovered || base.channels % 2 === 0 ? base.channels : base.channels === 1 ? 2 : 4,
  };
  const canvas = createRawPicture(target, shape);
  try {
    if (isEmptyRect(inside)) return;
    const room = new ArrayBuffer(inside.width * bandRows * bytesPerPixel(base));
    for (let y = 0; y < inside.height; y += bandRows) {
      const height = Math.min(bandRows, inside.height - y);
      const band = base.read({ ...inside, y: inside.y + y, height }, room);
      const data = shape.channels === base.channels ? band.data : withAlpha(band.data, base, shape);
      canvas.write({ ...band, channels: shape.channels, data }, inside.x - frame.x, inside.y - frame.y + y);
    }
  } finally {
    canvas.close();
    base.close();
  }
}

function withAlpha(data: Samples, from: RawShape, to: RawShape): Samples {
  const pixels = data.length / from.channels;
  const out = samplesOf(to, pixels);
  const full = to.bits === 16 ? 65535 : 255;
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < from.channels; c++) out[i * to.channels + c] = data[i * from.channels + c] ?? 0;
    out[i * to.channels + from.channels] = full;
  }
  return out;
}
