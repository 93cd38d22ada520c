// Where the project is on disk. Built-ins only: this runs before anything is installed.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the project folder. */
export const rootPath = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * Absolute path of something in the project.
 * @param {...string} parts path segments below the project folder
 * @returns {string}
 */
export function projectPath(...parts) {
  return join(rootPath, ...parts);
}
