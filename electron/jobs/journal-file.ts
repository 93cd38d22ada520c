// The journal's file: opening, migrating, and putting a damaged one aside. Knows tables, not jobs.
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";

/** An entry brings the file to the version of its place in the list, counted from 1. */
const migrations: readonly string[] = [
  `CREATE TABLE job (
     id TEXT PRIMARY KEY,
     place INTEGER NOT NULL,
     click TEXT NOT NULL,
     take INTEGER NOT NULL,
     takes INTEGER NOT NULL,
     kind TEXT NOT NULL,
     request TEXT NOT NULL,
     send TEXT NOT NULL,
     engine TEXT NOT NULL,
     state TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     started_at INTEGER,
     ended_at INTEGER,
     not_before INTEGER,
     attempts INTEGER NOT NULL,
     tries INTEGER NOT NULL,
     key_number INTEGER NOT NULL,
     received_bytes INTEGER NOT NULL,
     total_bytes INTEGER,
     expected_ms REAL,
     error TEXT,
     picture TEXT,
     usage TEXT,
     megapixels REAL,
     is_dismissed INTEGER NOT NULL DEFAULT 0,
     UNIQUE (click, take)
   ) STRICT;
   CREATE INDEX job_state ON job (state, place);
   CREATE TABLE queue (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;`,
  // Null for jobs from before the canvas: they were sent from the Create room.
  `ALTER TABLE job ADD COLUMN origin TEXT;`,
  // Requests of unknown outcome that were asked again by hand: the job has forgotten them by then, the bill has not (M4).
  `CREATE TABLE doubt (
     place INTEGER PRIMARY KEY,
     job TEXT NOT NULL,
     at INTEGER NOT NULL,
     engine TEXT NOT NULL,
     kind TEXT NOT NULL
   ) STRICT;
   CREATE INDEX doubt_time ON doubt (engine, at, kind);
   CREATE INDEX job_ended ON job (engine, ended_at, state, picture, id);`,
];

export type OpenedJournal = {
  readonly database: DatabaseSync;
  /** Where a journal that could not be read was put, relative to the library folder; null when there was none. */
  readonly movedTo: string | null;
};

/**
 * Opens `journal.sqlite` in the library folder. A damaged one goes to `backups/` and a new one begins; the spool tells
 * what must not be lost. Errors: `library-newer`, `library-locked`, `disk-full`, `library-read-only`, `file-unreadable`.
 */
export function openJournalFile(folder: string, nowMs: number): Result<OpenedJournal> {
  const path = join(folder, "journal.sqlite");
  const first = tryOpen(path, folder);
  if (first.ok) return ok({ database: first.value, movedTo: null });
  if (first.error !== "damaged") return err(first.error);
  const movedTo = moveAside(folder, path, nowMs);
  const second = tryOpen(path, folder);
  if (second.ok) return ok({ database: second.value, movedTo });
  if (second.error !== "damaged") return err(second.error);
  return err({ kind: "file-unreadable", name: "journal.sqlite", code: "SQLITE_CORRUPT" });
}

function tryOpen(path: string, folder: string): Result<DatabaseSync, StudioError | "damaged"> {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { timeout: 5000 });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    const check = database.prepare("PRAGMA quick_check(1)").get();
    if (check?.["quick_check"] !== "ok") {
      database.close();
      return err("damaged");
    }
    const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (version > migrations.length) {
      database.close();
      return err({ kind: "library-newer", folder, version });
    }
    migrate(database, version, folder);
    return ok(database);
  } catch (error) {
    if (database?.isOpen === true) database.close();
    if (isDamage(error)) return err("damaged");
    return err(explainJournalError(error, folder));
  }
}

function migrate(database: DatabaseSync, from: number, folder: string): void {
  if (from === migrations.length) return;
  if (from > 0) {
    mkdirSync(join(folder, "backups"), { recursive: true });
    const copy = join(folder, "backups", `journal-version-${from}.sqlite`);
    rmSync(copy, { force: true });
    database.prepare("VACUUM INTO ?").run(copy);
  }
  transact(database, () => {
    for (const step of migrations.slice(from)) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function moveAside(folder: string, path: string, nowMs: number): string {
  mkdirSync(join(folder, "backups"), { recursive: true });
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-");
  const movedTo = `backups/journal-damaged-${stamp}.sqlite`;
  for (const suffix of ["", "-wal", "-shm"]) {
    try {
      renameSync(path + suffix, join(folder, movedTo) + suffix);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  return movedTo;
}

/** Runs `work` as one change; when it throws, nothing of it stands. */
export function transact<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    database.exec("COMMIT");
    return value;
  } catch (error) {
    // After some failures (a full disk) SQLite has rolled back by itself.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** SQLite's primary result code, or null for what is not an error of SQLite. */
function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error)) return null;
  return typeof error.errcode === "number" ? error.errcode & 255 : null;
}

function isDamage(error: unknown): boolean {
  const code = resultCode(error);
  return code === 11 || code === 26;
}

/** SQLite's errors as StudioErrors; anything else is a bug and is thrown on. */
export function explainJournalError(error: unknown, folder: string): StudioError {
  switch (resultCode(error)) {
    case null:
      throw error;
    case 5:
    case 6:
      return { kind: "library-locked", folder, pid: null, host: "" };
    case 8:
      return { kind: "library-read-only", folder };
    case 13:
      return { kind: "disk-full", folder, billed: "no" };
    case 14:
      return { kind: "library-missing", folder };
    default:
      return { kind: "file-unreadable", name: "journal.sqlite", code: `SQLITE_${resultCode(error)}` };
  }
}
