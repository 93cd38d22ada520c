// Part of a picture for the screen, at the level that a page asks for. A coarse level needs no decoding at full size: it
// comes from a quarter of the picture, which a JPEG gives in a fraction of the time. Runs in workers.
import { fullRect, intersectRects } from "#shared/pixels/rect.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { CompositeFailed, type CompositeAnswer, type CompositeTask } from "./composite-task.ts";
import { ensureScreen } from "./open-pixels.ts";
import { readReduced, reducedSize } from "./reduce-pixels.ts";

/** The level from which a quarter of each side is enough. */
const quarterLevel = 2;

/** `onProgress` goes from 0 to 1 while the picture is decoded. Rejects with CompositeFailed. */
export async function readScreenPixels(
  task: Extract<CompositeTask, { kind: "pixels" }>,
  onProgress: (done: number) => void,
): Promise<Extract<CompositeAnswer, { kind: "pixels" }>> {
  const isCoarse = task.level >= quarterLevel;
  const divisor = isCoarse ? 2 ** quarterLevel : 1;
  const { picture, isFresh } = await ensureScreen(
    task.path,
    isCoarse ? task.quarter : task.raw,
    divisor,
    onProgress,
  );
  try {
    const wanted = task.crop === null ? fullRect(picture) : shrink(task.crop, divisor);
    const crop = intersectRects(wanted, fullRect(picture));
    const level = isCoarse ? task.level - quarterLevel : task.level;
    const { width, height } = reducedSize(crop, level);
    const pixels = width * height;
    if (pixels > task.maxPixels)
      throw new CompositeFailed({ reason: "too-many-pixels", pixels, limit: task.maxPixels });
    return { kind: "pixels", ...readReduced(picture, crop, level), isFresh };
  } finally {
    picture.close();
  }
}

/** Outwards to whole pixels. */
function shrink({ x, y, width, height }: Rect, divisor: number): Rect {
  const [left, top] = [Math.floor(x / divisor), Math.floor(y / divisor)];
  const [right, bottom] = [Math.ceil((x + width) / divisor), Math.ceil((y + height) / divisor)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
