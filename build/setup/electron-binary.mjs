// Finds Electron's binary, and fetches it once when it is not there.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCaptured } from "./child-process.mjs";
import { projectPath } from "./root.mjs";

const fetchLimitMs = 180_000;
const packagePath = projectPath("node_modules", "electron");
/** Remembers for which version fetching failed, so that later starts do not wait for it again. */
const failedFetchPath = projectPath("node_modules", ".inlay-electron-fetch-failed");

const binaryNames = /** @type {Partial<Record<NodeJS.Platform, string>>} */ ({
  darwin: "Electron.app/Contents/MacOS/Electron",
  linux: "electron",
  win32: "electron.exe",
});

/** Absolute path of Electron's binary, or undefined where it is not installed.
 * @returns {string | undefined}
 */
export function findElectron() {
  const name = binaryNames[process.platform];
  if (name === undefined) return undefined;
  const folder = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(packagePath, "dist");
  const binary = join(folder, name);
  return existsSync(binary) ? binary : undefined;
}

/**
 * Electron's binary, fetched when this is the first try for this version. Undefined when it cannot be had.
 * @param {string} node the pinned Node
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>}
 */
export async function ensureElectron(node, say) {
  const found = findElectron();
  if (found !== undefined || process.env["ELECTRON_OVERRIDE_DIST_PATH"] !== undefined) return found;
  const manifest = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(packagePath, "package.json"), "utf8"))
  );
  const hasFailedBefore =
    existsSync(failedFetchPath) && readFileSync(failedFetchPath, "utf8") === manifest.version;
  if (hasFailedBefore) return undefined;
  say("Fetching Electron, about 120 MB, once.");
  await runCaptured(node, [join(packagePath, "install.js")], { timeoutMs: fetchLimitMs });
  const fetched = findElectron();
  if (fetched === undefined) writeFileSync(failedFetchPath, manifest.version);
  return fetched;
}
