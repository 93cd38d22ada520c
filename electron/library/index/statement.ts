// Statements that are asked again and again are prepared once. Knows no tables.
import type { DatabaseSync, StatementSync } from "node:sqlite";

/** A search has as many forms as there are combinations of filters; the latest are kept. */
const kept = 100;
const prepared = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** The statement of a text, prepared if it has to be. Whoever changes how it returns rows does so each time. */
export function statement(db: DatabaseSync, sql: string): StatementSync {
  let known = prepared.get(db);
  if (known === undefined) prepared.set(db, (known = new Map<string, StatementSync>()));
  const found = known.get(sql) ?? db.prepare(sql);
  known.delete(sql);
  known.set(sql, found);
  const [oldest] = known.keys();
  if (known.size > kept && oldest !== undefined) known.delete(oldest);
  return found;
}
