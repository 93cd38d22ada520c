import { expect, it } from "vitest";
import { isOfTrash, savedText } from "#renderer/gallery/result/gallery-query.ts";

it("knows when it looks in the trash, by place or by word", () => {
  expect(isOfTrash({ trashed: true, text: "" })).toBe(true);
  expect(isOfTrash({ trashed: false, text: "otter is:trashed" })).toBe(true);
  expect(isOfTrash({ trashed: false, text: "otter -is:trashed" })).toBe(false);
  expect(isOfTrash({ trashed: false, text: "trashed" })).toBe(false);
});

it("saves a search of the trash so that the text alone finds the same", () => {
  expect(savedText({ trashed: true, text: " otter " })).toBe("otter is:trashed");
  expect(savedText({ trashed: true, text: "is:trashed otter" })).toBe("is:trashed otter");
  expect(savedText({ trashed: false, text: " otter " })).toBe("otter");
});
