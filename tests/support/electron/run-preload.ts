// Runs the real preload script, bundled as it is shipped, in a context of its own, over any line to a main process.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { build } from "vite";
import { preloadConfig } from "#build/vite/main-config.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What the preload script has of Electron in its sandbox. */
export interface PreloadLine {
  readonly invoke: (channel: string, ...args: unknown[]) => Promise<unknown>;
  readonly on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) => void;
  readonly removeListener: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) => void;
}

/** What it puts on the page's window. */
export interface PageDoor {
  readonly host: string;
  readonly invoke: (name: string, input: unknown) => Promise<unknown>;
  readonly onEvent: (listener: (event: unknown) => void) => () => void;
}

/** The text of `preload.cjs`, made by the app's own configuration. */
export async function bundlePreload(): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), "inlay-preload-"));
  try {
    await build(preloadConfig(root, out));
    return readFileSync(join(out, "main", "preload.cjs"), "utf8");
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Everything that was exposed, by name. A `require` of anything but electron throws, as in the sandbox. */
export function runPreload(text: string, ipcRenderer: PreloadLine): Readonly<Record<string, unknown>> {
  const exposed: Record<string, unknown> = {};
  const contextBridge = {
    exposeInMainWorld: (name: string, value: unknown) => {
      exposed[name] = value;
    },
  };
  const require = (name: string): unknown => {
    if (name !== "electron") throw new Error(`module not found: ${name}`);
    return { contextBridge, ipcRenderer };
  };
  // The names that Node gives a CommonJS file; the script itself exports nothing.
  const commonJs = { require, module: {}, ["exports"]: {} };
  runInNewContext(text, commonJs);
  return exposed;
}
