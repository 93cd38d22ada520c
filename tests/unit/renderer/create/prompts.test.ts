import { describe, expect, it } from "vitest";
import { findSaved } from "#renderer/create/prompts/prompts-store.ts";
import { findSlashQuery, insertTemplate } from "#renderer/create/prompts/slash-query.ts";
import type { PromptId } from "#shared/model/ids.ts";

describe("a slash", () => {
  it.each([
    ["/", { start: 0, text: "" }],
    ["/pro", { start: 0, text: "pro" }],
    ["a photo, /studio light", { start: 9, text: "studio light" }],
    ["first line\n/x", { start: 11, text: "x" }],
  ])("opens templates in %j", (text, query) => {
    expect(findSlashQuery(text, text.length)).toEqual(query);
  });

  it.each(["and/or", "16/9", "https://a.b/c", "/ ", "//", "/a\nb", `/${"x".repeat(41)}`])(
    "does not in %j",
    (text) => {
      expect(findSlashQuery(text, text.length)).toBeNull();
    },
  );

  it("gives way to the template, and the caret stands behind it", () => {
    const text = "a photo, /st and more";
    const query = findSlashQuery(text, 12);
    expect(insertTemplate(text, query!, "{light}")).toEqual({ text: "a photo, {light} and more", caret: 16 });
  });
});

describe("saved prompts", () => {
  const made = (name: string, text: string) => ({ id: name as PromptId, name, text, updatedAt: 0 });
  const saved = [made("Packshot", "a bottle in studio light"), made("Studio portrait", "a face")];

  it("are found by every word, those with it in the name first", () => {
    expect(findSaved(saved, "studio").map(({ name }) => name)).toEqual(["Studio portrait", "Packshot"]);
    expect(findSaved(saved, "bottle studio").map(({ name }) => name)).toEqual(["Packshot"]);
    expect(findSaved(saved, " ")).toEqual(saved);
    expect(findSaved(saved, "otter")).toEqual([]);
  });
});
