// A mark in both folders of a move, for as long as it lasts, so that a start after a crash knows a half-made copy as its
// own. What carries no mark of this very move is never touched.
import { randomBytes } from "node:crypto";
import { mkdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJsonFile, writeFileDurably } from "#electron/platform/durable-file.ts";

/** The mark's file name, in the root of either folder. */
export const moveMarkName = "library-move.json";

const moveMarkSchema = z.object({
  token: z.string().regex(/^[0-9a-f]{32}$/),
  from: z.string(),
  to: z.string(),
  /** Only in the new folder: all of it is there, and the next start opens it. */
  isWhole: z.boolean(),
});
export type MoveMark = Readonly<z.infer<typeof moveMarkSchema>>;

/** Null for none, and for what is no such mark. */
export async function readMoveMark(folder: string): Promise<MoveMark | null> {
  const file = await readJsonFile(join(folder, moveMarkName)).catch(() => null);
  const read = moveMarkSchema.safeParse(file?.state === "found" ? file.value : null);
  return read.success ? read.data : null;
}

/** Marks both folders at the beginning of a move; makes the new one. Rejects with Node's system error. */
export async function markMove(from: string, to: string): Promise<MoveMark> {
  const mark = { token: randomBytes(16).toString("hex"), from, to, isWhole: false };
  await writeMoveMark(from, mark);
  await mkdir(to, { recursive: true });
  await writeMoveMark(to, mark);
  return mark;
}

export async function writeMoveMark(folder: string, mark: MoveMark): Promise<void> {
  await writeFileDurably(join(folder, moveMarkName), `${JSON.stringify(mark, null, 1)}\n`);
}

export async function removeMoveMark(folder: string): Promise<void> {
  await rm(join(folder, moveMarkName), { force: true }).catch(() => undefined);
}

const folders = [
  "pictures",
  "records",
  "trash",
  "references",
  "thumbs",
  "spool",
  "compositions",
  "backups",
  "quarantine",
];
const lists = ["prompts.json", "collections.json", "searches.json", "library.lock"];
const databases = ["index.sqlite", "journal.sqlite"].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]);

const entries = new Set([...folders, ...lists, ...databases, moveMarkName]);

/** Whether something in the root of a folder is named like a part of a library. */
export function isLibraryEntry(name: string): boolean {
  return entries.has(name);
}

/** Takes a library's files away, the mark last, and the folder if nothing else is in it. */
export async function clearAway(folder: string): Promise<void> {
  for (const name of entries)
    if (name !== moveMarkName)
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  await removeMoveMark(folder);
  await rmdir(folder).catch(() => undefined);
}
