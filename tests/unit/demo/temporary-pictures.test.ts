import { describe, expect, it } from "vitest";
import { temporaryPictures } from "#electron/demo/temporary-pictures.ts";

describe("temporary pictures", () => {
  const picture = { bytes: new Uint8Array([1, 2, 3]), format: "png" } as const;

  it("are there until their time is over, then known as expired", () => {
    let now = 1_000;
    const pictures = temporaryPictures(4, () => now);
    const path = pictures.keep(picture, 500);
    expect(pictures.find(path)).toBe(picture);
    now = 1_500;
    expect(pictures.find(path)).toBe("expired");
    expect(pictures.find("/temporary/other.png")).toBeUndefined();
  });

  it("make room: the oldest goes first", () => {
    const pictures = temporaryPictures(2, () => 0);
    const paths = [1, 2, 3].map(() => pictures.keep(picture, 500));
    expect(paths.map((path) => pictures.find(path) === picture)).toEqual([false, true, true]);
  });
});
