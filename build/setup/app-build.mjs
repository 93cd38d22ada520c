// Builds the app into out/ when something that goes into it has changed.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { runCaptured } from "./child-process.mjs";
import { SetupFailure } from "./failure.mjs";
import { hashInputs } from "./input-hash.mjs";
import { projectPath } from "./root.mjs";

const inputs = ["electron", "renderer", "shared", "build/vite", "package.json", "package-lock.json"];
const stampPath = projectPath("out", "build-stamp.txt");
const longestBuildMs = 300_000;
const lockPath = projectPath("out", "build-lock.txt");

/**
 * Absolute path of something that the build makes.
 * @param {...string} parts
 * @returns {string}
 */
export function builtPath(...parts) {
  return projectPath("out", ...parts);
}

/** @param {number} pid @returns {boolean} */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** True when whoever took the lock has ended, or holds it longer than any build lasts.
 * @returns {boolean}
 */
function isAbandoned() {
  try {
    const owner = Number(readFileSync(lockPath, "utf8"));
    return (owner > 0 && !isAlive(owner)) || Date.now() - statSync(lockPath).mtimeMs > longestBuildMs;
  } catch {
    return false;
  }
}

/** Waits until nobody else builds, then runs alone: two starts at once must not swap folders under each other.
 * @template T
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
async function alone(task) {
  mkdirSync(projectPath("out"), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockPath, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      if (isAbandoned()) rmSync(lockPath, { force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    return await task();
  } finally {
    rmSync(lockPath, { force: true });
  }
}

/** @param {string} wantedHash @returns {boolean} */
function isBuilt(wantedHash) {
  return (
    existsSync(stampPath) &&
    readFileSync(stampPath, "utf8") === wantedHash &&
    existsSync(builtPath("main")) &&
    existsSync(builtPath("renderer", "index.html"))
  );
}

/**
 * Builds the app unless out/ was made from the very same inputs.
 * @param {string} node the pinned Node
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} true when it had to build
 */
export async function ensureAppBuilt(node, say) {
  const wantedHash = hashInputs(inputs);
  if (isBuilt(wantedHash)) return false;
  return alone(async () => {
    if (isBuilt(wantedHash)) return false;
    say("Building the app.");
    const outcome = await runCaptured(node, [projectPath("build", "vite", "build-app.ts")]);
    if (outcome.code !== 0) {
      throw new SetupFailure("The app could not be built; the cause is above.", outcome.output);
    }
    // Compiled from the code of before; it would only lie there.
    rmSync(builtPath("compiled"), { recursive: true, force: true });
    writeFileSync(stampPath, wantedHash);
    return true;
  });
}
