import { expect, it } from "vitest";
import { decoderBytes, loadDecoder } from "#electron/platform/load-decoder.ts";

it("knows how much memory the decoder holds, which a big picture grows for good", async () => {
  expect(decoderBytes()).toBe(0);
  const decoder = await loadDecoder();
  const before = decoderBytes();
  expect(before).toBeGreaterThan(1_000_000);
  await decoder({ create: { width: 4000, height: 4000, channels: 3, background: "red" } })
    .raw()
    .toBuffer();
  expect(decoderBytes()).toBeGreaterThan(before);
});
