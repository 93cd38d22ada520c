// What is sent for a selection: the window cut from the composite, as sRGB at the size that is asked for, and on request
// the same with the region outlined. Runs in workers.
import { join } from "node:path";
import { outlineRegion } from "#shared/pixels/guide-picture.ts";
import { cutMask } from "#shared/pixels/cut-window.ts";
import { inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { MAX_GROW_PX } from "#shared/pixels/place-settings.ts";
import { hasAlpha, maxSample, type Raster, type Rect } from "#shared/pixels/pixel-types.ts";
import { rasterRegion, type RasterRegion } from "#shared/pixels/raster-region.ts";
import { resizeLanczos } from "#shared/pixels/resize-lanczos.ts";
import { rasterWide, WHOLE_WINDOW_PIXELS, wideWindow } from "#shared/pixels/wide-window.ts";
import { loadDecoder } from "#electron/platform/load-decoder.ts";
import { composeStack } from "./compose-stack.ts";
import { noExtras, writePng } from "./png-writer.ts";
import type { Layer, Stack, WindowAnswer } from "./composite-task.ts";
import { asBytes, readWindow } from "./raw-picture.ts";
import { readSmall } from "./read-small.ts";
import type { PictureNature } from "./decode-picture.ts";

/** Writes `window.png`, and `guide.png` where there is an outline, into the scratch folder. */
export async function makeWindow(
  task: {
    readonly stack: Stack;
    readonly window: Rect;
    readonly request: { readonly width: number; readonly height: number };
    readonly outline: RasterRegion | null;
    readonly wholePixels?: number;
  },
  scratch: string,
): Promise<WindowAnswer> {
  const { window, request, outline } = task;
  const stack = { ...task.stack, layers: layersUnder(task.stack.layers, window) };
  const { canvas, nature } = await composeStack(stack, scratch, () => undefined);
  const wide = wideWindow(window, request);
  const isWide = window.width * window.height > (task.wholePixels ?? WHOLE_WINDOW_PIXELS);
  const cut = isWide ? readSmall(canvas, wide) : readWindow(canvas, window);
  canvas.close();
  const hasPixels = !isClear(cut);
  const picture = resizeLanczos(await toSrgb(cut, nature, scratch), request.width, request.height);
  await write(join(scratch, "window.png"), picture);
  if (outline !== null) {
    const frame = { x: 0, y: 0, width: stack.width, height: stack.height };
    const mask = isWide
      ? rasterWide(outline, frame, wide)
      : resizeMask(rasterRegion(outline, window), request);
    await write(join(scratch, "guide.png"), outlineRegion(picture, mask));
  }
  return { kind: "window", hasPixels };
}

/** The layers that can show in a rectangle, and those that can show in what these were placed over. */
function layersUnder(layers: readonly Layer[], rect: Rect): Layer[] {
  const needed = [rect];
  const kept: Layer[] = [];
  for (const layer of layers.toReversed()) {
    const reach = intersectRects(inflateRect(layer.region.extent, MAX_GROW_PX), layer.window);
    if (needed.every((one) => isEmptyRect(intersectRects(one, reach)))) continue;
    kept.unshift(layer);
    needed.push(layer.window);
  }
  return kept;
}

function isClear(picture: Raster): boolean {
  if (!hasAlpha(picture)) return false;
  for (let i = picture.channels - 1; i < picture.data.length; i += picture.channels)
    if (picture.data[i] !== 0) return false;
  return true;
}

/** 8-bit sRGB without alpha: what is transparent lies on white, because the API knows no transparency. */
async function toSrgb(picture: Raster, nature: PictureNature | null, scratch: string): Promise<Raster> {
  const path = join(scratch, "cut.png");
  const { width, height, channels } = picture;
  const bits = picture.data instanceof Uint16Array ? 16 : 8;
  await writePng(path, { width, height, channels, bits }, [asBytes(onWhite(picture).data)], {
    ...noExtras,
    profile: nature?.profile ? { name: nature.profileName ?? "", bytes: nature.profile } : null,
  });
  const decoder = await loadDecoder();
  const { data, info } = await decoder(path)
    .removeAlpha()
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 3) return { width, height, channels: 3, data };
  return { width, height, channels: info.channels, data };
}

function onWhite(picture: Raster): Raster {
  if (!hasAlpha(picture)) return picture;
  const top = maxSample(picture);
  const { channels } = picture;
  const data = picture.data.slice();
  for (let i = 0; i < data.length; i += channels) {
    const cover = (data[i + channels - 1] ?? 0) / top;
    for (let c = 0; c < channels - 1; c++)
      data[i + c] = Math.round((data[i + c] ?? 0) * cover + top * (1 - cover));
    data[i + channels - 1] = top;
  }
  return { ...picture, data };
}

function resizeMask(
  mask: { width: number; height: number; data: Uint8Array },
  size: { width: number; height: number },
) {
  if (mask.width === size.width && mask.height === size.height) return mask;
  const resized = resizeLanczos({ ...mask, channels: 1 }, size.width, size.height);
  return cutMask(
    { ...size, data: Uint8Array.from(resized.data) },
    { x: 0, y: 0, width: size.width, height: size.height },
  );
}

async function write(path: string, picture: Raster): Promise<void> {
  const { width, height, channels } = picture;
  await writePng(path, { width, height, channels, bits: 8 }, [asBytes(picture.data)]);
}
