import { describe, expect, it } from "vitest";
import { readDroppedLinks, readPastedLinks } from "#renderer/create/references/read-links.ts";

const carrying = (type: string, text: string) => ({
  getData: (asked: string) => (asked === type ? text : ""),
});
const dropped = (text: string) => readDroppedLinks(carrying("text/uri-list", text));
const pasted = (text: string) => readPastedLinks(carrying("text/plain", text));

describe("links", () => {
  it("of a drop are its web addresses, without remarks and other kinds", () => {
    expect(
      dropped(
        "# the shoot\r\nhttps://files.example/a.png\r\n\r\nfile:///home/ada/a.png\r\nHTTP://files.example/b",
      ),
    ).toEqual(["https://files.example/a.png", "HTTP://files.example/b"]);
    expect(dropped("")).toEqual([]);
    expect(dropped("data:image/png;base64,AA\nblob:https://files.example/1\njavascript:void 0")).toEqual([]);
  });

  it("are pasted only where nothing but links is pasted", () => {
    expect(pasted(" https://files.example/a.png?x=1#y \n")).toEqual(["https://files.example/a.png?x=1#y"]);
    expect(pasted("https://files.example/a.png\nhttps://files.example/b.png")).toHaveLength(2);
    for (const text of [
      "",
      "a boat",
      "like https://files.example/a.png",
      "https://files.example/a b",
      "https://",
    ])
      expect(pasted(text)).toEqual([]);
  });
});
