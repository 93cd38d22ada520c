// Where the app's own files lie beside the program, the same from the sources (electron/hosts) and bundled (out/main).
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const here = dirname(fileURLToPath(import.meta.url));

/** Folder with package.json: two up in both layouts. */
const root = join(here, "..", "..");

/** The built page; it may not be there yet. */
export function findPageAssets(): string {
  const beside = join(here, "..", "renderer");
  return existsSync(join(beside, "index.html")) ? beside : join(root, "out", "renderer");
}

/** The preload script as bundled. */
export function findPreload(): string {
  const beside = join(here, "preload.cjs");
  return existsSync(beside) ? beside : join(root, "out", "main", "preload.cjs");
}

/** From package.json, which is shipped with the app. */
export function readVersion(): string {
  const manifest = z
    .object({ version: z.string() })
    .safeParse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  return manifest.success ? manifest.data.version : "0.0.0";
}
