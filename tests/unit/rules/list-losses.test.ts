import { expect, it } from "vitest";
import { countLosses } from "#renderer/gallery/transfer/use-export-losses.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { exportedAs, lossesOfExport, type FileNature } from "#shared/rules/list-losses.ts";

const plain: FileNature = {
  bitsPerChannel: 8,
  isGrey: false,
  hasAlpha: false,
  isCmyk: false,
  frames: 1,
  hasProfile: false,
  hasExif: false,
};
const png = {
  id: "0000000000000001" as PictureId,
  mediaType: "image/png",
  widthPx: 300,
  heightPx: 200,
} as const;
const wish = { format: "original", longEdgePx: null, icc: "keep" } as const;

it("copies the bytes where format, size and colours stay", () => {
  expect(exportedAs(png, wish)).toBeNull();
  expect(exportedAs(png, { ...wish, format: "png" })).toBeNull();
  expect(exportedAs(png, { ...wish, format: "png", longEdgePx: 300 })).toBeNull();
  expect(exportedAs(png, { ...wish, longEdgePx: 299 })).toBe("png");
  expect(exportedAs(png, { ...wish, icc: "srgb" })).toBe("png");
  expect(exportedAs({ ...png, mediaType: "image/jpeg" }, { ...wish, format: "jpeg" })).toBe("jpeg");
  expect(exportedAs({ ...png, mediaType: "image/gif" }, { ...wish, icc: "srgb" })).toBe("png");
});

it("names 16 bits as lost in every format but PNG, and nothing of a copy", () => {
  const deep = { ...plain, bitsPerChannel: 16, hasExif: true, hasAlpha: true };
  const lost = (format: "original" | "png" | "jpeg" | "webp" | "avif", longEdgePx: number | null = null) =>
    lossesOfExport(png, deep, { ...wish, format, longEdgePx });
  expect(lost("original")).toEqual([]);
  expect(lost("png")).toEqual([]);
  expect(lost("png", 100)).toEqual(["exif-dropped"]);
  expect(lost("webp")).toEqual(["reduced-to-8-bit", "lossy-encoding", "exif-dropped"]);
  expect(lost("avif")).toContain("reduced-to-8-bit");
  expect(lost("jpeg")).toEqual(["reduced-to-8-bit", "lossy-encoding", "alpha-flattened", "exif-dropped"]);
});

it("counts each loss over the pictures that suffer it, and those not looked at yet", () => {
  const other = { ...png, id: "0000000000000002" as PictureId };
  const gone = { ...png, id: "0000000000000003" as PictureId };
  const unread = { ...png, id: "0000000000000004" as PictureId };
  const natures = new Map([
    [png.id, { ...plain, bitsPerChannel: 16 }],
    [other.id, plain],
    [gone.id, null],
  ]);
  const told = countLosses([png, other, gone, unread], natures, { ...wish, format: "webp" });
  expect(told).toMatchObject({ anew: 4, looked: 3 });
  expect(Object.fromEntries(told.losses)).toEqual({ "reduced-to-8-bit": 1, "lossy-encoding": 2 });
  expect(countLosses([png], natures, wish)).toMatchObject({ anew: 0, looked: 0 });
});
