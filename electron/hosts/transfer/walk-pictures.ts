// Files below a folder that claim to be pictures, whatever else lies there. A link to a file is followed, one to a folder
// is not, so no loop holds it up; what cannot be opened is told and passed over, pipes and devices are never opened.
import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { systemCode } from "#electron/platform/durable-file.ts";

/** SVG and HEIC too, so that people are told why they are not taken. */
const pictureName = /\.(?:png|jpe?g|webp|avif|gif|svg|heic|heif)$/i;

/** A chain of folders longer than this is no order that anyone keeps. */
const deepest = 64;

export interface WalkReport {
  readonly signal: AbortSignal;
  /** A folder that did not open; what lies in it has not been seen. */
  readonly unreadable: (path: string, code: string) => void;
  /** Something that no later look would take either, with a system code or one of `passedOver`. */
  readonly passed?: (path: string, code: string) => void;
}

/** Why a thing is passed over that the system would open; the page has a sentence for each. */
export const passedOver = {
  linkedFolder: "linked-folder",
  noFile: "not-a-file",
  tooDeep: "too-deep",
} as const;

/** Absolute paths, folder by folder in the order of their names; hidden ones are left out. */
export async function* walkPictures(
  folder: string,
  report: WalkReport,
  depth = 0,
): AsyncGenerator<string, void, undefined> {
  if (report.signal.aborted) return;
  if (depth > deepest) {
    report.passed?.(folder, passedOver.tooDeep);
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
    else {
      const reason = await whyPassed(entry, path);
      if (reason !== null) report.passed?.(path, reason);
      else if (pictureName.test(entry.name)) yield path;
    }
  }
}

/** Null for a file, and for what nobody would take for a picture. */
async function whyPassed(entry: Dirent, path: string): Promise<string | null> {
  if (entry.isFile()) return null;
  const isNamed = pictureName.test(entry.name);
  if (!entry.isSymbolicLink()) return isNamed ? passedOver.noFile : null;
  try {
    const end = await stat(path);
    if (end.isDirectory()) return passedOver.linkedFolder;
    return end.isFile() || !isNamed ? null : passedOver.noFile;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return isNamed ? code : null;
  }
}
