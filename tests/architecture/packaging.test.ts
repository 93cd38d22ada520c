import { listPackage, extractFile } from "@electron/asar";
import { FuseState, getCurrentFuseWire } from "@electron/fuses";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fuses } from "#build/pack/after-pack.mjs";
import { ensureAppBuilt } from "#build/setup/app-build.mjs";
import { runCaptured } from "#build/setup/child-process.mjs";
import { projectPath } from "#build/setup/root.mjs";

/** As Electron marks the place of its fuses: sentinel, version, number of fuses, one character for each. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, Object.keys(fuses).length]),
  Buffer.from("1".repeat(Object.keys(fuses).length)),
]);

/** A folder that electron-builder takes for an unpacked Electron: enough of it to be packed, not to be run. */
function makeStandInElectron(folder: string, version: string): void {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"));
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.alloc(4096), fuseWire, Buffer.alloc(4096)]), {
    mode: 0o755,
  });
  writeFileSync(join(folder, "version"), version);
  writeFileSync(join(folder, "LICENSE"), "MIT");
  for (const language of ["en-US", "en-GB", "de"])
    writeFileSync(join(folder, "locales", `${language}.pak`), "");
}

describe("the packed app (around a stand-in for Electron)", () => {
  const scratch = mkdtempSync(join(tmpdir(), "inlay-pack-"));
  const packed = join(scratch, "dist", "linux-unpacked");
  const archive = join(packed, "resources", "app.asar");
  let files: readonly string[] = [];

  beforeAll(async () => {
    await ensureAppBuilt(process.execPath, () => {});
    const electron = join(scratch, "electron");
    makeStandInElectron(electron, "45.4.1");
    const { code, output } = await runCaptured(
      process.execPath,
      [
        projectPath("node_modules", "electron-builder", "cli.js"),
        "--linux",
        "--dir",
        "--x64",
        "--publish=never",
        `-c.electronDist=${electron}`,
        `-c.directories.output=${join(scratch, "dist")}`,
      ],
      { timeoutMs: 120_000 },
    );
    if (code !== 0) throw new Error(output);
    files = listPackage(archive, { isPack: false });
  }, 180_000);

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it("holds the bundle and the WebAssembly codec, all of it in the archive", () => {
    expect(files).toEqual(
      expect.arrayContaining([
        "/package.json",
        "/out/main/desktop.js",
        "/out/main/preload.cjs",
        "/out/renderer/index.html",
        "/out/main/third-party-licenses.md",
        "/node_modules/sharp/package.json",
        "/node_modules/@img/sharp-wasm32/package.json",
      ]),
    );
    expect(files.filter((file) => file.endsWith(".wasm"))).toHaveLength(1);
    expect(existsSync(join(packed, "resources", "app.asar.unpacked"))).toBe(false);
  });

  it("holds no native module and no other program", () => {
    expect(files.filter((file) => /\.(node|so|dylib|dll|exe)(\.\d+)*$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.startsWith("/node_modules/node-"))).toEqual([]);
  });

  it("holds no source, no test, no map", () => {
    expect(files.filter((file) => /\.(ts|tsx|mts|cts|map)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /^\/(electron|renderer|shared|build|tests|docs)(\/|$)/.test(file))).toEqual(
      [],
    );
    const top = new Set(files.map((file) => file.split("/")[1] ?? ""));
    expect([...top].toSorted()).toEqual(["node_modules", "out", "package.json"]);
  });

  it("holds no package but the codec and what that needs", () => {
    const packages = files
      .map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.[1])
      .filter((name) => name !== undefined);
    expect(packages.toSorted()).toEqual([
      "@emnapi/runtime",
      "@img/colour",
      "@img/sharp-wasm32",
      "detect-libc",
      "semver",
      "sharp",
      "tslib",
    ]);
  });

  it("starts from the desktop program", () => {
    const manifest = JSON.parse(extractFile(archive, "package.json").toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: "inlay", type: "module", main: "out/main/desktop.js" });
    expect(manifest).not.toHaveProperty("devDependencies");
  });

  it("has all nine fuses set as after-pack says", async () => {
    const wire = (await getCurrentFuseWire(join(packed, "inlay"))) as unknown as Record<string, number>;
    expect(Object.keys(fuses)).toHaveLength(9);
    for (const [fuse, isOn] of Object.entries(fuses)) {
      expect(wire[fuse], `fuse ${fuse}`).toBe(isOn ? FuseState.ENABLE : FuseState.DISABLE);
    }
  });
});
