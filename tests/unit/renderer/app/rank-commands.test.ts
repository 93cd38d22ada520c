import { describe, expect, it } from "vitest";
import { rankCommands } from "#renderer/app/palette/rank-commands.ts";
import { commands } from "#shared/model/commands.ts";

const titles = (typed: string) => rankCommands(commands, typed).map(({ title }) => title);

describe("the palette's search", () => {
  it("lists all in their order before anything is typed", () => {
    expect(rankCommands(commands, "  ")).toBe(commands);
  });
  it("puts beginnings before middles", () => {
    const found = titles("cop");
    expect(found.slice(0, 2)).toEqual(["Copy picture", "Copy prompt"]);
    expect(titles("picture").indexOf("Open large")).toBe(-1);
  });
  it("wants every word, in any order", () => {
    expect(titles("queue pause")).toEqual(["Pause or resume the queue"]);
    expect(titles("queue otter")).toEqual([]);
  });
  it("forgives left-out letters, last", () => {
    expect(titles("gnrt")).toContain("Generate");
  });
});
