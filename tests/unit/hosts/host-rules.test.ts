import { describe, expect, it } from "vitest";
import { isAllowedLink } from "#electron/hosts/allowed-links.ts";
import { readDesktopFlags } from "#electron/hosts/desktop-flags.ts";
import { chooseEngine } from "#electron/hosts/engine-choice.ts";
import { parseProxyList } from "#electron/hosts/parse-proxy-list.ts";
import { createSessionDesk } from "#electron/hosts/session-desk.ts";

describe("the engine that answers", () => {
  it.each([
    [{ hasKey: false, isChosen: false, isFlagged: false }, "demo", "no-key"],
    [{ hasKey: true, isChosen: false, isFlagged: false }, "api", null],
    [{ hasKey: true, isChosen: true, isFlagged: false }, "demo", "chosen"],
    [{ hasKey: true, isChosen: true, isFlagged: true }, "demo", "flag"],
  ])("for %o is %s", (facts, engine, demoReason) => {
    expect(chooseEngine(facts)).toEqual({ engine, demoReason });
  });
});

describe("the system's proxies", () => {
  it.each([
    ["DIRECT", null],
    ["PROXY proxy.example:8080; DIRECT", "http://proxy.example:8080"],
    ["HTTPS secure.example:443", "https://secure.example:443"],
    ["SOCKS5 s.example:1080; PROXY p.example:3128", "http://p.example:3128"],
    ["SOCKS s.example:1080; DIRECT; PROXY p.example:1", null],
    ["PROXY ; DIRECT", null],
    ["", null],
  ])("%j is %j", (text, address) => {
    expect(parseProxyList(text)).toBe(address);
  });
});

describe("a link out of the app", () => {
  it.each([
    ["https://getinfinityblue.com/keys", true],
    ["http://getinfinityblue.com/", false],
    ["https://getinfinityblue.com.evil.example/", false],
    ["https://getinfinityblue.com:444/", false],
    ["https://user@getinfinityblue.com/", false],
    ["javascript:alert(1)", false],
    ["file:///etc/passwd", false],
    ["not an address", false],
  ])("to %s: %s", (address, isAllowed) => {
    expect(isAllowedLink(address)).toBe(isAllowed);
  });
});

describe("a launch token", () => {
  it("is good for a minute", () => {
    let now = 1_000;
    const desk = createSessionDesk(() => now);
    const [early, late] = [desk.issueLaunchToken(), desk.issueLaunchToken()];
    now += 60_000;
    expect(desk.exchange(early)).not.toBeNull();
    now += 1;
    expect(desk.exchange(late)).toBeNull();
    expect(desk.exchange(desk.printedToken)).not.toBeNull();
    expect(desk.isSession(desk.printedToken)).toBe(false);
  });
});

describe("the flags of the desktop app", () => {
  it.each([
    [["electron", "."], null, false],
    [["electron", ".", "--library", "/a b", "--demo"], "/a b", true],
    [["inlay", "--library=/c"], "/c", false],
    [["inlay", "--library", "--demo"], null, true],
    [["inlay", "--no-sandbox", "--port", "1"], null, false],
  ])("%j", (argv, libraryFlag, isDemoFlagged) => {
    expect(readDesktopFlags(argv)).toEqual({ libraryFlag, isDemoFlagged });
  });
});
