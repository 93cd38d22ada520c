// Pictures as a grid takes them: from a record, or from a row of the index.
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import { cardTitle } from "#electron/library/index/picture-rows.ts";
import { statement } from "#electron/library/index/statement.ts";

/** A picture that stands alone. */
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

/** The cards of rows, in their order; `stackSizes` goes along with them. Rows that are gone are left out. */
export function readCards(
  db: DatabaseSync,
  rows: Iterable<number>,
  stackSizes: ArrayLike<number> | null = null,
): PictureCard[] {
  const list = JSON.stringify([...rows]);
  return statement(db, cardsSql)
    .all(list)
    .map((row) => cardOf(row, stackSizes?.[Number(row["place"])] ?? 1));
}

// One question for all of them: asked one by one, a hundred cards take longer than the search.
const cardsSql = `SELECT key AS place, pictures.id, asset, kind, media_type, width_px, height_px, created_at, engine, job, click,
    rating, favourite, rejected, tags, collections, thumbhash, problem, title
  FROM json_each(?) CROSS JOIN pictures ON pictures.row = value ORDER BY key`;

function listOf(json: SQLOutputValue | undefined): unknown {
  return json === "[]" ? [] : JSON.parse(String(json));
}

function cardOf(row: Record<string, SQLOutputValue>, stackSize: number): PictureCard {
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
    marks: { rating: row["rating"], favourite: row["favourite"] === 1, rejected: row["rejected"] === 1 },
    tags: listOf(row["tags"]),
    collections: listOf(row["collections"]),
    thumbhash: row["thumbhash"],
    problem: row["problem"],
    title: row["title"],
    stackSize,
  } as PictureCard;
}
