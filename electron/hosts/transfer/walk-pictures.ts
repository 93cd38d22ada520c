// Files below a folder that claim to be pictures, whatever else lies there. Links are not followed, so no loop holds it
// up; what cannot be opened is told and passed over.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { systemCode } from "#electron/platform/durable-file.ts";

/** SVG and HEIC too, so that people are told why they are not taken. */
const pictureName = /\.(?:png|jpe?g|webp|avif|gif|svg|heic|heif)$/i;

/** A chain of folders longer than this is no order that anyone keeps. */
const deepest = 64;

export interface WalkReport {
  readonly signal: AbortSignal;
  readonly unreadable: (path: string, code: string) => void;
}

/** Absolute paths, folder by folder in the order of their names; hidden ones are left out. */
export async function* walkPictures(
  folder: string,
  report: WalkReport,
  depth = 0,
): AsyncGenerator<string, void, undefined> {
  if (report.signal.aborted) return;
  if (depth > deepest) {
    report.unreadable(folder, "ELOOP");
    return;
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = systemCode(error);
    if (code === null) throw error;
    report.unreadable(folder, code);
    return [];
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walkPictures(path, report, depth + 1);
    else if (entry.isFile() && pictureName.test(entry.name)) yield path;
  }
}
