// Carries changes out on disk: announce, files, records, index. Every step can be repeated, so that a crash at any point
// is finished by doing the same again.
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Picture } from "#shared/model/picture.ts";
import { replaceFile, systemCode } from "#electron/platform/durable-file.ts";
import type { Change } from "./change.ts";
import { hashFile } from "./hash-file.ts";
import { variantOf } from "./library-layout.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";

const filesAtOnce = 8;

/**
 * Makes changes durable, all or none: when one fails in this process, what was done is taken back. Call it `alone`.
 * Errors: `disk-full`, library errors.
 */
export async function settleChanges(
  parts: LibraryParts,
  changes: readonly Change[],
  billed: "no" | "yes" = "no",
): Promise<Result<readonly Picture[]>> {
  if (changes.length === 0) return ok([]);
  try {
    parts.index.announce(changes);
    return ok(await finishChanges(parts, changes));
  } catch (error) {
    const failure = parts.explain(error, billed);
    await takeBack(parts, changes).catch((reason: unknown) => {
      // The changes stay announced; opening the library finishes them.
      parts.log.warn("library.change-left-pending", { reason });
    });
    return err(failure);
  }
}

/** Does what is announced, from wherever it stopped. Rejects with the failure of disk or index. */
export async function finishChanges(
  parts: LibraryParts,
  changes: readonly Change[],
): Promise<readonly Picture[]> {
  const { disk, index, layout } = parts;
  const touched = new Set<string>();
  for (const folder of new Set(changes.flatMap((change) => folderFor(layout, change) ?? [])))
    await disk.makeFolders(folder);
  await inBatches(changes, filesAtOnce, async (change) => placeFile(parts, change, touched));
  await syncAll(parts, touched);
  await inBatches(changes, filesAtOnce, async ({ picture }) => {
    const path = layout.record(picture.id, picture.trashedAt !== null);
    await writeRecord(parts, picture);
    touched.add(dirname(path));
  });
  await syncAll(parts, touched);
  await inBatches(changes, filesAtOnce, async ({ picture }) =>
    disk.remove(layout.record(picture.id, picture.trashedAt === null)),
  );
  const pictures = changes.map(({ picture }) => picture);
  index.put(pictures);
  for (const { source } of changes)
    if (source?.how === "arrive") await disk.remove(layout.absolute(source.file));
  return pictures;
}

// A version first, so that later ones can be told apart. The folder is the caller's to sync.
function writeRecord({ disk, layout }: LibraryParts, picture: Picture): Promise<void> {
  const path = layout.record(picture.id, picture.trashedAt !== null);
  const text = `${JSON.stringify({ version: 1, ...picture }, null, 1)}\n`;
  return replaceFile(path, text, disk, layout.temporary(path));
}

/** The file if nobody has it, else a variant of its name; on disk and in the index. */
export async function freeName(parts: LibraryParts, file: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? file : variantOf(file, number);
    if (parts.index.byFile(candidate) === null && !(await isThere(parts.layout.absolute(candidate))))
      return candidate;
  }
}

export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return false;
    throw error;
  }
}

/** The folder that a file is put into; null for one that stays. */
function folderFor(layout: LibraryParts["layout"], { picture, source }: Change): string | null {
  return source === null ? null : dirname(layout.absolute(picture.file));
}

async function placeFile(parts: LibraryParts, change: Change, touched: Set<string>): Promise<void> {
  const { picture, source } = change;
  if (source === null) return;
  const { disk, layout } = parts;
  const from = layout.absolute(source.file);
  const to = layout.absolute(picture.file);
  if (source.how === "rename") {
    if (!(await isThere(from))) return;
    if (await isThere(to)) throw new Error(`${picture.file} is taken`);
    await disk.rename(from, to);
    touched.add(dirname(from));
  } else if (!(await isThere(to))) {
    await bringIn(parts, from, to);
  } else if ((await hashFile(to)).asset !== picture.asset) {
    throw new Error(`${picture.file} is taken by other bytes`);
  }
  touched.add(dirname(to)).add(dirname(dirname(to)));
}

// A second name for the same bytes where the disk has links, else a copy that appears under its name when it is whole.
async function bringIn({ disk, layout }: LibraryParts, from: string, to: string): Promise<void> {
  try {
    await disk.link(from, to);
    return;
  } catch (error) {
    const code = systemCode(error);
    if (code === null || !linkRefusals.has(code)) throw error;
  }
  const temporary = layout.temporary(to);
  try {
    await disk.copyNew(from, temporary);
    await disk.rename(temporary, to);
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
}

const linkRefusals = new Set([
  "EPERM",
  "EXDEV",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "EMLINK",
  "EINVAL",
  "EISDIR",
]);

async function takeBack(parts: LibraryParts, changes: readonly Change[]): Promise<void> {
  const { disk, index, layout } = parts;
  for (const { picture, source } of changes) {
    const before = index.byId(picture.id);
    const now = layout.absolute(picture.file);
    const hasSource = source !== null && (await isThere(layout.absolute(source.file)));
    if (source?.how === "arrive" && hasSource && before?.file !== picture.file) await disk.remove(now);
    if (source?.how === "rename" && !hasSource && (await isThere(now)))
      await disk.rename(now, layout.absolute(source.file));
    const isTrashed = picture.trashedAt !== null;
    if (before === null || (before.trashedAt !== null) !== isTrashed)
      await disk.remove(layout.record(picture.id, isTrashed));
    if (before !== null) await writeRecord(parts, before);
  }
  index.withdraw(changes.map(({ picture }) => picture.id));
}

async function syncAll({ disk }: LibraryParts, folders: Set<string>): Promise<void> {
  for (const folder of folders) await disk.syncFolder(folder);
  folders.clear();
}

/** Works through a list, a few at a time. It rejects when nothing is under way any more: what is taken back must not go on. */
export async function inBatches<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}
