// How the main side is bundled: Node ESM in out/main, one file per program, workers beside them.
// Only what cannot be bundled stays outside: Electron, Node itself, and the picture codec with its WebAssembly.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { InlineConfig } from "vite";
import { workerChunks } from "./worker-chunks.ts";

/** Program name in out/main -> its entry below the project folder. */
export const programs = {
  desktop: "electron/hosts/desktop.ts",
  "browser-main": "electron/hosts/browser-main.ts",
  "command-line-main": "electron/hosts/command-line-main.ts",
  "demo-engine-main": "electron/demo/demo-engine-main.ts",
} as const;

const external = [/^electron$/, /^electron\//, /^node:/, /^sharp$/, /^@img\//];

/** Configuration for the programs. `out` is the folder that receives `main/`. */
export function mainConfig(root: string, out: string): InlineConfig {
  const input = Object.fromEntries(
    Object.entries(programs).map(([name, entry]) => [name, join(root, entry)]),
  );
  for (const path of Object.values(input)) {
    if (!existsSync(path)) throw new Error(`The build needs ${path}, which does not exist.`);
  }
  return {
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [workerChunks()],
    ssr: { target: "node", noExternal: true },
    build: {
      ssr: true,
      target: "node24",
      outDir: join(out, "main"),
      emptyOutDir: true,
      minify: false,
      sourcemap: false,
      license: { fileName: "third-party-licenses.md" },
      rolldownOptions: {
        input,
        external,
        platform: "node",
        output: {
          format: "esm",
          entryFileNames: "[name].js",
          chunkFileNames: "[name]-[hash].js",
        },
      },
    },
  };
}

/** Configuration for the preload script: one CommonJS file, as Electron's sandbox wants it. */
export function preloadConfig(root: string, out: string): InlineConfig {
  return {
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    ssr: { target: "node", noExternal: true },
    build: {
      ssr: true,
      target: "node24",
      outDir: join(out, "main"),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { preload: join(root, "electron/hosts/preload.ts") },
        external: [/^electron$/],
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  };
}
