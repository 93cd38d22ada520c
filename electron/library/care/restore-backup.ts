// Brings back from a backup what the library has lost: records that are gone or broken, pictures that the backup
// carries, names of collections, searches and prompts. What is there stays as it is.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { collectionSchema, savedSearchSchema } from "#shared/model/collection.ts";
import { pictureSchema, type Picture } from "#shared/model/picture.ts";
import { savedPromptSchema } from "#shared/model/prompts.ts";
import { readJsonFile, systemCode } from "#electron/platform/durable-file.ts";
import { backupFiles, listBackups } from "./back-up.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import { fileOutOfTrash, isInPlace } from "#electron/library/files/library-layout.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { freeName, isThere, settleChanges } from "#electron/library/files/settle-changes.ts";
import { freshIncomingPath } from "#electron/library/intake/take-in.ts";

const itemSchemas = {
  collections: collectionSchema,
  searches: savedSearchSchema,
  prompts: savedPromptSchema,
};

/**
 * Figures: `kept` (there already), `restored`, `lost` (neither file nor copy). Errors: `not-found`, `disk-full`,
 * library errors; what was restored stands.
 */
export async function restoreBackup(
  parts: LibraryParts,
  name: string,
  report: CareReport,
): Promise<Result<null>> {
  const { layout } = parts;
  try {
    const entry = (await listBackups(parts)).find((one) => one.name === name);
    if (entry === undefined) return err({ kind: "not-found", what: "file", id: name });
    const folder = join(layout.backups, name);
    const lines = createInterface({ input: createReadStream(join(folder, backupFiles.records)) });
    let done = 0;
    for await (const line of lines) {
      if (report.signal.aborted) break;
      const record = pictureSchema.safeParse(parseJson(line));
      if (record.success) {
        const settled = await parts.alone(async () => await restoreOne(parts, record.data, folder, report));
        if (!settled.ok) return settled;
      } else report.count("lost");
      done += 1;
      report.progress(done, entry.pictures);
    }
    return ok(null);
  } catch (error) {
    return err(parts.explain(error, "no", name));
  }
}

/** What a backup has of a list. */
export async function readBackupList<Field extends keyof typeof itemSchemas>(
  parts: LibraryParts,
  name: string,
  field: Field,
): Promise<readonly z.output<(typeof itemSchemas)[Field]>[]> {
  const file = await readJsonFile(join(parts.layout.backups, name, `${field}.json`));
  const schema = z.object({ [field]: z.array(itemSchemas[field]) });
  const parsed = schema.safeParse(file.state === "found" ? file.value : null);
  return parsed.success ? (parsed.data[field] as z.output<(typeof itemSchemas)[Field]>[]) : [];
}

async function restoreOne(
  parts: LibraryParts,
  record: Picture,
  folder: string,
  { count, find }: CareReport,
): Promise<Result<null>> {
  const { index, layout, disk } = parts;
  const present = index.byId(record.id);
  const isRecordThere = present !== null && (await isThere(recordPath(parts, present)));
  const isFileThere =
    present !== null && present.problem !== "changed" && (await isThere(layout.absolute(present.file)));
  if (present !== null && isRecordThere && isFileThere) {
    count("kept");
    return ok(null);
  }
  const wanted = present ?? record;
  const copy = join(folder, backupFiles.pictures, record.id);
  const inLibrary = await findFile(parts, wanted);
  if (inLibrary === null && !(await isThere(copy))) {
    count("lost");
    const name = basename(record.file);
    find(name, { kind: "file-unreadable", name, code: "ENOENT" });
    return ok(null);
  }
  if (inLibrary !== null) {
    // Without its record a rebuild has taken the file for an import: that one makes way for what it was.
    const adopted = index.byFile(inLibrary);
    if (adopted !== null && adopted.id !== record.id) {
      await disk.remove(recordPath(parts, adopted));
      index.remove([adopted.id]);
    }
    const settled = await settleChanges(parts, [
      { picture: { ...wanted, file: inLibrary, ...placeOf(inLibrary, wanted), problem: null }, source: null },
    ]);
    if (settled.ok) count("restored");
    return settled.ok ? ok(null) : settled;
  }
  const incoming = freshIncomingPath(parts);
  const dropCopy = async (): Promise<void> => disk.remove(incoming).catch(() => undefined);
  try {
    await disk.copyNew(copy, incoming);
  } catch (error) {
    await dropCopy();
    throw error;
  }
  const file = await freeName(
    parts,
    isInPlace(wanted) ? `pictures/restored/${basename(wanted.file)}` : fileOutOfTrash(wanted),
  );
  const settled = await settleChanges(parts, [
    {
      picture: { ...wanted, file, trashedAt: null, problem: null },
      source: { file: layout.relative(incoming), how: "arrive" },
    },
  ]);
  if (settled.ok) count("restored");
  else await dropCopy();
  return settled.ok ? ok(null) : settled;
}

/** Where the record's bytes lie in the library, in the trash or out of it; null for nowhere. */
async function findFile(parts: LibraryParts, record: Picture): Promise<string | null> {
  const candidates = isInPlace(record)
    ? [record.file]
    : [record.file, fileOutOfTrash(record), `trash/${fileOutOfTrash(record)}`];
  for (const file of candidates) {
    const path = parts.layout.absolute(file);
    try {
      if ((await stat(path)).size === record.bytes && (await hashFile(path)).asset === record.asset)
        return file;
    } catch (error) {
      if (systemCode(error) === null) throw error;
    }
  }
  return null;
}

/** A file in the trash folder is of a trashed picture, whatever the record said then. */
function placeOf(file: string, { trashedAt, createdAt }: Picture): Pick<Picture, "trashedAt"> {
  if (isInPlace({ file })) return { trashedAt };
  return { trashedAt: file.startsWith("trash/") ? (trashedAt ?? createdAt) : null };
}

function recordPath({ layout }: LibraryParts, picture: Picture): string {
  return layout.record(picture.id, picture.trashedAt !== null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
