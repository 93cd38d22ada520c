// node:sqlite has no helper for transactions.
import type { DatabaseSync } from "node:sqlite";

/** Runs `work` in one transaction; a throw undoes everything and goes on to the caller. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    db.exec("COMMIT");
    return value;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
