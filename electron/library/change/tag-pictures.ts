// Tags: given, taken away, renamed everywhere, and counted. A tag is spelled in one way in the whole library.
import { err, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { changeRecords, type PieceReport } from "./change-records.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { fold } from "#electron/library/index/picture-rows.ts";
import { statement } from "#electron/library/index/statement.ts";

export type TagCount = { readonly tag: string; readonly count: number };

const mostTags = 100;

/**
 * Adds and takes away; what a picture has or lacks already is left alone, and such pictures are left out of the
 * answer. Errors: `invalid-input` for more than a hundred on one picture, `disk-full`, library errors.
 */
export async function tagPictures(
  parts: LibraryParts,
  ids: readonly PictureId[],
  add: readonly string[],
  remove: readonly string[],
  report: PieceReport,
): Promise<Result<readonly Picture[]>> {
  const gone = new Set(remove.map(fold));
  const plan = (picture: Pick<Picture, "tags">): string[] => {
    const kept = picture.tags.filter((tag) => !gone.has(fold(tag)));
    return unique([...kept, ...add.map((tag) => spelledAs(parts, tag))]);
  };
  if (hasTooMany(parts, ids, plan))
    return err({
      kind: "invalid-input",
      call: "picture.tag",
      issues: [`tags: at most ${mostTags} on one picture`],
    });
  return changeRecords(
    parts,
    ids,
    (picture) => {
      const tags = plan(picture);
      return isSame(tags, picture.tags) || tags.length > mostTags ? null : { ...picture, tags };
    },
    report,
  );
}

function hasTooMany(
  { index }: LibraryParts,
  ids: readonly PictureId[],
  plan: (picture: Pick<Picture, "tags">) => readonly string[],
): boolean {
  const read = index.db.prepare("SELECT tags FROM pictures WHERE id = ?");
  return ids.some((id) => {
    const tags = read.get(id)?.["tags"];
    return typeof tags === "string" && plan({ tags: JSON.parse(tags) as string[] }).length > mostTags;
  });
}

/** Everywhere, the trash included; onto a tag that exists the two become one. Answers with the changed pictures. */
export async function renameTag(
  parts: LibraryParts,
  from: string,
  to: string,
  report: PieceReport,
): Promise<Result<readonly Picture[]>> {
  const isRespelled = fold(from) === fold(to);
  const name = isRespelled ? to : spelledAs(parts, to);
  const ids = parts.index.db
    .prepare("SELECT id FROM tags JOIN pictures USING (row) WHERE folded = ? ORDER BY row")
    .all(fold(from))
    .map(({ id }) => id as PictureId);
  return changeRecords(
    parts,
    ids,
    (picture) => {
      const tags = unique(picture.tags.map((tag) => (fold(tag) === fold(from) ? name : tag)));
      return isSame(tags, picture.tags) ? null : { ...picture, tags };
    },
    report,
  );
}

/** Tags of pictures that are not in the trash, most used first; `text` is a beginning. The others come last, with 0. */
export function listTags(
  { index }: Pick<LibraryParts, "index">,
  text: string,
  limit: number,
  withTrash = false,
): TagCount[] {
  const from = fold(text);
  return index.db
    .prepare(
      `SELECT min(tag) AS tag, count(*) FILTER (WHERE trashed = 0) AS count FROM tags
       WHERE ${withTrash ? "" : "trashed = 0 AND "}folded >= ? AND folded < ?
       GROUP BY folded ORDER BY count DESC, folded LIMIT ?`,
    )
    .all(from, `${from}\u{10ffff}`, limit)
    .map((row) => ({ tag: String(row["tag"]), count: Number(row["count"]) }));
}

function spelledAs({ index }: LibraryParts, tag: string): string {
  const known = statement(index.db, "SELECT tag FROM tags WHERE folded = ? LIMIT 1").get(fold(tag))?.["tag"];
  return typeof known === "string" ? known : tag;
}

function unique(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags) if (!seen.has(fold(tag))) seen.set(fold(tag), tag);
  return [...seen.values()];
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((tag, at) => tag === others[at]);
}
