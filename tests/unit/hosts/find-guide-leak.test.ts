import { expect, it } from "vitest";
import { findGuideLeak } from "#electron/hosts/find-guide-leak.ts";
import type { OpenShelf } from "#electron/hosts/library-session.ts";
import { ok } from "#shared/errors/result.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Region } from "#shared/model/region.ts";
import { LEAK_SHARE, outlineRegion } from "#shared/pixels/guide-picture.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";

const size = { width: 160, height: 120 };
const frame = { x: 0, y: 0, width: 80, height: 60 };
const region: Region = {
  extent: frame,
  operations: [{ kind: "rectangle", mode: "replace", x: 25, y: 20, width: 30, height: 20 }],
};
// The window goes out at twice the size that it has in the document.
const run = {
  hasGuide: true,
  region,
  window: {
    rect: frame,
    request: size,
    scaleX: 2,
    scaleY: 2,
    isNative: false,
    pad: { left: 0, top: 0, right: 0, bottom: 0 },
  },
};
const sent: Raster = { ...size, channels: 4, data: new Uint8Array(160 * 120 * 4).fill(120) };
const outlined = outlineRegion(sent, {
  ...size,
  data: Uint8Array.from({ length: 160 * 120 }, (_, i) => {
    const [x, y] = [i % 160, Math.floor(i / 160)];
    return x >= 50 && x < 110 && y >= 40 && y < 80 ? 255 : 0;
  }),
});
const pictures: Readonly<Record<string, Raster>> = { sent, plain: sent, outlined };

const leakOf = async (reply: string, hasGuide = true) => {
  const pixels: OpenShelf["compositions"]["pixels"] = async (asset) => {
    const { width, height, data } = pictures[asset]!;
    return Promise.resolve(ok({ width, height, data: Uint8Array.from(data) }));
  };
  return await findGuideLeak({ pixels }, { ...run, hasGuide }, frame, "sent" as AssetId, reply as AssetId);
};

it("finds the outline of a guide in the reply that drew it, at the size that was sent", async () => {
  expect(await leakOf("plain")).toBe(0);
  expect(await leakOf("outlined")).toBeGreaterThan(0.8);
  expect(await leakOf("outlined")).toBeGreaterThan(LEAK_SHARE);
  expect(await leakOf("outlined", false)).toBeNull();
});
