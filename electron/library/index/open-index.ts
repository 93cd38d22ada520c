// Opens the index: makes it, brings it up to date, or puts a damaged one aside. Holds no queries.
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { classifyIndexError, isDamage, sqliteCode } from "./index-error.ts";
import { migrations } from "./index-schema.ts";
import type { LibraryLayout } from "#electron/library/files/library-layout.ts";
import { refillIndex } from "./picture-index.ts";
import { inTransaction } from "./transaction.ts";

export type OpenIndex = {
  readonly db: DatabaseSync;
  /** True when it holds nothing yet and has to be filled from the records. */
  readonly isFresh: boolean;
  /** Where a damaged index went, for the notice; null when none was. */
  readonly movedTo: string | null;
  /** True when there was an index file, good or damaged. */
  readonly wasThere: boolean;
  /** False for one that was closed well and is too large to be looked through now. */
  readonly isChecked: boolean;
};

/** Errors: `library-newer`, `disk-full`, `library-read-only`. `stamp` goes into the names of files put aside. */
export async function openIndex(layout: LibraryLayout, stamp: string): Promise<Result<OpenIndex>> {
  const wasThere = existsSync(layout.index);
  let movedTo: string | null = null;
  for (;;) {
    let db: DatabaseSync | undefined;
    try {
      db = connect(layout.index);
      const version = readVersion(db);
      if (version > migrations.length) {
        db.close();
        return err({ kind: "library-newer", folder: layout.folder, version });
      }
      const isChecked = checkSoundness(db, version, layout.index);
      await migrate(db, version, join(layout.backups, `index-v${version}-${stamp}.sqlite`));
      return ok({ db, isFresh: version === 0, movedTo, wasThere, isChecked });
    } catch (error) {
      db?.close();
      if (!isDamage(error) || movedTo !== null) return err(classifyIndexError(error, layout.folder));
      movedTo = putAside(layout, stamp);
    }
  }
}

/** One more connection to an index that is open; a writer on it leaves the other's readers alone. */
export function connect(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000 });
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768");
  return db;
}

/** Says that nothing is under way, so that the next start need not look closely; not of one that is known to be damaged. */
export function closeIndex(db: DatabaseSync, isSound: boolean): void {
  try {
    if (isSound) db.exec("UPDATE closing SET clean = 1; PRAGMA optimize");
  } catch (error) {
    // A full disk, or a folder that has gone: the next start looks closely instead.
    if (sqliteCode(error) === null) throw error;
  } finally {
    db.close();
  }
}

function readVersion(db: DatabaseSync): number {
  return Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

/** Up to this size an index is looked through at every start: that takes less than a tenth of a second. */
const quickToCheckBytes = 32 * 2 ** 20;

/** False where it was left out. Throws SQLite's error for damage. */
function checkSoundness(db: DatabaseSync, version: number, path: string): boolean {
  if (version === 0) return true;
  const pages = Number(db.prepare("PRAGMA page_count").get()?.["page_count"]);
  const pageBytes = Number(db.prepare("PRAGMA page_size").get()?.["page_size"]);
  const wasClosed = db.prepare("SELECT clean FROM closing").get()?.["clean"] === 1;
  const { size } = statSync(path);
  if (wasClosed && size >= pages * pageBytes && size > quickToCheckBytes) {
    db.exec("UPDATE closing SET clean = 0");
    return false;
  }
  const found = db.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
  if (found !== "ok") throw Object.assign(new Error(String(found)), { errcode: 11 });
  db.exec("UPDATE closing SET clean = 0");
  return true;
}

async function migrate(db: DatabaseSync, version: number, backupPath: string): Promise<void> {
  if (version === migrations.length) return;
  if (version > 0) await backup(db, backupPath);
  inTransaction(db, () => {
    const steps = migrations.slice(version);
    for (const { sql } of steps) db.exec(sql);
    if (steps.some(({ refills }) => refills)) refillIndex(db);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function putAside(layout: LibraryLayout, stamp: string): string {
  mkdirSync(layout.backups, { recursive: true });
  const target = join(layout.backups, `index-damaged-${stamp}.sqlite`);
  renameSync(layout.index, target);
  for (const suffix of ["-wal", "-shm"]) {
    if (!existsSync(layout.index + suffix)) continue;
    if (suffix === "-wal") renameSync(layout.index + suffix, target + suffix);
    else rmSync(layout.index + suffix);
  }
  return `backups/${basename(target)}`;
}
