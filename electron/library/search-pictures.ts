// Finding pictures: one page of cards and how many there are in all. Reads only.
import type { z } from "zod";
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import { cardTitle } from "./picture-index.ts";
import {
  pictureSearchSchema,
  type PictureSearch,
  type PictureSort,
} from "#shared/contract/calls/picture-calls.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";

/** A page of cards. Words are searched in prompt and file name; each must occur, the last may be a beginning. */
export function searchPictures(
  db: DatabaseSync,
  search: PictureSearch,
): { total: number; pictures: PictureCard[] } {
  const wanted = pictureSearchSchema.parse(search);
  const words = matchExpression(wanted.text);
  const table = wanted.trashed ? "trashed_words" : "words";
  const filter = filterOf(wanted);
  const isBare = filter.conditions.length === 0;
  const first = words === null ? "trashed = ?" : `${table} MATCH ?`;
  const where = [first, ...filter.conditions].join(" AND ");
  const values = [words ?? (wanted.trashed ? 1 : 0), ...filter.values];
  // Words know the order of time by themselves; the table of pictures is asked only where it must be. CROSS JOIN
  // keeps the planner from walking a sort index and asking the words for each row.
  const joined =
    words === null ? "pictures" : `${table} CROSS JOIN pictures ON pictures.row = ${table}.rowid`;
  const counted = words !== null && isBare ? table : joined;
  const paged = words !== null && isBare && leanSorts.includes(wanted.sort) ? table : joined;
  const order = words === null ? orderOf(wanted.sort) : orderOfWords(wanted.sort, table);

  const count = db.prepare(`SELECT count(*) AS total FROM ${counted} WHERE ${where}`);
  const page = db.prepare(
    `SELECT ${words === null ? "pictures.row" : `${table}.rowid`} AS row FROM ${paged}
     WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
  );
  const card = db.prepare(`SELECT ${cardColumns} FROM pictures JOIN records USING (row) WHERE row = ?`);
  const pictures: PictureCard[] = [];
  for (const { row } of page.all(...values, wanted.limit, wanted.offset)) {
    const found = card.get(row ?? null);
    if (found) pictures.push(cardOf(found));
  }
  return { total: Number(count.get(...values)?.["total"]), pictures };
}

function filterOf(wanted: z.output<typeof pictureSearchSchema>) {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  if (wanted.kinds.length > 0) {
    conditions.push(`kind IN (${wanted.kinds.map(() => "?").join(", ")})`);
    values.push(...wanted.kinds);
  } else {
    conditions.push("kind <> 'take'");
  }
  if (wanted.favourite) conditions.push("favourite = 1");
  if (wanted.minRating > 0) {
    conditions.push("rating >= ?");
    values.push(wanted.minRating);
  }
  return { conditions, values };
}

/** A picture as a grid takes it. */
export function cardFrom(picture: Picture): PictureCard {
  return {
    id: picture.id,
    asset: picture.asset,
    kind: picture.kind,
    mediaType: picture.mediaType,
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
    createdAt: picture.createdAt,
    engine: picture.engine,
    job: picture.job,
    click: picture.click,
    marks: picture.marks,
    tags: picture.tags,
    collections: picture.collections,
    thumbhash: picture.thumbhash,
    problem: picture.problem,
    title: cardTitle(picture.title),
    stackSize: 1,
  };
}

/** An FTS5 expression for what was typed, with every sign of its language taken literally; null for no words at all. */
export function matchExpression(text: string): string | null {
  const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return `${words.map((word) => `"${word.replaceAll('"', '""').replaceAll("\0", "")}"`).join(" AND ")}*`;
}

/** Sorts that the words can do alone. */
const leanSorts: readonly PictureSort[] = ["newest", "oldest", "relevance"];

function orderOf(sort: PictureSort): string {
  switch (sort) {
    case "newest":
    case "relevance":
    case "cost":
      return "created_at DESC, id DESC";
    case "oldest":
      return "created_at, id";
    case "rating":
      return "rating DESC, created_at DESC, id DESC";
    case "largest":
      return "pixels DESC, created_at DESC, id DESC";
  }
}

function orderOfWords(sort: PictureSort, table: string): string {
  switch (sort) {
    case "newest":
      return `${table}.rowid DESC`;
    case "oldest":
      return `${table}.rowid`;
    case "relevance":
      return `${table}.rank`;
    case "rating":
    case "largest":
    case "cost":
      return orderOf(sort);
  }
}

const cardColumns = `id, asset, kind, media_type, width_px, height_px, created_at, engine, job, click, rating, favourite,
  thumbhash, problem, title, json -> '$.marks.rejected' AS rejected, json -> '$.tags' AS tags,
  json -> '$.collections' AS collections`;

function cardOf(row: Record<string, SQLOutputValue>): PictureCard {
  return {
    id: row["id"],
    asset: row["asset"],
    kind: row["kind"],
    mediaType: row["media_type"],
    widthPx: row["width_px"],
    heightPx: row["height_px"],
    createdAt: row["created_at"],
    engine: row["engine"],
    job: row["job"],
    click: row["click"],
    marks: { rating: row["rating"], favourite: row["favourite"] === 1, rejected: row["rejected"] === "true" },
    tags: listOf(row["tags"]),
    collections: listOf(row["collections"]),
    stackSize: 1,
    thumbhash: row["thumbhash"],
    problem: row["problem"],
    title: row["title"],
  } as PictureCard;
}

function listOf(json: SQLOutputValue | undefined): unknown {
  return typeof json === "string" ? JSON.parse(json) : [];
}
