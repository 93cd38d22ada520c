import { describe, expect, it } from "vitest";
import { createCatalogue } from "#renderer/app/strings/catalogue.ts";

type Words = { readonly [key: string]: string | Words };

function* leaves(words: Words, path: string): Generator<readonly [string, string]> {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === "string") yield [`${path}.${key}`, value];
    else yield* leaves(value, `${path}.${key}`);
  }
}

const english = createCatalogue().getDataByLanguage("en") as unknown as Words;
const all = [...leaves(english, "en")];

describe("the catalogue of words", () => {
  it("is filled in for every room", () => {
    expect(Object.keys(english).toSorted()).toEqual([
      "app",
      "canvas",
      "care",
      "create",
      "errors",
      "gallery",
      "pictures",
      "settings",
      "tasks",
      "transfer",
      "ui",
      "usage",
    ]);
    expect(all.length).toBeGreaterThan(300);
    for (const [key, words] of all) expect(words.trim(), key).not.toBe("");
  });

  it("has both forms wherever it counts", () => {
    const keys = new Set(all.map(([key]) => key));
    const alone = [...keys].filter(
      (key) =>
        (key.endsWith("_one") && !keys.has(key.replace(/_one$/, "_other"))) ||
        (key.endsWith("_other") && !keys.has(key.replace(/_other$/, "_one"))),
    );
    expect(alone).toEqual([]);
  });

  it("closes every gap that it opens", () => {
    for (const [key, words] of all) {
      const opened = words.match(/\{\{/g)?.length ?? 0;
      expect(words.match(/\{\{\w+\}\}/g)?.length ?? 0, key).toBe(opened);
    }
  });

  it("divides the thousands of every count, and leaves measures as they are typed", () => {
    const say = createCatalogue().getFixedT("en") as unknown as (key: string, values: object) => string;
    const counting = all.filter(([, words]) => words.includes("{{count}}"));
    expect(counting.length).toBeGreaterThan(100);
    for (const [key] of counting) {
      const [, namespace = "", ...path] = key.replace(/_(one|other)$/, "").split(".");
      expect(say(`${namespace}:${path.join(".")}`, { count: 12_345 }), key).toContain("12,345");
    }
    expect(say("care:running", { done: 1_000, total: 10_000 })).toBe("1,000 of 10,000");
    expect(say("errors:library-locked.holder", { host: "browser", pid: 12_345 })).toContain("12345");
  });
});
