import { describe, expect, it } from "vitest";
import { listProjectFiles, listSources, readProjectFile } from "./project-files.ts";

const files = listProjectFiles();
const sources = listSources();
const appSources = sources.filter((file) => /^(electron|renderer|shared|build)\//.test(file));

const topLevel = new Set([
  ".ci",
  ".editorconfig",
  ".gitattributes",
  ".gitignore",
  ".node-version",
  ".npmrc",
  ".prettierignore",
  ".prettierrc.json",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "build",
  "docs",
  "electron",
  "electron-builder.yml",
  "knip.ts",
  "oxlint.config.ts",
  "package-lock.json",
  "package.json",
  "playwright.config.ts",
  "renderer",
  "shared",
  "tests",
  "tsconfig.base.json",
  "tsconfig.json",
  "tsconfig.tools.json",
  "vitest.config.ts",
]);

const secondLevel: Readonly<Record<string, readonly string[]>> = {
  electron: [
    "hosts",
    "ipc",
    "provider",
    "demo",
    "jobs",
    "library",
    "compositions",
    "secrets",
    "settings",
    "platform",
  ],
  renderer: ["app", "create", "gallery", "canvas", "usage", "settings", "session", "ui", "bridge"],
  shared: ["contract", "model", "rules", "pixels", "errors"],
  build: ["bench", "check", "lint", "pack", "setup", "vite"],
  tests: ["unit", "contract", "e2e", "architecture", "corpus", "support"],
};

const emptyNames = /(^|-)(utils?|helpers?|common|misc|managers?|services?)(-|\.|$)/;
const kebabFile = /^[a-z0-9]+(-[a-z0-9]+)*(\.(desktop|module|test|spec|bench|config|d))?\.(ts|tsx|mjs|css)$/;

describe("the tree", () => {
  it("was seen", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(appSources.some((file) => file.startsWith("shared/"))).toBe(true);
  });

  it("has a closed top level", () => {
    const found = new Set(files.map((file) => file.split("/")[0] ?? ""));
    expect([...found].filter((name) => !topLevel.has(name))).toEqual([]);
  });

  it.each(Object.entries(secondLevel))("has a closed second level in %s", (folder, allowed) => {
    const folders = files
      .map((file) => file.split("/"))
      .filter((parts) => parts[0] === folder && parts.length > 2)
      .map((parts) => parts[1] ?? "");
    expect([...new Set(folders)].filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it("has no file longer than 300 lines, and no test longer than 450", () => {
    const long = sources
      .map((file) => ({ file, lines: readProjectFile(file).split("\n").length - 1 }))
      .filter(({ file, lines }) => lines > (file.startsWith("tests/") ? 450 : 300));
    expect(long).toEqual([]);
  });

  it("has files in kebab-case, and none with a name that says nothing", () => {
    const names = sources.map((file) => ({ file, parts: file.split("/") }));
    expect(names.filter(({ parts }) => !kebabFile.test(parts.at(-1) ?? "")).map(({ file }) => file)).toEqual(
      [],
    );
    expect(
      names.filter(({ parts }) => parts.some((part) => emptyNames.test(part))).map(({ file }) => file),
    ).toEqual([]);
  });

  it("says at the top of each file of the app what it owns", () => {
    const silent = appSources.filter((file) => !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(readProjectFile(file)));
    expect(silent).toEqual([]);
  });

  it("opens each room through one door", () => {
    const rooms = ["create", "gallery", "canvas", "usage", "settings"];
    const outside = appSources.filter((file) => file.startsWith("renderer/"));
    for (const room of rooms) {
      const doors = outside
        .filter((file) => !file.startsWith(`renderer/${room}/`))
        .flatMap((file) =>
          [...readProjectFile(file).matchAll(/["'](#renderer\/[a-z]+\/[^"']+)["']/g)].map(
            ([, path = ""]) => path,
          ),
        )
        .filter((path) => path.startsWith(`#renderer/${room}/`));
      expect(
        new Set(doors).size,
        `${room} is entered through ${[...new Set(doors)].join(", ")}`,
      ).toBeLessThanOrEqual(1);
    }
  });

  it("names no folder of the machine that it was written on", () => {
    const workplace = new RegExp(`(^|[^\\w./-])/(${["work", "root", "home/[a-z]+"].join("|")})/`, "m");
    const texts = files.filter((file) => /\.(ts|tsx|mjs|css|html|json|md|yml|svg)$/.test(file));
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter((file) => workplace.test(readProjectFile(file)))).toEqual([]);
  });
});
