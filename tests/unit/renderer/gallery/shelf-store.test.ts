import { expect, it } from "vitest";
import { tagJoined } from "#renderer/gallery/organise/shelf-store.ts";

it("says which tag a renamed one would be one with, be it of pictures in the trash alone", () => {
  const shelf = { tags: [{ tag: "Sea otter", count: 2 }], trashTags: ["Heron"] };
  expect(tagJoined(shelf, "otter", " sea  OTTER ")).toBe("Sea otter");
  expect(tagJoined(shelf, "otter", "heron")).toBe("Heron");
  expect(tagJoined(shelf, "sea otter", "SEA otter")).toBeUndefined();
  expect(tagJoined(shelf, "otter", "stork")).toBeUndefined();
});
