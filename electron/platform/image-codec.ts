// The one door to decoding pictures. Bytes are hostile: limits before the decode, decoding in workers that are
// killed when they take too long. Starts no worker before the first task. Knows no library.
import { availableParallelism } from "node:os";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { createImagePool } from "./image-pool.ts";
import type { FileNotes } from "#shared/rules/recipes/file-notes.ts";
import type {
  Conversion,
  CutShape,
  ExportShape,
  Fingerprint,
  ImageAnswer,
  ImageTask,
  ImageValue,
  PictureFacts,
  PixelPart,
  Thumbnails,
} from "./image-task.ts";

/** How a file is named to people, and whether that name is held against it. */
export type NamedFile = {
  readonly path: string;
  /** Default: the file's own name is not held against it, and the sentence has no name. */
  readonly name?: string;
  /** True refuses a file whose extension claims another format than its bytes (`mislabelled`). */
  readonly isNameBinding?: boolean;
};

/**
 * All resolve to `picture-refused` with a reason and its figures (`claimed`, `found`, `pixels`, `limit`, `bytes`,
 * `limitMs`) for what is no picture, `file-unreadable` for what cannot be read, `disk-full` when writing finds no room.
 */
export interface ImageCodec {
  /** Reads the header: format by its first bytes, size, depth, colour. A truncated file passes. */
  readonly inspect: (file: NamedFile) => Promise<Result<PictureFacts>>;
  /** Decodes every pixel (L5). */
  readonly verify: (file: NamedFile) => Promise<Result<PictureFacts>>;
  /** Decodes every pixel and says what the picture looks like. */
  readonly fingerprint: (file: NamedFile) => Promise<Result<Fingerprint>>;
  /**
   * Decodes every pixel and writes upright sRGB WebP files `<stem>-<width>.webp`, one for each width up to the first
   * that is as wide as the picture.
   */
  readonly thumbnails: (
    file: NamedFile,
    stem: string,
    widthsPx: readonly number[],
  ) => Promise<Result<Thumbnails>>;
  /**
   * Makes a picture fit to be sent: upright, 8 bits, not CMYK, one frame, png, jpeg or webp, within
   * `pictureLimits.referenceMaxEdgePx`. Writes to `target` only when something had to be done, then with notes.
   */
  readonly convert: (file: NamedFile, target: string) => Promise<Result<Conversion>>;
  /** Writes the picture as displayed to `target`, a new PNG; for the clipboard, which takes nothing else. */
  readonly toPng: (file: NamedFile, target: string) => Promise<Result<PictureFacts>>;
  /** What the file says beside its pixels. */
  readonly notes: (file: NamedFile) => Promise<Result<FileNotes>>;
  /** Encodes the picture anew to `target`, which must not exist. */
  readonly exportAs: (file: NamedFile, target: string, shape: ExportShape) => Promise<Result<PictureFacts>>;
  /** Writes a part of the picture as displayed to `target`, which must not exist. */
  readonly cut: (file: NamedFile, target: string, shape: CutShape) => Promise<Result<PixelPart>>;
  /** Encodes a file of raw RGB, 3 bytes a pixel, as PNG to `target`, which must not exist. */
  readonly encodePage: (
    raw: { readonly path: string; readonly widthPx: number; readonly heightPx: number },
    target: string,
    dotsPerInch: number,
  ) => Promise<Result<PixelPart>>;
  /** Ends the workers; tasks under way are refused as `unreadable`. */
  readonly close: () => Promise<void>;
}

export type ImageCodecOptions = {
  /** Default: one for each of the machine's cores, at most 8, because each holds a decoder of its own. */
  readonly workers?: number;
  readonly timeoutMs?: number;
  readonly maxEdgePx?: number;
};

export function createImageCodec(options: ImageCodecOptions = {}): ImageCodec {
  const timeoutMs = options.timeoutMs ?? pictureLimits.decodeTimeoutMs;
  const maxEdgePx = options.maxEdgePx ?? pictureLimits.referenceMaxEdgePx;
  const pool = createImagePool({
    workers: options.workers ?? Math.min(8, availableParallelism()),
    timeoutMs,
  });

  const run = async <T extends ImageValue>(task: ImageTask): Promise<Result<T>> => {
    const answer = await pool.run(task);
    return answer.ok ? ok(answer.value as T) : err(refusal(task, answer));
  };
  const base = (file: NamedFile) => ({
    path: file.path,
    name: file.name ?? "",
    isNameBinding: file.isNameBinding ?? false,
  });
  return {
    inspect: (file) => run({ ...base(file), kind: "inspect" }),
    verify: (file) => run({ ...base(file), kind: "verify" }),
    fingerprint: (file) => run({ ...base(file), kind: "fingerprint" }),
    thumbnails: (file, stem, widthsPx) => run({ ...base(file), kind: "thumbnails", stem, widthsPx }),
    convert: (file, target) => run({ ...base(file), kind: "convert", target, maxEdgePx }),
    toPng: (file, target) => run({ ...base(file), kind: "png", target }),
    notes: (file) => run({ ...base(file), kind: "notes" }),
    exportAs: (file, target, shape) => run({ ...base(file), kind: "export", target, shape }),
    cut: (file, target, shape) => run({ ...base(file), kind: "cut", target, shape }),
    encodePage: ({ path, widthPx, heightPx }, target, dotsPerInch) =>
      run({ ...base({ path }), kind: "page", target, widthPx, heightPx, dotsPerInch }),
    close: pool.close,
  };
}

function refusal(task: ImageTask, answer: Extract<ImageAnswer, { ok: false }>) {
  if (answer.reason !== "system")
    return {
      kind: "picture-refused",
      name: task.name,
      reason: answer.reason,
      values: answer.values,
    } as const;
  if (answer.isWriting && (answer.code === "ENOSPC" || answer.code === "EDQUOT")) {
    const target = task.kind === "thumbnails" ? task.stem : "target" in task ? task.target : task.path;
    return { kind: "disk-full", folder: target, billed: "no" } as const;
  }
  return { kind: "file-unreadable", name: task.name, code: answer.code } as const;
}
