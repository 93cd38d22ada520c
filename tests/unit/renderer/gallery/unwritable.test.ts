import { expect, it } from "vitest";
import { findUnwritable } from "#renderer/gallery/transfer/unwritable.ts";

const pictures = ["otter.png", "ድመት.png", "海辺.png"].map((title) => ({ title }));
const isBox = (letter: string) => /\p{Script=Ethiopic}/u.test(letter);

it("names the pictures whose letters no font has, and the title, as far as they are written at all", () => {
  const find = (title: string, captions: readonly ("name" | "date")[]) =>
    findUnwritable(pictures, { title, captions: [...captions] }, isBox);
  expect(find("", ["name"])).toEqual({ places: [2], isTitle: false });
  expect(find("ባህር", ["date"])).toEqual({ places: [], isTitle: true });
  expect(findUnwritable(pictures, { title: "Zürich", captions: ["name"] }, () => true).isTitle).toBe(false);
});
