import { describe, expect, it } from "vitest";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { spellBytes, spellDuration } from "#renderer/ui/spell-figures.ts";

describe("figures as people read them", () => {
  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [31_000, "31 kB"],
    [2_440_000, "2.4 MB"],
    [536_870_912, "537 MB"],
    [83_300_000_000, "83.3 GB"],
    [9e15, "9,000 TB"],
  ])("%d bytes are %s", (bytes, text) => expect(spellBytes(bytes)).toBe(text));

  it.each([
    [0, "1 s"],
    [8_400, "8 s"],
    [60_000, "1 min"],
    [80_000, "1 min 20 s"],
    [7_500_000, "2 h 5 min"],
  ])("%d ms are %s", (ms, text) => expect(spellDuration(ms)).toBe(text));

  it("joins the class names that are there", () => {
    expect(joinClasses("a", undefined, false, null, "", "b")).toBe("a b");
    expect(joinClasses(undefined, false)).toBeUndefined();
  });
});
