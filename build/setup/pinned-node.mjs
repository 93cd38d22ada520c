// Finds the Node that runs the app: the one that came as a package, else our own when it is new enough.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SetupFailure } from "./failure.mjs";
import { projectPath } from "./root.mjs";

/** The oldest Node with the SQLite that does not lose a write-ahead log. */
const oldestNode = /** @type {const} */ ([24, 15]);

/** @returns {boolean} */
function isOwnNodeNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/**
 * Absolute path of the Node to run the app, its tools and its tests with. Call it after the packages are installed.
 * @returns {string}
 */
export function findPinnedNode() {
  const manifest = /** @type {{ optionalDependencies?: Record<string, string> }} */ (
    JSON.parse(readFileSync(projectPath("package.json"), "utf8"))
  );
  const platform = process.platform === "win32" ? "win" : process.platform;
  const suffix = `${platform}-${process.arch}`;
  for (const name of Object.keys(manifest.optionalDependencies ?? {})) {
    if (!name.startsWith("node-") || !name.endsWith(suffix)) continue;
    const folder = projectPath("node_modules", name, "bin");
    const binary = [join(folder, "node"), join(folder, "node.exe")].find((path) => existsSync(path));
    if (binary !== undefined) return binary;
  }
  if (isOwnNodeNewEnough()) return process.execPath;
  throw new SetupFailure(
    `There is no packaged Node for ${suffix}, and this one is ${process.version}. Install Node ${oldestNode.join(".")} or newer, then try again.`,
  );
}
