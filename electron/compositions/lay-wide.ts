// A patch whose window is too wide for one piece, laid into a document's pixels strip by strip. Runs in workers.
import { layOver } from "#shared/pixels/lay-over.ts";
import { mixTakes } from "#shared/pixels/mix-takes.ts";
import { createPlane, type Plane8 } from "#shared/pixels/pixel-types.ts";
import { placeWide, type WidePlacement } from "#shared/pixels/place-wide.ts";
import { fullRect, intersectRects } from "#shared/pixels/rect.ts";
import { placedSize, rasterWide, stripRaster, wideWindow } from "#shared/pixels/wide-window.ts";
import { CompositeFailed, type Layer } from "./composite-task.ts";
import type { LaidLayer, LayOptions } from "./lay-layers.ts";
import type { RawPicture } from "./raw-picture.ts";
import { readSmall } from "./read-small.ts";

/** Rows that are blended at once. */
const STRIP_ROWS = 128;

/** Changes `canvas`; the takes are placed on `ground`, which may be the same. Null when nothing is selected. */
export async function layWide(
  canvas: RawPicture,
  ground: RawPicture,
  layer: Layer,
  options: LayOptions,
): Promise<LaidLayer | null> {
  const { window, settings } = layer;
  const frame = fullRect(canvas);
  const place = async (take: Layer["chosen"]): Promise<WidePlacement | null> => {
    const reply = await options.decode(take, layer);
    const wide = wideWindow(window, placedSize(reply, options.wholePixels));
    const placed = placeWide(
      readSmall(ground, wide),
      reply,
      rasterWide(layer.region, frame, wide),
      settings,
      wide,
    );
    if (placed.kind === "placed") return placed;
    if (placed.reason === "empty-selection") return null;
    throw new CompositeFailed({ reason: "take", name: layer.name, why: "aspect" });
  };
  const chosen = await place(layer.chosen);
  if (chosen === null) return null;
  const painted = [];
  for (const part of layer.painted) {
    const placed = await place(part);
    if (placed !== null) painted.push({ placed, draw: stripRaster(part.region) });
  }
  const inFrame = intersectRects(
    { ...chosen.box, x: chosen.box.x + window.x, y: chosen.box.y + window.y },
    frame,
  );
  const alpha = createPlane(inFrame.width, inFrame.height);
  const draw = settings.isStrict ? stripRaster(layer.region) : null;
  for (let y = 0; y < inFrame.height; y += STRIP_ROWS) {
    const at = { ...inFrame, y: inFrame.y + y, height: Math.min(STRIP_ROWS, inFrame.height - y) };
    const inWindow = { ...at, x: at.x - window.x, y: at.y - window.y };
    const before = canvas.read(at);
    const original = ground === canvas ? before : ground.read(at);
    const cover = draw?.(at) ?? nothing;
    const own = mixTakes(
      chosen.strip(original, inWindow, cover),
      painted.map(({ placed, draw: drawPart }) => ({
        ...placed.strip(original, inWindow, cover),
        mask: drawPart(at),
      })),
    );
    const mixed = ground === canvas ? own : layOver(before, original, own);
    canvas.write(mixed.pixels, at.x, at.y);
    alpha.data.set(mixed.alpha.data, y * inFrame.width);
    options.onPart?.(
      { name: layer.name, box: inFrame },
      { y, before, after: mixed.pixels, alpha: mixed.alpha },
    );
  }
  const { name, cutFrom } = layer;
  const laid = { name, box: inFrame, alpha, cutFrom, report: chosen.report(countOpen(alpha)) };
  options.onLaid?.(laid);
  return laid;
}

const nothing = createPlane(0, 0);

function countOpen({ data }: Plane8): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) count++;
  return count;
}
