// Compares two pictures off the page's thread, and paints their difference as bright as asked.
import { measureDifference, paintDifference, type Difference } from "./difference.ts";

export type DifferenceAsk =
  | {
      readonly kind: "measure";
      readonly first: ArrayBuffer;
      readonly second: ArrayBuffer;
      readonly width: number;
      readonly height: number;
      readonly gain: number;
    }
  | { readonly kind: "paint"; readonly gain: number };

/** Null: it could not be done, for want of memory. */
export type DifferenceAnswer = {
  readonly bitmap: ImageBitmap;
  readonly changed: number;
  readonly total: number;
  readonly most: number;
} | null;

let kept: (Difference & { readonly width: number; readonly height: number }) | null = null;

async function answer(ask: DifferenceAsk): Promise<DifferenceAnswer> {
  if (ask.kind === "measure") {
    const { width, height } = ask;
    kept = { ...measureDifference(new Uint8Array(ask.first), new Uint8Array(ask.second)), width, height };
  }
  if (kept === null) return null;
  const image = new ImageData(paintDifference(kept.map, ask.gain), kept.width, kept.height);
  const bitmap = await createImageBitmap(image);
  return { bitmap, changed: kept.changed, total: kept.map.length, most: kept.most };
}

addEventListener("message", ({ data }: MessageEvent<DifferenceAsk>) => {
  void answer(data).then(
    (reply) => postMessage(reply, reply === null ? {} : { transfer: [reply.bitmap] }),
    () => postMessage(null),
  );
});
