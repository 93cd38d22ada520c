// Finding pictures: one page of cards and how many there are in all. Reads only.
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
  const conditions = ["trashed = ?"];
  const values: SQLInputValue[] = [wanted.trashed ? 1 : 0];
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
  // CROSS JOIN keeps the planner from walking a sort index and asking the words for each row.
  const source = words === null ? "pictures" : "words CROSS JOIN pictures ON pictures.row = words.rowid";
  const where = [...(words === null ? [] : ["words MATCH ?"]), ...conditions].join(" AND ");
  const all = [...(words === null ? [] : [words]), ...values];

  const total = Number(
    db.prepare(`SELECT count(*) AS total FROM ${source} WHERE ${where}`).get(...all)?.["total"],
  );
  const order = orderOf(wanted.sort);
  const rows = db
    .prepare(
      `SELECT ${cardColumns} FROM pictures JOIN (
         SELECT pictures.row AS page_row, ${words === null ? "0" : "words.rank"} AS page_rank FROM ${source}
         WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?
       ) ON pictures.row = page_row ORDER BY ${order}`,
    )
    .all(...all, wanted.limit, wanted.offset);
  return { total, pictures: rows.map(cardOf) };
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
    thumbhash: picture.thumbhash,
    problem: picture.problem,
    title: cardTitle(picture.title),
  };
}

/** An FTS5 expression for what was typed, with every sign of its language taken literally; null for no words at all. */
export function matchExpression(text: string): string | null {
  const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return `${words.map((word) => `"${word.replaceAll('"', '""').replaceAll("\0", "")}"`).join(" AND ")}*`;
}

function orderOf(sort: PictureSort): string {
  switch (sort) {
    case "newest":
      return "created_at DESC, id DESC";
    case "oldest":
      return "created_at, id";
    case "rating":
      return "rating DESC, created_at DESC, id DESC";
    case "largest":
      return "pixels DESC, created_at DESC, id DESC";
    case "relevance":
      return "page_rank, created_at DESC, id DESC";
  }
}

const cardColumns = `id, asset, kind, media_type, width_px, height_px, created_at, engine, job, click, rating, favourite,
  thumbhash, problem, title`;

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
    marks: { rating: row["rating"], favourite: row["favourite"] === 1 },
    thumbhash: row["thumbhash"],
    problem: row["problem"],
    title: row["title"],
  } as PictureCard;
}
