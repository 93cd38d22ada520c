// Compositing without a library: a reply laid into a picture inside a mask, file to file. What the command line offers.
import { copyFile, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { ExportFormat } from "#shared/contract/calls/composition-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Loss, Proof } from "#shared/model/composition-record.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import type { PlaceSettings } from "#shared/pixels/place-settings.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { nodeDisk } from "#electron/platform/disk.ts";
import { classifyFileError, systemCode, temporaryPathFor } from "#electron/platform/durable-file.ts";
import { hasAlphaOf, lossesOf } from "./base-file.ts";
import { createCompositeLine, type CompositeLine } from "./composite-line.ts";
import type { CompositeFailure, MaskRegion, Stack } from "./composite-task.ts";
import type { PictureNature } from "./decode-picture.ts";
import { explainFailure } from "./explain-failure.ts";

export type CompositeFilesWish = {
  readonly base: string;
  readonly reply: string;
  readonly mask: string;
  readonly isMaskInverted: boolean;
  /** Where the reply belongs in the base, base pixels; null for all of it. */
  readonly window: Rect | null;
  readonly settings: PlaceSettings;
  readonly out: string;
  readonly format: ExportFormat;
  /** 1 to 100, for jpeg and webp. */
  readonly quality: number;
  readonly hasProofInFile: boolean;
  /** Writes the file also when the reply shows another composition. */
  readonly isForced: boolean;
  /** Hears what the base and the format lose, before anything is made. */
  readonly tellLosses: (losses: readonly Loss[]) => void;
};

export type CompositeFilesReport = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitsPerChannel: number;
  readonly proof: Proof;
  readonly report: PlaceReport;
  /** False when the gate said "changed" and nobody insisted: then there is no file. */
  readonly isWritten: boolean;
};

/** The file appears whole or not at all. Errors name the file at fault; `selection-empty` for a black mask. */
export async function compositeFiles(wish: CompositeFilesWish): Promise<Result<CompositeFilesReport>> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-composite-"));
  const line = createCompositeLine(join(folder, "work"));
  try {
    const nature = await readNatureOf(line, wish.base);
    if (!nature.ok) return nature;
    const region = await readRegion(line, wish, nature.value);
    if (!region.ok) return region;
    const reply = await readNatureOf(line, wish.reply);
    if (!reply.ok) return reply;
    const { width, height } = nature.value;
    const window = wish.window ?? { x: 0, y: 0, width, height };
    if (isEmptyRect(intersectRects(window, { x: 0, y: 0, width, height }))) {
      const issue = `window: it lies beside the base, which is ${width}x${height}`;
      return err({ kind: "invalid-input", call: "composite", issues: [issue] });
    }
    const losses = lossesOf(nature.value, hasAlphaOf(nature.value));
    wish.tellLosses([...losses.opening, ...losses[wish.format]]);
    const stack: Stack = {
      width,
      height,
      base: { path: wish.base, raw: join(folder, "base.v"), x: 0, y: 0 },
      layers: [
        {
          name: basename(wish.reply),
          region: region.value,
          window,
          settings: wish.settings,
          cutFrom: "below",
          chosen: { path: wish.reply },
          painted: [],
        },
      ],
    };
    return await compose(line, wish, stack, nature.value);
  } finally {
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function readNatureOf(line: CompositeLine, path: string): Promise<Result<PictureNature>> {
  const read = await line.run({ kind: "nature", path }, async ({ nature }) => Promise.resolve(nature));
  return read.ok ? read : err(explain(read.error, path));
}

/** A mask picture as a region of a picture of this size. Errors: `invalid-input`, `picture-refused`, `file-unreadable`. */
export async function readMaskRegion(
  wish: Pick<CompositeFilesWish, "mask" | "isMaskInverted">,
  base: { readonly width: number; readonly height: number },
): Promise<Result<MaskRegion>> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-mask-"));
  const line = createCompositeLine(folder);
  try {
    return await readRegion(line, wish, base);
  } finally {
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function readRegion(
  line: CompositeLine,
  { mask, isMaskInverted }: Pick<CompositeFilesWish, "mask" | "isMaskInverted">,
  base: { readonly width: number; readonly height: number },
): Promise<Result<MaskRegion>> {
  const read = await line.run({ kind: "mask", path: mask, isInverted: isMaskInverted }, async (answer) =>
    Promise.resolve(answer),
  );
  if (!read.ok) return err(explain(read.error, mask));
  const { width, height, region } = read.value;
  if (width === base.width && height === base.height) return ok(region);
  const issue = `mask: ${width}x${height}, the base is ${base.width}x${base.height}`;
  return err({ kind: "invalid-input", call: "composite", issues: [issue] });
}

async function compose(
  line: CompositeLine,
  wish: CompositeFilesWish,
  stack: Stack,
  { bits, width, height }: PictureNature,
): Promise<Result<CompositeFilesReport>> {
  const { format, quality, hasProofInFile } = wish;
  const rest = { stack, texts: { Software: "Inlay" }, hasProofInFile };
  const task =
    format === "png"
      ? ({ kind: "flatten", ...rest } as const)
      : format === "psd"
        ? ({ kind: "psd", stack, hasProofInFile } as const)
        : ({ kind: "encode", format, quality, ...rest } as const);
  const done = await line
    .run(task, async ({ proof, reports: [report] }, scratch): Promise<Result<CompositeFilesReport>> => {
      if (report === undefined) return err({ kind: "selection-empty" });
      const isWritten = report.verdict !== "changed" || wish.isForced || wish.settings.isManual;
      if (isWritten) await moveOut(join(scratch, `flat.${format}`), wish.out);
      const bitsPerChannel = format === "png" ? bits : 8;
      return ok({ widthPx: width, heightPx: height, bitsPerChannel, proof, report, isWritten });
    })
    .catch((error: unknown) => {
      if (systemCode(error) === null) throw error;
      return ok(err(classifyFileError(error, { folder: dirname(wish.out), name: basename(wish.out) })));
    });
  return done.ok ? done.value : err(explain(done.error, wish.base));
}

/** Onto another disk too: copied beside the target first, so that the name never shows half a file. */
async function moveOut(from: string, to: string): Promise<void> {
  const temporary = temporaryPathFor(to);
  try {
    await copyFile(from, temporary);
    await rename(temporary, to);
    await nodeDisk.syncFolder(dirname(to));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function explain(failure: CompositeFailure, path: string): StudioError {
  return explainFailure(failure, { name: basename(path), pixels: 0, folder: tmpdir() });
}
