import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as standIn from "#tests/support/electron/stand-in.ts";

const types = readFileSync("node_modules/electron/electron.d.ts", "utf8");

/** The declared members of an interface or class of electron.d.ts, by name. */
function membersOf(name: string): Set<string> {
  const start = types.search(new RegExp(`^  (?:interface|class) ${name}\\b`, "m"));
  if (start === -1) throw new Error(`electron.d.ts has no ${name}`);
  const body = types.slice(start, types.indexOf("\n  }\n", start));
  return new Set(
    [...body.matchAll(/^ {4}(?:static |readonly )*(\w+)\??[(:<]/gm)].map(([, member]) => member ?? ""),
  );
}

const parts: readonly (readonly [string, object])[] = [
  ["App", standIn.app],
  ["Protocol", standIn.protocol],
  ["Session", standIn.session.defaultSession],
  ["WebRequest", standIn.session.defaultSession.webRequest],
  ["IpcMain", standIn.ipcMain],
  ["Menu", standIn.Menu],
  ["NativeTheme", standIn.nativeTheme],
  ["Shell", standIn.shell],
  ["Dialog", standIn.dialog],
  ["Clipboard", standIn.clipboard],
  ["SafeStorage", standIn.safeStorage],
];

describe("the stand-in for Electron", () => {
  it("knows that electron.d.ts is the version that is pinned", () => {
    const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
      devDependencies: Record<string, string>;
    };
    expect(types).toContain(`Type definitions for Electron ${devDependencies["electron"]}`);
  });

  it.each(parts)("has no member that the real %s lacks", (name, part) => {
    const real = membersOf(name);
    expect(real.size).toBeGreaterThan(0);
    const emitter = new Set(["_events", "_eventsCount", "_maxListeners", "domain"]);
    const own = Object.keys(part).filter((member) => !emitter.has(member));
    expect(own.length).toBeGreaterThan(0);
    for (const member of own) expect(real, `${name}.${member}`).toContain(member);
  });

  it("offers every name that the desktop imports, and no other", () => {
    const used = new Set(
      [...readdirSync("electron", { recursive: true, encoding: "utf8" })]
        .filter((path) => path.endsWith(".desktop.ts") || path === "hosts/desktop.ts")
        .flatMap((path) => {
          const text = readFileSync(`electron/${path}`, "utf8");
          const list = /import \{([^}]*)\} from "electron";/.exec(text)?.[1] ?? "";
          return list.split(",").map((name) => name.trim());
        })
        .filter((name) => name !== "" && !name.startsWith("type ")),
    );
    expect(used.size).toBeGreaterThan(5);
    const offered = Object.keys(standIn).filter((name) => name !== "system" && name !== "StandInContents");
    expect(offered.toSorted()).toEqual([...used].toSorted());
  });
});
