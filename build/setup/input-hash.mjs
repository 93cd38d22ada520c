// One hash over files, to know whether something has to be done again.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { rootPath } from "./root.mjs";

/**
 * Every file below a path, sorted, as paths relative to `base` with `/` between the parts.
 * @param {string} base absolute folder
 * @param {string} relative file or folder below `base`
 * @returns {string[]}
 */
export function listFiles(base, relative) {
  const absolute = join(base, relative);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [relative];
  return readdirSync(absolute, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? listFiles(base, `${relative}/${entry.name}`) : [`${relative}/${entry.name}`],
    )
    .sort();
}

/**
 * SHA-256 over the names and contents of files and folders of the project.
 * @param {readonly string[]} relativePaths files or folders; what is missing counts as absent
 * @param {string} [base] default: the project folder
 * @returns {string} hex
 */
export function hashInputs(relativePaths, base = rootPath) {
  const hash = createHash("sha256");
  for (const file of relativePaths.flatMap((path) => listFiles(base, path))) {
    const content = readFileSync(join(base, file));
    hash.update(`${file}\0${String(content.length)}\0`).update(content);
  }
  return hash.digest("hex");
}
