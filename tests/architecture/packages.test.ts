import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectPath } from "#build/setup/root.mjs";
import { readProjectFile } from "./project-files.ts";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readProjectFile("package-lock.json")) as { packages: Record<string, LockedPackage> };
const manifest = JSON.parse(readProjectFile("package.json")) as Record<string, Record<string, string>>;
const entries = Object.entries(lock.packages);

/** Where Node would find a package that another one asks for. */
function resolveInLock(from: string, name: string): LockedPackage | undefined {
  const folders = [from];
  for (let at = from; at !== "";) {
    at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")));
    folders.push(at);
  }
  return folders
    .map((folder) => lock.packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`])
    .find((found) => found !== undefined);
}

describe("packages", () => {
  it("were read", () => {
    expect(entries.length).toBeGreaterThan(200);
  });

  it("are pinned to one exact version each", () => {
    const ranges = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((part) =>
      Object.entries(manifest[part] ?? {}).filter(
        ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
      ),
    );
    expect(ranges).toEqual([]);
  });

  it("name no host in the lock, so that any registry can serve them", () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it("are all in the lock, those of other platforms too: npm ci refuses anything less", () => {
    const missing = entries.flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => resolveInLock(from, name) === undefined)
        .map((name) => `${from} -> ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("ship only what cannot be bundled", () => {
    expect(Object.keys(manifest["dependencies"] ?? {}).toSorted()).toEqual(["@img/sharp-wasm32", "sharp"]);
  });

  it("hold no native build of the codec, which crashes Electron on Linux", () => {
    const require = createRequire(projectPath("package.json"));
    const codecs = readdirSync(projectPath("node_modules", "@img"));
    expect(codecs).toContain("sharp-wasm32");
    const native = codecs
      .filter((name) => name.startsWith("sharp-") && name !== "sharp-wasm32")
      .filter((name) => {
        try {
          require.resolve(`@img/${name}/sharp.node`);
          return true;
        } catch {
          return readdirSync(projectPath("node_modules", "@img", name), { recursive: true }).some((file) =>
            /\.(node|so|dylib|dll)(\.|$)/.test(String(file)),
          );
        }
      });
    expect(native).toEqual([]);
  });

  it("load the codec as WebAssembly", async () => {
    const { default: sharp } = await import("sharp");
    await sharp({ create: { width: 1, height: 1, channels: 3, background: "black" } })
      .png()
      .toBuffer();
    const report = process.report.getReport() as unknown as { sharedObjects: string[] };
    expect(report.sharedObjects.filter((path) => path.includes(join("@img", "sharp")))).toEqual([]);
  });
});
