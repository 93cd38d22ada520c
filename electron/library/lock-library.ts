// One writer for a library (L4). The lock is one that the system takes back when the process dies, however it dies, so
// none can be left behind; the row beside it says who holds it. SQLite is used for it because Node has no file locks.
import { hostname } from "node:os";
import { DatabaseSync } from "node:sqlite";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { classifyIndexError, sqliteCode } from "#electron/library/index/index-error.ts";

export interface LibraryLock {
  readonly release: () => void;
}

const busy = 5;

/** Takes the lock file at `path`, or says who has it (`library-locked`). */
export function lockLibrary(path: string, folder: string, host: string): Result<LibraryLock> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: 0 });
    db.exec("BEGIN IMMEDIATE");
    db.exec("CREATE TABLE IF NOT EXISTS owner (pid INTEGER, host TEXT, machine TEXT, since INTEGER) STRICT");
    db.exec("DELETE FROM owner");
    db.prepare("INSERT INTO owner VALUES (?, ?, ?, ?)").run(process.pid, host, hostname(), Date.now());
    db.exec("COMMIT");
    // Held until release: a reserved lock keeps writers out and lets them read the row.
    db.exec("BEGIN IMMEDIATE");
    const held = db;
    return ok({ release: () => held.close() });
  } catch (error) {
    const isTaken = sqliteCode(error) === busy;
    const failure = isTaken && db ? sayWho(db, folder) : classifyIndexError(error, folder);
    db?.close();
    return err(failure);
  }
}

function sayWho(db: DatabaseSync, folder: string): StudioError {
  try {
    db.exec("PRAGMA busy_timeout = 2000");
    const row = db.prepare("SELECT pid, host, machine FROM owner").get();
    const isHere = row?.["machine"] === hostname();
    const where = isHere ? "" : ` on ${String(row?.["machine"])}`;
    return {
      kind: "library-locked",
      folder,
      pid: isHere && typeof row?.["pid"] === "number" ? row["pid"] : null,
      host: row ? `${String(row["host"])}${where}` : "",
    };
  } catch {
    return { kind: "library-locked", folder, pid: null, host: "" };
  }
}
