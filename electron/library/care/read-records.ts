// Records from their folders, as they are: one for each id, with what the disk says about its file.
import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join, normalize } from "node:path";
import { pictureSchema, type Picture, type PictureProblem } from "#shared/model/picture.ts";
import { readJsonFile, systemCode } from "#electron/platform/durable-file.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";

/** Records read at once; also how many are handed over in one piece. */
const batch = 64;

/**
 * Hands over every picture that has a record, in pieces. Of two records for one id the one whose file is there counts.
 * A record that does not parse goes to quarantine; its picture is then found without one. Stops when aborted.
 */
export async function readRecords(
  parts: LibraryParts,
  take: (pictures: readonly Picture[]) => void,
  { signal, progress }: Pick<CareReport, "signal" | "progress">,
): Promise<void> {
  const { layout, disk } = parts;
  const trashed = new Set(await jsonNames(layout.trashedRecords));
  const present = await jsonNames(layout.records);
  const total = present.length + trashed.size;
  for (let at = 0; at < present.length && !signal.aborted; at += batch) {
    progress(at, total);
    const pictures = await Promise.all(
      present.slice(at, at + batch).map(async (name) => {
        const picture = await readRecord(parts, layout.records, name);
        if (!trashed.has(name)) return picture;
        const other = await readRecord(parts, layout.trashedRecords, name);
        const isOtherBetter = other !== null && (picture === null || picture.problem === "missing");
        trashed.delete(name);
        const losing = isOtherBetter ? layout.records : layout.trashedRecords;
        await disk.rename(join(losing, name), join(layout.quarantine, name)).catch(ignoreMissing);
        return isOtherBetter ? other : picture;
      }),
    );
    take(pictures.filter((picture) => picture !== null));
  }
  const names = [...trashed];
  for (let at = 0; at < names.length && !signal.aborted; at += batch) {
    progress(present.length + at, total);
    const pictures = await Promise.all(
      names.slice(at, at + batch).map(async (name) => readRecord(parts, layout.trashedRecords, name)),
    );
    take(pictures.filter((picture) => picture !== null));
  }
}

async function readRecord(parts: LibraryParts, folder: string, name: string): Promise<Picture | null> {
  const path = join(folder, name);
  const file = await readJsonFile(path);
  const parsed = file.state === "found" ? pictureSchema.safeParse(file.value) : null;
  if (!parsed?.success || `${parsed.data.id}.json` !== name || isOutside(parsed.data)) {
    parts.log.warn("library.record-broken", { name });
    await parts.disk.rename(path, join(parts.layout.quarantine, name)).catch(ignoreMissing);
    return null;
  }
  // The folder decides where two sources disagree: a record in trash/ is of a trashed picture.
  const isTrashed = folder === parts.layout.trashedRecords;
  const picture = { ...parsed.data, trashedAt: isTrashed ? (parsed.data.trashedAt ?? parts.now()) : null };
  return { ...picture, problem: await problemOf(parts, picture) };
}

/**
 * Records are files that anyone can write; one that points out of the library is followed only where it is of an import
 * that was kept in its place, and only to what is named like a picture.
 */
function isOutside({ file, kind }: Picture): boolean {
  if (isAbsolute(file))
    return kind !== "import" || normalize(file) !== file || !/\.(?:png|jpe?g|webp|avif|gif)$/i.test(file);
  return !/^(?:trash\/)?pictures\//.test(file) || file.includes("\\") || file.split("/").includes("..");
}

async function problemOf({ layout }: LibraryParts, picture: Picture): Promise<PictureProblem | null> {
  try {
    const { size } = await stat(layout.absolute(picture.file));
    if (size !== picture.bytes) return "changed";
    // A record names a file outside, or doubts its own, but only the bytes say whether it is the one.
    const isDoubted = isAbsolute(picture.file) || picture.problem === "changed";
    if (isDoubted && (await hashFile(layout.absolute(picture.file))).asset !== picture.asset)
      return "changed";
    return picture.problem === "undecodable" ? "undecodable" : null;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return "missing";
  }
}

async function jsonNames(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^[0-9a-f]{16}\.json$/.test(name)).toSorted();
}

function ignoreMissing(error: unknown): void {
  if (systemCode(error) !== "ENOENT") throw error;
}
