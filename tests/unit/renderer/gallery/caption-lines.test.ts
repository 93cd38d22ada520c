import { expect, it } from "vitest";
import { captionLines, shorten } from "#renderer/gallery/transfer/caption-lines.ts";

const picture = {
  title: "line\nbreak \u202Egnp.otter",
  createdAt: 5,
  marks: { rating: 3, favourite: false, rejected: false },
};
const day = (atMs: number): string => `day ${atMs}`;

it("says below a picture what was asked for, on as many lines for each", () => {
  expect(captionLines(picture, [], day)).toEqual([]);
  expect(captionLines(picture, ["name"], day)).toEqual(["line break gnp.otter"]);
  expect(captionLines(picture, ["name", "date", "rating"], day)).toEqual([
    "line break gnp.otter",
    "day 5  ★★★",
  ]);
  const unrated = { ...picture, marks: { ...picture.marks, rating: 0 } };
  expect(captionLines(unrated, ["rating"], day)).toEqual([""]);
});

it("cuts a caption between letters as people see them", () => {
  const fits = (limit: number) => (text: string) => text.length <= limit;
  expect(shorten("short", fits(5))).toBe("short");
  expect(shorten("otters", fits(5))).toBe("otte…");
  expect(shorten("👩‍👩‍👧‍👦👩‍👩‍👧‍👦x", fits(14))).toBe("👩‍👩‍👧‍👦…");
  expect(shorten("界".repeat(300), fits(10))).toBe(`${"界".repeat(9)}…`);
});
