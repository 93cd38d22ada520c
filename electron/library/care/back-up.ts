// Backups of what cannot be made again: records, names, the index; pictures only where asked. A backup is a folder in
// backups/ that gets its name when it is whole.
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { once } from "node:events";
import { basename, dirname, join } from "node:path";
import { backup as backupIndex } from "node:sqlite";
import { z } from "zod";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { readJsonFile, systemCode, writeFileDurably } from "#electron/platform/durable-file.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { isInPlace } from "#electron/library/files/library-layout.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";

export const manifestSchema = z.object({
  version: z.literal(1),
  madeAt: z.number().int(),
  pictures: z.number().int(),
  withPictures: z.boolean(),
});

/** `bytes` are those of the backup itself, its pictures included. */
export type BackupEntry = {
  readonly name: string;
  readonly bytes: number;
  readonly madeAt: number;
  readonly pictures: number | null;
};

/** Files of a backup. Records are one JSON value a line. */
export const backupFiles = {
  manifest: "manifest.json",
  records: "records.jsonl",
  index: "index.sqlite",
  pictures: "pictures",
} as const;
export const listFiles = ["collections.json", "searches.json", "prompts.json"] as const;

const prefix = "backup ";
const piece = 200;

/** Answers with the folder's name. Figures: `records`, `pictures`, `bytes`. A backup that is cancelled leaves nothing. */
export async function backUp(
  parts: LibraryParts,
  withPictures: boolean,
  report: CareReport,
): Promise<Result<string>> {
  const { layout, index } = parts;
  const madeAt = parts.now();
  const name = `${prefix}${new Date(madeAt).toISOString().replaceAll(":", "-")}`;
  const folder = join(layout.backups, `.${name}`);
  try {
    await mkdir(folder, { recursive: true });
    for (const file of listFiles) await copyIfThere(parts, join(layout.folder, file), join(folder, file));
    await backupIndex(index.db, join(folder, backupFiles.index));
    const pictures = await writeRecords(parts, folder, withPictures, report);
    if (!report.signal.aborted) {
      const manifest: z.infer<typeof manifestSchema> = { version: 1, madeAt, pictures, withPictures };
      await writeFileDurably(join(folder, backupFiles.manifest), JSON.stringify(manifest));
      await rename(folder, join(layout.backups, name));
      await parts.disk.syncFolder(layout.backups);
      return ok(name);
    }
    await rm(folder, { recursive: true, force: true });
    return err({ kind: "cancelled" });
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return err(parts.explain(error, "no", basename(folder)));
  }
}

async function writeRecords(
  parts: LibraryParts,
  folder: string,
  withPictures: boolean,
  { signal, progress, count, find }: CareReport,
): Promise<number> {
  const { db } = parts.index;
  const total = Number(db.prepare("SELECT count(*) AS n FROM pictures").get()?.["n"]);
  const next = db.prepare(`SELECT row, id FROM pictures WHERE row > ? ORDER BY row LIMIT ${piece}`);
  const out = createWriteStream(join(folder, backupFiles.records), { flush: true });
  let done = 0;
  try {
    let after = -1;
    for (let rows = next.all(after); rows.length > 0 && !signal.aborted; rows = next.all(after)) {
      after = Number(rows.at(-1)?.["row"]);
      for (const { id } of rows) {
        const picture = parts.index.byId(id as PictureId);
        if (picture === null || signal.aborted) continue;
        if (!out.write(`${JSON.stringify(picture)}\n`)) await once(out, "drain");
        count("records");
        if (withPictures && !isInPlace(picture)) {
          const bytes = await copyPicture(parts, picture, folder);
          if (bytes === null)
            find(basename(picture.file), { kind: "not-found", what: "file", id: picture.id });
          else {
            count("pictures");
            count("bytes", bytes);
          }
        }
        done += 1;
      }
      progress(done, total);
    }
  } finally {
    out.end();
    await once(out, "close");
  }
  return done;
}

async function copyPicture(parts: LibraryParts, picture: Picture, folder: string): Promise<number | null> {
  const target = join(folder, backupFiles.pictures, picture.id);
  await mkdir(dirname(target), { recursive: true });
  return (await copyIfThere(parts, parts.layout.absolute(picture.file), target)) ? picture.bytes : null;
}

/** False when there is no such file. */
async function copyIfThere({ disk }: LibraryParts, from: string, to: string): Promise<boolean> {
  try {
    await disk.copyNew(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw error;
  }
}

/** Takes away what is left of a backup that a crash cut short; the lock makes sure that nobody is writing one. */
export async function sweepHalfBackups({ layout }: Pick<LibraryParts, "layout">): Promise<void> {
  for (const name of await readdir(layout.backups))
    if (name.startsWith(`.${prefix}`)) await rm(join(layout.backups, name), { recursive: true, force: true });
}

/** Newest first; indexes that were put aside by themselves are not among them. */
export async function listBackups({ layout }: LibraryParts): Promise<BackupEntry[]> {
  const entries: BackupEntry[] = [];
  for (const entry of await readdir(layout.backups, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith(prefix)) continue;
    const folder = join(layout.backups, entry.name);
    const file = await readJsonFile(join(folder, backupFiles.manifest));
    const manifest = manifestSchema.safeParse(file.state === "found" ? file.value : null);
    if (!manifest.success) continue;
    let bytes = 0;
    for (const part of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (part.isFile()) bytes += (await stat(join(part.parentPath, part.name))).size;
    const { madeAt, pictures } = manifest.data;
    entries.push({ name: entry.name, bytes, madeAt, pictures });
  }
  return entries.toSorted((a, b) => b.madeAt - a.madeAt);
}
