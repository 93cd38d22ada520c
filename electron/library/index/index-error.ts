// SQLite's failures in the terms of the rest of the app.
import { existsSync } from "node:fs";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { classifyFileError } from "#electron/platform/durable-file.ts";

/** The primary result code of an error of node:sqlite; null for any other value. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error)) return null;
  return typeof error.errcode === "number" ? error.errcode & 0xff : null;
}

/** True for a file that is no database, or a damaged one. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 11 || code === 26;
}

/** A failure of disk or index as a StudioError; anything else is a bug and is thrown on. */
export function classifyIndexError(
  error: unknown,
  folder: string,
  billed: "no" | "yes" = "no",
  name = "index.sqlite",
): StudioError {
  const code = sqliteCode(error);
  if (code === 13) return { kind: "disk-full", folder, billed };
  if (!existsSync(folder)) return { kind: "library-missing", folder };
  if (code === 8 || code === 14 || code === 3) return { kind: "library-read-only", folder };
  if (code !== null && (code === 5 || code === 10 || isDamage(error)))
    return { kind: "file-unreadable", name: "index.sqlite", code: `SQLITE-${code}` };
  return classifyFileError(error, { folder, name, billed });
}
