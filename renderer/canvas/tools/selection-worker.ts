// The worker of wand, smart select and magnetic lasso. Takes bitmaps over, closes them, answers in order.
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { wayTo, type WireTree } from "#shared/pixels/live-wire.ts";
import { anchorWires, flood, segment, type SelectionAnswer, type SelectionAsk } from "./selection-work.ts";

let wires: WireTree | null = null;

/** The bitmap's pixels, straight RGBA. */
function readPixels(bitmap: ImageBitmap): Raster {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("no 2D context");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
}

function answer(ask: SelectionAsk): SelectionAnswer {
  switch (ask.kind) {
    case "flood":
      return { kind: "mask", mask: flood(readPixels(ask.picture), ask.lie, ask.x, ask.y, ask.settings) };
    case "segment": {
      const { small, full, lie, points, radiusPx, open } = ask;
      return {
        kind: "mask",
        mask: segment(readPixels(small), readPixels(full), lie, points, radiusPx, open),
      };
    }
    case "anchor":
      wires = anchorWires(readPixels(ask.picture), ask.x, ask.y);
      return { kind: "anchored" };
    case "way":
      return { kind: "way", points: wires === null ? [] : wayTo(wires, ask.x, ask.y) };
  }
}

addEventListener("message", (event: MessageEvent<{ readonly id: number; readonly ask: SelectionAsk }>) => {
  const { id, ask } = event.data;
  try {
    postMessage({ id, answer: answer(ask) });
  } catch (error) {
    // Memory that is not there, or a bug: the page says that the tool failed and goes on.
    postMessage({ id, answer: { kind: "failed", message: String(error) } satisfies SelectionAnswer });
  }
});
