// A mask picture as a region. Runs in workers.
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { MASK_THRESHOLD } from "#shared/pixels/place-settings.ts";
import { packLengths } from "#shared/pixels/run-text.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { loadDecoder } from "#electron/platform/load-decoder.ts";
import type { CompositeAnswer } from "./composite-task.ts";

/** White is selected; transparent counts as black. Rejects with the decoder's error. */
export async function readMask(
  path: string,
  isInverted: boolean,
): Promise<Extract<CompositeAnswer, { kind: "mask" }>> {
  const decoder = await loadDecoder();
  const { data, info } = await decoder(path, { failOn: "error", limitInputPixels: pictureLimits.maxPixels })
    .autoOrient()
    .flatten({ background: "#000000" })
    .toColourspace("b-w")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const threshold = 255 * MASK_THRESHOLD;
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i++) {
    const level = data[i * channels] ?? 0;
    mask[i] = (isInverted ? 255 - level : level) >= threshold ? 255 : 0;
  }
  const extent = { x: 0, y: 0, width, height };
  const runs = packLengths(encodeRuns({ width, height, data: mask }).lengths);
  return {
    kind: "mask",
    width,
    height,
    region: { extent, operations: [{ kind: "runs", mode: "add", source: "smart", bounds: extent, runs }] },
  };
}
