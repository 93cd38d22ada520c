// Builds the app into out/ when something that goes into it has changed.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runCaptured } from "./child-process.mjs";
import { SetupFailure } from "./failure.mjs";
import { hashInputs } from "./input-hash.mjs";
import { projectPath } from "./root.mjs";

const inputs = ["electron", "renderer", "shared", "build/vite", "package.json", "package-lock.json"];
const stampPath = projectPath("out", "build-stamp.txt");

/**
 * Absolute path of something that the build makes.
 * @param {...string} parts
 * @returns {string}
 */
export function builtPath(...parts) {
  return projectPath("out", ...parts);
}

/**
 * Builds the app unless out/ was made from the very same inputs.
 * @param {string} node the pinned Node
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} true when it had to build
 */
export async function ensureAppBuilt(node, say) {
  const wantedHash = hashInputs(inputs);
  const isBuilt =
    existsSync(stampPath) &&
    readFileSync(stampPath, "utf8") === wantedHash &&
    existsSync(builtPath("main")) &&
    existsSync(builtPath("renderer", "index.html"));
  if (isBuilt) return false;
  say("Building the app.");
  const outcome = await runCaptured(node, [projectPath("build", "vite", "build-app.ts")]);
  if (outcome.code !== 0) {
    throw new SetupFailure("The app could not be built; the cause is above.", outcome.output);
  }
  writeFileSync(stampPath, wantedHash);
  return true;
}
