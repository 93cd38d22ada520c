// Carries out one task inside the worker.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { prepareSelection } from "#shared/pixels/prepare-selection.ts";
import { rasterRegion, type RasterRegion } from "#shared/pixels/raster-region.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { placedSize, rasterWide, WHOLE_WINDOW_PIXELS, wideWindow } from "#shared/pixels/wide-window.ts";
import { loadDecoder } from "#electron/platform/load-decoder.ts";
import { CompositeFailed, type CompositeAnswer, type CompositeTask } from "./composite-task.ts";
import { composeStack, writeComposite } from "./compose-stack.ts";
import { readNature } from "./decode-picture.ts";
import { readMask } from "./read-mask.ts";
import { makeWindow } from "./make-window.ts";
import { ensureRaw, guarded } from "./open-pixels.ts";
import { proofXmp } from "./proof-xmp.ts";
import { readScreenPixels } from "./read-screen-pixels.ts";
import { writeLayeredPsd } from "./write-psd.ts";

/** Sides that the formats can hold, px. */
const maxSides = { jpeg: 65_500, webp: 16_383 } as const;

/** Rejects with CompositeFailed for what is expected to go wrong sometimes; anything else is a bug. */
export async function runCompositeTask(
  task: CompositeTask,
  onProgress: (done: number) => void,
): Promise<CompositeAnswer> {
  switch (task.kind) {
    case "nature":
      return { kind: "nature", nature: await guarded(task.path, readNature(task.path)) };
    case "native":
      await ensureRaw(task.path, task.raw);
      return { kind: "native" };
    case "bounds":
      return { kind: "bounds", bounds: selectionBounds(task.region, task.frame) };
    case "mask":
      return await guarded(task.path, readMask(task.path, task.isInverted));
    case "pixels":
      return await readScreenPixels(task, onProgress);
    case "window":
      return await makeWindow(task, task.scratch);
    case "report": {
      const { canvas, proof, laid } = await composeStack(task.stack, task.scratch, onProgress);
      canvas.close();
      const { width, height } = task.stack;
      return { kind: "composed", proof, width, height, reports: laid.map(({ report }) => report) };
    }
    case "flatten":
      return await flatten(task, onProgress);
    case "encode":
      return await encode(task, onProgress);
    case "psd": {
      const { width, height } = task.stack;
      const { proof, laid } = await writeLayeredPsd(task, (done) => onProgress(0.8 * done));
      return { kind: "composed", proof, width, height, reports: laid.map(({ report }) => report) };
    }
  }
}

function selectionBounds(region: RasterRegion, frame: Rect): Rect | null {
  if (frame.width * frame.height > WHOLE_WINDOW_PIXELS) return wideBounds(region, frame);
  const { bounds } = prepareSelection(rasterRegion(region, frame));
  return isEmptyRect(bounds) ? null : { ...bounds, x: bounds.x + frame.x, y: bounds.y + frame.y };
}

/** Outwards to whole pixels of a smaller size: a mask of the whole frame would not fit into memory several times. */
function wideBounds(region: RasterRegion, frame: Rect): Rect | null {
  const wide = wideWindow(frame, placedSize(frame));
  const { bounds } = prepareSelection(rasterWide(region, frame, wide));
  if (isEmptyRect(bounds)) return null;
  const [x, y] = [Math.floor(bounds.x * wide.scaleX), Math.floor(bounds.y * wide.scaleY)];
  const right = Math.ceil((bounds.x + bounds.width) * wide.scaleX);
  const bottom = Math.ceil((bounds.y + bounds.height) * wide.scaleY);
  const found = { x: x + frame.x, y: y + frame.y, width: right - x, height: bottom - y };
  return intersectRects(found, frame);
}

async function flatten(
  task: Extract<CompositeTask, { kind: "flatten" | "encode" }>,
  onProgress: (done: number) => void,
): Promise<Extract<CompositeAnswer, { kind: "composed" }>> {
  const composed = await composeStack(task.stack, task.scratch, (done) => onProgress(0.7 * done));
  try {
    await guarded(task.scratch, writeComposite(join(task.scratch, "flat.png"), composed, task));
  } finally {
    composed.canvas.close();
  }
  const { width, height } = task.stack;
  const reports = composed.laid.map(({ report }) => report);
  return { kind: "composed", proof: composed.proof, width, height, reports };
}

async function encode(
  task: Extract<CompositeTask, { kind: "encode" }>,
  onProgress: (done: number) => void,
): Promise<CompositeAnswer> {
  const { format, quality, scratch, stack } = task;
  const sidePx = Math.max(stack.width, stack.height);
  if (sidePx > maxSides[format])
    throw new CompositeFailed({ reason: "side-too-long", sidePx, limitPx: maxSides[format] });
  const answer = await flatten(task, onProgress);
  const png = join(scratch, "flat.png");
  const decoder = await loadDecoder();
  const picture = decoder(png, { sequentialRead: true, limitInputPixels: false }).keepIccProfile().keepExif();
  if (task.hasProofInFile) picture.withXmp(proofXmp(answer.proof));
  const target = join(scratch, `flat.${format}`);
  // Optimal coding keeps the whole picture in memory, six bytes a pixel and more.
  const isSmall = stack.width * stack.height <= 24_000_000;
  const encoded =
    format === "jpeg"
      ? picture
          .flatten({ background: "#ffffff" })
          .jpeg({ quality, chromaSubsampling: "4:4:4", optimizeCoding: isSmall })
      : picture.webp({ quality });
  await guarded(png, encoded.toFile(target));
  await rm(png);
  return answer;
}
