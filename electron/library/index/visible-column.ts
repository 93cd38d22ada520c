// What every search finds among, kept at hand: row, shape and stack of all visible pictures, newest first. Reads the
// index once; what this connection changes afterwards is noted by triggers and read alone.
import type { DatabaseSync } from "node:sqlite";
import { statement } from "./statement.ts";

/** Flat arrays side by side. */
export type Column = {
  /** Rows of the index. */
  readonly rows: Float64Array;
  /** Width / height in thousandths. */
  readonly ratios: Uint16Array;
  /** The stack a picture belongs to; -1 for one that stands alone. */
  readonly stacks: Float64Array;
};

/** Above so many changes everything is read again. */
const mostNoted = 5000;

/** The present column, brought up to date whenever it is asked for. One per connection. */
export function keepVisibleColumn(db: DatabaseSync): () => Column {
  db.exec(`
    -- Not unique: the conflict clause of an upsert would overrule that of its triggers.
    CREATE TEMP TABLE noted (picture INTEGER NOT NULL);
    CREATE TEMP TRIGGER facets_came AFTER INSERT ON main.facets BEGIN
      INSERT INTO noted VALUES (new.row);
    END;
    CREATE TEMP TRIGGER facets_went AFTER DELETE ON main.facets BEGIN
      INSERT INTO noted VALUES (old.row);
    END;
    CREATE TEMP TRIGGER facets_changed AFTER UPDATE ON main.facets
    WHEN old.visible <> new.visible OR old.ratio <> new.ratio OR old.stack IS NOT new.stack BEGIN
      INSERT INTO noted VALUES (new.row);
    END;
  `);
  const versionOfOthers = db.prepare("SELECT data_version AS version FROM pragma_data_version");
  const countNoted = db.prepare("SELECT count(*) AS count FROM noted");
  let column: Column | null = null;
  let readAt = -1;
  return () => {
    const version = Number(versionOfOthers.get()?.["version"]);
    const noted = Number(countNoted.get()?.["count"]);
    const isNear = column !== null && version === readAt && noted <= mostNoted;
    if (column === null || !isNear) column = readColumn(db, "visible = 1");
    else if (noted > 0) {
      const changed = db.prepare("SELECT DISTINCT picture FROM noted ORDER BY picture DESC").all();
      const present = readColumn(db, "visible = 1 AND row IN (SELECT picture FROM noted)");
      column = mergeColumn(
        column,
        changed.map(({ picture }) => Number(picture)),
        present,
      );
    }
    if (noted > 0) db.exec("DELETE FROM noted");
    readAt = version;
    return column;
  };
}

/** @param condition on `facets` */
function readColumn(db: DatabaseSync, condition: string): Column {
  const scan = statement(
    db,
    `SELECT row, ratio, coalesce(stack, -1) FROM facets NOT INDEXED WHERE ${condition} ORDER BY row DESC`,
  );
  scan.setReturnArrays(true);
  return columnOf(scan.all() as unknown as readonly (readonly [number, number, number])[]);
}

/** From row, ratio and stack of each picture. */
export function columnOf(scanned: readonly (readonly [number, number, number])[]): Column {
  const column = emptyColumn(scanned.length);
  let place = 0;
  for (const [row, ratio, stack] of scanned) {
    column.rows[place] = row;
    column.ratios[place] = ratio;
    column.stacks[place] = stack;
    place += 1;
  }
  return column;
}

function emptyColumn(length: number): Column {
  return {
    rows: new Float64Array(length),
    ratios: new Uint16Array(length),
    stacks: new Float64Array(length),
  };
}

function cut({ rows, ratios, stacks }: Column, from: number, to: number): Column {
  return {
    rows: rows.subarray(from, to),
    ratios: ratios.subarray(from, to),
    stacks: stacks.subarray(from, to),
  };
}

/** Without the rows that changed, and with those of them that are still visible; all of them newest first. */
export function mergeColumn(column: Column, changed: readonly number[], present: Column): Column {
  const merged = emptyColumn(column.rows.length + present.rows.length);
  let length = 0;
  const append = (part: Column): void => {
    merged.rows.set(part.rows, length);
    merged.ratios.set(part.ratios, length);
    merged.stacks.set(part.stacks, length);
    length += part.rows.length;
  };
  let from = 0;
  let news = 0;
  for (const row of changed) {
    const place = firstAtMost(column.rows, row);
    append(cut(column, from, place));
    from = column.rows[place] === row ? place + 1 : place;
    if (present.rows[news] !== row) continue;
    append(cut(present, news, news + 1));
    news += 1;
  }
  append(cut(column, from, column.rows.length));
  return cut(merged, 0, length);
}

/** The part of a column that has been found: its rows in the order of the column. Rows that it lacks are left out. */
export function pickRows(column: Column, found: readonly (readonly [number])[]): Column {
  const picked = emptyColumn(found.length);
  let place = 0;
  let length = 0;
  for (const [row] of found) {
    while ((column.rows[place] ?? -1) > row) place += 1;
    if (column.rows[place] !== row) continue;
    picked.rows[length] = row;
    picked.ratios[length] = column.ratios[place] ?? 0;
    picked.stacks[length] = column.stacks[place] ?? -1;
    length += 1;
  }
  return cut(picked, 0, length);
}

/** The same from its other end. */
export function reversed({ rows, ratios, stacks }: Column): Column {
  return { rows: rows.toReversed(), ratios: ratios.toReversed(), stacks: stacks.toReversed() };
}

/** The first place whose row is at most `wanted`; the rows fall. */
function firstAtMost(rows: Float64Array, wanted: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) > wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
