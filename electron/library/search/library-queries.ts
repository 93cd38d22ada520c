// Questions to the index that are no searches: lineage, past prompts, past requests, totals. Reads only.
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Relative } from "#shared/contract/calls/picture-calls.ts";
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import type { Engine } from "#shared/model/job.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { PastPrompt } from "#shared/model/prompts.ts";
import { usageSchema } from "#shared/model/usage.ts";
import type { PastRequest } from "#shared/rules/prices.ts";

/** Ancestors as the record names them; a parent that has left the library keeps its name and loses its link. */
export function parentsOf(db: DatabaseSync, picture: Picture): Relative[] {
  const find = db.prepare("SELECT trashed FROM pictures WHERE id = ?");
  return picture.parents.map((parent) => {
    const row = parent.picture === null ? undefined : find.get(parent.picture);
    return { ...parent, picture: row ? parent.picture : null, trashed: row?.["trashed"] === 1 };
  });
}

/** Pictures made from this one, oldest first. */
export function childrenOf(db: DatabaseSync, picture: Picture): Relative[] {
  return db
    .prepare(
      `SELECT DISTINCT pictures.id, pictures.asset, title, trashed, created_at
       FROM parents JOIN pictures ON pictures.row = parents.child
       WHERE parents.picture = ?1 OR (parents.picture IS NULL AND parents.asset = ?2)
       ORDER BY created_at, pictures.id LIMIT 1000`,
    )
    .all(picture.id, picture.asset)
    .map((row) => ({
      asset: row["asset"] as AssetId,
      picture: row["id"] as PictureId,
      name: String(row["title"]),
      label: "",
      trashed: row["trashed"] === 1,
    }));
}

/** Prompts that gave a picture, newest first; `text` occurs in them, whatever the case of its ASCII letters. */
export function promptHistory(db: DatabaseSync, text: string, limit: number): PastPrompt[] {
  return db
    .prepare(
      `SELECT text, uses, last_used_at FROM prompts WHERE text LIKE ? ESCAPE '!'
       ORDER BY last_used_at DESC, row DESC LIMIT ?`,
    )
    .all(`%${text.replace(/[!%_]/g, "!$&")}%`, limit)
    .map((row) => ({
      text: String(row["text"]),
      uses: Number(row["uses"]),
      lastUsedAt: Number(row["last_used_at"]),
    }));
}

/** What past requests took, newest first. */
export function pastRequests(db: DatabaseSync, engine: Engine, limit: number): PastRequest[] {
  return db
    .prepare(
      `SELECT pixels, reference_count, usage, duration_ms FROM pictures
       WHERE job IS NOT NULL AND engine = ? AND pixels > 0 AND duration_ms IS NOT NULL
       ORDER BY created_at DESC LIMIT ?`,
    )
    .all(engine, limit)
    .map(pastRequestOf);
}

function pastRequestOf(row: Record<string, SQLOutputValue>): PastRequest {
  const references = Number(row["reference_count"] ?? 0);
  const usage = row["usage"];
  return {
    kind: references === 0 ? "generate" : "edit",
    megapixels: Number(row["pixels"]) / 1_000_000,
    references,
    usage: typeof usage === "string" ? usageSchema.parse(JSON.parse(usage)) : null,
    durationMs: Number(row["duration_ms"]),
  };
}

export type Totals = { readonly pictures: number; readonly trashed: number; readonly bytes: number };

/** How many pictures there are, and what all files together weigh. */
export function countPictures(db: DatabaseSync): Totals {
  const rows = db
    .prepare("SELECT trashed, count(*) AS count, sum(bytes) AS bytes FROM pictures GROUP BY trashed")
    .all();
  const of = (trashed: number, name: "count" | "bytes") =>
    Number(rows.find((row) => row["trashed"] === trashed)?.[name] ?? 0);
  return { pictures: of(0, "count"), trashed: of(1, "count"), bytes: of(0, "bytes") + of(1, "bytes") };
}
