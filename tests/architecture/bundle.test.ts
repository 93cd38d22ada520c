import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { builtPath, ensureAppBuilt } from "#build/setup/app-build.mjs";

/** Initial JavaScript of the page, compressed; the rooms that load later are not counted. */
const initialBudgetBytes = 350_000;

const main = builtPath("main");
const renderer = builtPath("renderer");

beforeAll(async () => {
  await ensureAppBuilt(process.execPath, () => {});
}, 120_000);

/** Scripts that the page fetches before it can show anything: its own, what they import, what is preloaded. */
function initialScripts(html: string): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const code = readFileSync(path, "utf8");
    for (const [, specifier = ""] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)) {
      visit(resolve(dirname(path), specifier));
    }
  };
  for (const [, url = ""] of html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)) visit(join(renderer, url));
  return [...found];
}

describe("the built page", () => {
  const html = () => readFileSync(join(renderer, "index.html"), "utf8");

  it("has nothing inline, so that it lives under a policy without unsafe-*", () => {
    expect(html()).toContain('type="module"');
    const scripts = [...html().matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = "", body = ""] of scripts) {
      expect(attributes).toContain("src=");
      expect(body.trim()).toBe("");
    }
    expect(html()).not.toMatch(/<style\b|\sstyle=|\son[a-z]+=|javascript:/i);
  });

  it("fetches nothing from elsewhere, fonts included", () => {
    const sheets = readdirSync(join(renderer, "assets")).filter((name) => name.endsWith(".css"));
    expect(sheets.length).toBeGreaterThan(0);
    for (const text of [
      html(),
      ...sheets.map((name) => readFileSync(join(renderer, "assets", name), "utf8")),
    ]) {
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
      expect(text).not.toMatch(/url\(\s*["']?(?:https?:|\/\/|data:)/);
    }
    expect(readdirSync(join(renderer, "assets")).some((name) => name.endsWith(".woff2"))).toBe(true);
  });

  it("evaluates no text as code", () => {
    const scripts = readdirSync(join(renderer, "assets")).filter((name) => name.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(0);
    const evaluating = scripts.filter((name) =>
      /\beval\(|\bnew Function\(/.test(readFileSync(join(renderer, "assets", name), "utf8")),
    );
    expect(evaluating).toEqual([]);
  });

  it("starts with at most 350 kB of JavaScript, compressed", () => {
    const scripts = initialScripts(html());
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
    expect(bytes).toBeGreaterThan(40_000);
    expect(bytes).toBeLessThanOrEqual(initialBudgetBytes);
  });
});

describe("the built main side", () => {
  const scripts = () => readdirSync(main).filter((name) => /\.c?js$/.test(name));
  const read = (name: string) => readFileSync(join(main, name), "utf8");

  it("has every program and the preload", () => {
    expect(scripts()).toEqual(
      expect.arrayContaining([
        "desktop.js",
        "browser-main.js",
        "command-line-main.js",
        "demo-engine-main.js",
        "preload.cjs",
      ]),
    );
  });

  it("imports nothing but Electron, Node, the codec and itself", () => {
    const outside = scripts().flatMap((name) =>
      [...read(name).matchAll(/^(?:import|export)\b[^"'\n]*["']([^"'\n]+)["'];?$/gm)]
        .map(([, specifier = ""]) => specifier)
        .filter((specifier) => !specifier.startsWith("./") && !specifier.startsWith("node:"))
        .filter(
          (specifier) => !["electron", "sharp"].includes(specifier) && !builtinModules.includes(specifier),
        ),
    );
    expect([...new Set(outside)]).toEqual([]);
  });

  it("keeps Electron out of everything that runs under plain Node", () => {
    const visit = (name: string, seen: Set<string>): Set<string> => {
      if (seen.has(name) || !scripts().includes(name)) return seen;
      seen.add(name);
      for (const [, next = ""] of read(name).matchAll(/["']\.\/([\w.-]+\.js)["']/g)) visit(next, seen);
      return seen;
    };
    for (const program of ["browser-main.js", "command-line-main.js", "demo-engine-main.js"]) {
      const withElectron = [...visit(program, new Set())].filter((name) =>
        /(?:from|import|require\()\s*["']electron["']/.test(read(name)),
      );
      expect(withElectron, program).toEqual([]);
    }
  });

  it("has a preload that is one CommonJS file and asks for Electron only", () => {
    const code = read("preload.cjs");
    expect([...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual([
      "electron",
    ]);
    expect(code).not.toMatch(/^(?:import|export)\b/m);
    expect(code).not.toMatch(/\bimport\(/);
  });

  it("starts workers that exist and are built", () => {
    const workers = scripts().flatMap((name) =>
      [...read(name).matchAll(/new URL\("\.\/([^"]+)", import\.meta\.url\)/g)].map(([, file = ""]) => file),
    );
    expect(workers.some((file) => file.includes("worker"))).toBe(true);
    for (const file of workers) {
      expect(file).not.toMatch(/\.ts$/);
      expect(existsSync(join(main, file)), file).toBe(true);
    }
  });

  it("carries the licences of what is bundled", () => {
    expect(readFileSync(join(main, "third-party-licenses.md"), "utf8")).toMatch(/^## /m);
    expect(readFileSync(join(renderer, "third-party-licenses.md"), "utf8")).toMatch(/^## react - /m);
  });
});
