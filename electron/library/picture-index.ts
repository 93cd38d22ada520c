// Rows of the index: writing them, and finding single ones. Searches are in search-pictures.ts.
import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { AssetId, JobId, PictureId } from "#shared/model/ids.ts";
import { pictureSchema, type Picture } from "#shared/model/picture.ts";
import { paidTokens } from "#shared/rules/prices.ts";
import { changeSchema, type Change } from "./change.ts";
import { inTransaction } from "./transaction.ts";

export interface PictureIndex {
  readonly db: DatabaseSync;
  /** Writes rows, and takes their changes off the list of pending ones, in one transaction. */
  readonly put: (pictures: readonly Picture[]) => void;
  /** As `put`, inside a transaction of the caller. */
  readonly putInside: (pictures: readonly Picture[]) => void;
  /** Takes everything out, inside a transaction of the caller. */
  readonly clear: () => void;
  readonly byId: (id: PictureId) => Picture | null;
  readonly byJob: (job: JobId) => Picture | null;
  /** One that is not in the trash, if there is one. */
  readonly byAsset: (asset: AssetId) => Picture | null;
  readonly byFile: (file: string) => Picture | null;
  /** Writes changes down before anything is done to files. */
  readonly announce: (changes: readonly Change[]) => void;
  /** Takes changes off the list without carrying them out. */
  readonly withdraw: (ids: readonly PictureId[]) => void;
  /** In the order in which they were announced. */
  readonly pending: () => readonly Change[];
}

const columns = [
  "row",
  "id",
  "asset",
  "file",
  "kind",
  "media_type",
  "width_px",
  "height_px",
  "pixels",
  "bytes",
  "created_at",
  "title",
  "engine",
  "job",
  "click",
  "prompt",
  "reference_count",
  "usage",
  "text_tokens",
  "image_tokens",
  "output_tokens",
  "duration_ms",
  "rating",
  "favourite",
  "rejected",
  "thumbhash",
  "problem",
  "trashed",
] as const;

/** By whether the picture is in the trash. */
const wordTables = ["words", "trashed_words"] as const;

/** Rows are numbered from the time of creation, with room for so many in one millisecond. */
const rowsPerMs = 1024;
/** The year 2245: later times would not fit a number. */
const latestMs = 8_700_000_000_000;

/** As much of a title as a card carries. */
export function cardTitle(title: string): string {
  return title.slice(0, 200).toWellFormed();
}

export function createPictureIndex(db: DatabaseSync): PictureIndex {
  const insert = db.prepare(
    `INSERT INTO pictures (${columns.join(", ")}) VALUES (${columns.map((name) => `:${name}`).join(", ")})
     ON CONFLICT (id) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(", ")}`,
  );
  const findRow = db.prepare("SELECT row, file, trashed, prompt FROM pictures WHERE id = ?");
  const lastRow = db.prepare("SELECT max(row) AS row FROM pictures WHERE row BETWEEN ? AND ?");
  const putRecord = db.prepare("INSERT OR REPLACE INTO records (row, json) VALUES (?, ?)");
  const dropWords = wordTables.map((table) => db.prepare(`DELETE FROM ${table} WHERE rowid = ?`));
  const putWords = wordTables.map((table) =>
    db.prepare(`INSERT INTO ${table} (rowid, prompt, file) VALUES (?, ?, ?)`),
  );
  const usePrompt = db.prepare(
    `INSERT INTO prompts (hash, text, uses, last_used_at) VALUES (?, ?, 1, ?) ON CONFLICT (hash) DO UPDATE
     SET uses = uses + 1, last_used_at = max(last_used_at, excluded.last_used_at) RETURNING row`,
  );
  const putParent = db.prepare(
    "INSERT OR REPLACE INTO parents (child, place, asset, picture) VALUES (?, ?, ?, ?)",
  );
  const announce = db.prepare("INSERT OR REPLACE INTO pending (id, change) VALUES (?, ?)");
  const withdraw = db.prepare("DELETE FROM pending WHERE id = ?");
  const listPending = db.prepare("SELECT change FROM pending ORDER BY place");

  const notePrompt = ({ kind, title, request, createdAt }: Picture): number | null => {
    if (request === null) return null;
    // A take is sent with words around the designer's own, which are its title.
    const prompt = kind === "take" ? title : request.prompt;
    return Number(usePrompt.get(hashOf(prompt), prompt, createdAt)?.["row"]);
  };
  const freeRow = (createdAt: number): number => {
    const from = Math.min(Math.max(createdAt, 0), latestMs) * rowsPerMs;
    const last = lastRow.get(from, from + rowsPerMs - 1)?.["row"];
    return typeof last === "number" ? last + 1 : from;
  };
  const putOne = (picture: Picture): void => {
    const before = findRow.get(picture.id);
    const row = before ? Number(before["row"]) : freeRow(picture.createdAt);
    const promptRow = typeof before?.["prompt"] === "number" ? before["prompt"] : notePrompt(picture);
    insert.run(rowOf(picture, row, promptRow));
    putRecord.run(row, JSON.stringify(picture));
    withdraw.run(picture.id);
    const fileName = posix.basename(picture.file);
    const trashed = picture.trashedAt === null ? 0 : 1;
    const isSame = before?.["trashed"] === trashed && posix.basename(String(before["file"])) === fileName;
    if (isSame && before["prompt"] === promptRow) return;
    if (before) dropWords[Number(before["trashed"])]?.run(row);
    putWords[trashed]?.run(row, picture.title, fileName);
    picture.parents.forEach((parent, place) => putParent.run(row, place, parent.asset, parent.picture));
  };
  const find = (condition: string) => {
    const statement = db.prepare(
      `SELECT json FROM pictures JOIN records USING (row) WHERE ${condition} ORDER BY trashed, id LIMIT 1`,
    );
    return (value: string): Picture | null => {
      const json = statement.get(value)?.["json"];
      // Rows that an older version wrote lack what came later.
      return typeof json === "string" ? pictureSchema.parse(JSON.parse(json)) : null;
    };
  };
  return {
    db,
    put: (pictures) => inTransaction(db, () => pictures.forEach(putOne)),
    putInside: (pictures) => pictures.forEach(putOne),
    clear: () =>
      db.exec(`DELETE FROM parents; DELETE FROM records; INSERT INTO words (words) VALUES ('delete-all');
               INSERT INTO trashed_words (trashed_words) VALUES ('delete-all'); DELETE FROM pictures;
               DELETE FROM prompts; DELETE FROM pending`),
    byId: find("id = ?"),
    byJob: find("job = ?"),
    byAsset: find("asset = ?"),
    byFile: find("file = ?"),
    announce: (changes) =>
      inTransaction(db, () => {
        for (const change of changes) announce.run(change.picture.id, JSON.stringify(change));
      }),
    withdraw: (ids) =>
      inTransaction(db, () => {
        for (const id of ids) withdraw.run(id);
      }),
    pending: () => listPending.all().map((row) => changeSchema.parse(JSON.parse(String(row["change"])))),
  };
}

function rowOf(
  picture: Picture,
  row: number,
  promptRow: number | null,
): Record<(typeof columns)[number], SQLInputValue> {
  const paid = picture.usage === null ? null : paidTokens(picture.usage);
  return {
    row,
    id: picture.id,
    asset: picture.asset,
    file: picture.file,
    kind: picture.kind,
    media_type: picture.mediaType,
    width_px: picture.widthPx,
    height_px: picture.heightPx,
    pixels: picture.widthPx * picture.heightPx,
    bytes: picture.bytes,
    created_at: picture.createdAt,
    title: cardTitle(picture.title),
    engine: picture.engine,
    job: picture.job,
    click: picture.click,
    prompt: promptRow,
    reference_count: picture.request?.references.length ?? null,
    usage: picture.usage === null ? null : JSON.stringify(picture.usage),
    text_tokens: paid?.textTokens ?? null,
    image_tokens: paid?.imageTokens ?? null,
    output_tokens: paid?.outputTokens ?? null,
    duration_ms: picture.durationMs,
    rating: picture.marks.rating,
    favourite: picture.marks.favourite ? 1 : 0,
    rejected: picture.marks.rejected ? 1 : 0,
    thumbhash: picture.thumbhash,
    problem: picture.problem,
    trashed: picture.trashedAt === null ? 0 : 1,
  };
}

function hashOf(prompt: string): string {
  return createHash("sha256").update(prompt).digest("hex");
}
