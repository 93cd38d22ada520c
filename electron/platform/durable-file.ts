// Files that are either the old ones or the new ones, whatever happens in between. Knows nothing of their contents.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { nodeDisk, type Disk } from "./disk.ts";

/** A name in the same folder that no other file has; such files may be swept when nobody writes. */
export function temporaryPathFor(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 40)}.${randomBytes(6).toString("hex")}.tmp`);
}

/** Replaces or makes a file and returns when it is safe on disk. Rejects with Node's system error; the old file stands then. */
export async function writeFileDurably(
  path: string,
  data: string | Uint8Array,
  disk: Disk = nodeDisk,
): Promise<void> {
  await replaceFile(path, data, disk);
  await disk.syncFolder(dirname(path));
}

/**
 * As `writeFileDurably`, but the caller syncs the folder, once for many files. `temporary` lies on the same disk; a
 * crash can leave it behind.
 */
export async function replaceFile(
  path: string,
  data: string | Uint8Array,
  disk: Disk = nodeDisk,
  temporary: string = temporaryPathFor(path),
): Promise<void> {
  try {
    await disk.writeNew(temporary, data);
    await disk.rename(temporary, path);
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
}

/** What reading a JSON file came to; `broken` carries the text of a file that does not parse. */
export type JsonFile =
  | { readonly state: "found"; readonly value: unknown }
  | { readonly state: "missing" }
  | { readonly state: "broken"; readonly text: string };

/** Reads JSON as an unknown value; the caller parses its shape. Rejects with Node's system error, except for a missing file. */
export async function readJsonFile(path: string): Promise<JsonFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return { state: "missing" };
    throw error;
  }
  try {
    return { state: "found", value: JSON.parse(text) as unknown };
  } catch {
    return { state: "broken", text };
  }
}

/** The code of a system error (`ENOSPC`), or null for any other value. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  const { code } = error;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** Where it failed, for the sentence. */
export type FilePlace = {
  /** For people: the library, or the folder written to. */
  readonly folder: string;
  /** The file at fault, when one is. */
  readonly name?: string;
  /** "yes" when the bytes that found no room were paid for. */
  readonly billed?: "no" | "yes";
};

/** A system error as a StudioError. Anything else is a bug and is thrown on. */
export function classifyFileError(error: unknown, place: FilePlace): StudioError {
  const code = systemCode(error);
  if (code === null) throw error;
  if (code === "ENOSPC" || code === "EDQUOT")
    return { kind: "disk-full", folder: place.folder, billed: place.billed ?? "no" };
  if (code === "EROFS" || code === "EACCES" || code === "EPERM")
    return { kind: "library-read-only", folder: place.folder };
  return { kind: "file-unreadable", name: place.name ?? place.folder, code };
}
