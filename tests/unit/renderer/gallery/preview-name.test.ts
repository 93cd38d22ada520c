import { expect, it } from "vitest";
import { previewName } from "#renderer/gallery/transfer/preview-name.ts";
import type { ExportOptions } from "#shared/contract/calls/export-calls.ts";
import { card } from "./made-library.ts";

const options: ExportOptions = {
  nameTemplate: "{title}",
  format: "original",
  quality: 90,
  longEdgePx: null,
  icc: "keep",
  recipe: "xmp",
};

it("names a GIF by what is written: itself as a copy, PNG once it is resized or converted", () => {
  const gif = card(1, { mediaType: "image/gif", title: "otter" });
  expect(previewName(gif, options)).toBe("otter.gif");
  expect(previewName(gif, { ...options, longEdgePx: 512 })).toBe("otter.png");
  expect(previewName(gif, { ...options, icc: "srgb" })).toBe("otter.png");
  expect(previewName(gif, { ...options, format: "webp" })).toBe("otter.webp");
  expect(previewName(card(2, { mediaType: "image/jpeg", title: "otter" }), { ...options, icc: "srgb" })).toBe(
    "otter.jpg",
  );
});
