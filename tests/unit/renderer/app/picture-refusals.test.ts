import { describe, expect, it } from "vitest";
import { pictureRefusal } from "#renderer/app/picture-refusals.ts";
import { createCatalogue } from "#renderer/app/strings/catalogue.ts";
import { pictureRefusal as reasons, type PictureRefusal } from "#shared/errors/studio-error.ts";
import { pictureLimits } from "#shared/rules/limits.ts";

const t = createCatalogue().getFixedT("en", "errors");
const say = (reason: PictureRefusal, values: Record<string, string | number> = {}) =>
  pictureRefusal({ kind: "picture-refused", name: "a.png", reason, values }, t);

describe("sentences for files that are no picture", () => {
  it("[L5] have one of its own for each reason", () => {
    const sentences = reasons.options.map((reason) => say(reason, { limit: 1, pixels: 1, bytes: 1 }));
    expect(new Set(sentences).size).toBe(reasons.options.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z“].*\.$/);
  });

  it("name both formats of a mislabelled file", () => {
    expect(say("mislabelled", { claimed: "png", found: "jpeg" })).toMatch(/says PNG, but it is JPEG/);
  });

  it("name a known format that is not taken", () => {
    expect(say("unknown-format", { found: "tiff", claimed: "" })).toContain("TIFF is not taken");
    expect(say("unknown-format", { found: "unknown", claimed: "png" })).toContain("not in a known format");
  });

  it("tell a bomb from a picture that is merely large", () => {
    const bomb = { pixels: 256_000_000, limit: 31_000 * 4_000, bytes: 31_000 };
    expect(say("too-many-pixels", bomb)).toMatch(/256,000,000 pixels in only 31 kB/);
    const large = { pixels: 400_000_000, limit: pictureLimits.maxPixels, bytes: 90_000_000 };
    expect(say("too-many-pixels", large)).toMatch(/400,000,000 pixels; the limit is 268,000,000/);
  });
});
