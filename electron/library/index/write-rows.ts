// Everything that changes rows of pictures, inside a transaction of the caller. Of a row that is there only what differs
// is written: an index of the database costs most where nothing in it has changed.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Collection } from "#shared/model/collection.ts";
import type { CollectionId, PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import {
  facetRow,
  fold,
  hashOf,
  isVisible,
  modelOf,
  pictureRow,
  rowAt,
  rowsPerMs,
  wantedRow,
  wordsOf,
  type Row,
} from "./picture-rows.ts";
import { prepareSpent } from "./spent-rows.ts";

export function prepareWriting(db: DatabaseSync) {
  const findRow = db.prepare(
    `SELECT pictures.row, created_at, prompt, words_hash, visible FROM pictures JOIN facets USING (row) WHERE id = ?`,
  );
  const isTaken = db.prepare("SELECT 1 FROM pictures WHERE row = ?");
  const countRows = db.prepare("SELECT count(*) AS count FROM pictures WHERE row >= ? AND row < ?");
  const lastRow = db.prepare("SELECT max(row) AS row FROM pictures WHERE row >= ? AND row < ?");
  const putPicture = prepareRow(db, "pictures");
  const putFacets = prepareRow(db, "facets");
  const putSpent = prepareSpent(db);
  const putRecord = db.prepare(
    "INSERT INTO records (row, json) VALUES (?, ?) ON CONFLICT (row) DO UPDATE SET json = excluded.json",
  );
  const readRecord = db.prepare("SELECT json FROM records WHERE row = ?");
  // By whether the picture is visible.
  const tables = ["aside_words", "words"] as const;
  const dropWords = tables.map((table) => db.prepare(`DELETE FROM ${table} WHERE rowid = ?`));
  const putWords = tables.map((table) =>
    db.prepare(
      `INSERT INTO ${table} (rowid, prompt, file, tags, collections, recipe) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
  );
  const dropTags = db.prepare("DELETE FROM tags WHERE row = ?");
  const dropMembers = db.prepare("DELETE FROM members WHERE row = ?");
  const putTag = db.prepare("INSERT OR REPLACE INTO tags (folded, row, tag, trashed) VALUES (?, ?, ?, ?)");
  const putMember = db.prepare("INSERT OR REPLACE INTO members (collection, row, trashed) VALUES (?, ?, ?)");
  const readParents = db.prepare(
    "SELECT asset, coalesce(picture, '') AS id FROM parents WHERE child = ? ORDER BY place",
  );
  const dropParents = db.prepare("DELETE FROM parents WHERE child = ?");
  const putParent = db.prepare("INSERT INTO parents (child, place, asset, picture) VALUES (?, ?, ?, ?)");
  const dropRows = ["records", "facets", "spent", "pictures"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE row = ?`),
  );
  const usePrompt = db.prepare(
    `INSERT INTO prompts (hash, text, uses, last_used_at) VALUES (?, ?, 1, ?) ON CONFLICT (hash) DO UPDATE
     SET uses = uses + 1, last_used_at = max(last_used_at, excluded.last_used_at) RETURNING row`,
  );
  const recountPrompt = db.prepare(
    `UPDATE prompts SET (uses, last_used_at) =
       (SELECT count(*), coalesce(max(created_at), 0) FROM pictures WHERE prompt = ?1) WHERE row = ?1`,
  );
  const dropPrompt = db.prepare("DELETE FROM prompts WHERE row = ? AND uses = 0");
  const findModel = db.prepare("SELECT number FROM models WHERE name = ?");
  const putModel = db.prepare("INSERT INTO models (name) VALUES (?) RETURNING number");
  const collectionName = db.prepare("SELECT name FROM collections WHERE id = ?");
  const setWordsHash = db.prepare("UPDATE pictures SET words_hash = ? WHERE row = ?");
  const withdraw = db.prepare("DELETE FROM pending WHERE id = ?");

  const notePrompt = ({ kind, title, request, createdAt }: Picture): number | null => {
    if (request === null) return null;
    // A take is sent with words around the designer's own, which are its title.
    const prompt = kind === "take" ? title : request.prompt;
    return Number(usePrompt.get(hashOf(prompt), prompt, createdAt)?.["row"]);
  };
  const freeRow = (picture: Picture): number => {
    const from = rowAt(picture.createdAt);
    const isFull = Number(countRows.get(from, from + rowsPerMs)?.["count"]) >= rowsPerMs;
    // Files out of one archive have one time: those that find no room come just after it.
    let row = isFull ? Number(lastRow.get(from, from + rowsPerMs * 1000)?.["row"]) + 1 : wantedRow(picture);
    while (isTaken.get(row) !== undefined) row = isFull ? row + 1 : from + ((row - from + 1) % rowsPerMs);
    return row;
  };
  const modelNumber = (name: string | null): number | null => {
    if (name === null) return null;
    return Number((findModel.get(name) ?? putModel.get(name))?.["number"]);
  };
  const namesOf = ({ collections }: Picture): readonly string[] =>
    collections.flatMap((id) => {
      const name = collectionName.get(id)?.["name"];
      return typeof name === "string" ? [name] : [];
    });
  const dropRow = (row: number, visible: number): void => {
    dropWords[visible]?.run(row);
    dropParents.run(row);
    for (const drop of [dropTags, dropMembers, ...dropRows]) drop.run(row);
  };
  const put = (picture: Picture): void => {
    const before = findRow.get(picture.id);
    const formerRow = before === undefined ? null : Number(before["row"]);
    const isMoved = formerRow !== null && before?.["created_at"] !== picture.createdAt;
    if (isMoved) dropRow(formerRow, Number(before?.["visible"]));
    const stays = formerRow !== null && !isMoved;
    const row = stays ? formerRow : freeRow(picture);
    const prompt = typeof before?.["prompt"] === "number" ? before["prompt"] : notePrompt(picture);
    const words = wordsOf(picture, namesOf(picture));
    const wordsHash = hashOf(...words);
    const visible = isVisible(picture) ? 1 : 0;
    const changed = putPicture(pictureRow(picture, row, prompt, wordsHash), stays);
    putFacets(facetRow(picture, row, modelNumber(modelOf(picture))), stays);
    if (spentColumns.some((column) => changed.has(column))) putSpent(picture, row);
    putRecord.run(row, JSON.stringify(picture));
    if (isMoved && prompt !== null) recountPrompt.run(prompt);
    withdraw.run(picture.id);
    if (!stays || before?.["words_hash"] !== wordsHash || before["visible"] !== visible) {
      if (stays) dropWords[Number(before?.["visible"])]?.run(row);
      putWords[visible]?.run(row, ...words);
    }
    const trashed = picture.trashedAt === null ? 0 : 1;
    if (changed.has("tags") || changed.has("trashed")) {
      if (stays) dropTags.run(row);
      for (const tag of picture.tags) putTag.run(fold(tag), row, tag, trashed);
    }
    if (changed.has("collections") || changed.has("trashed")) {
      if (stays) dropMembers.run(row);
      for (const collection of picture.collections) putMember.run(collection, row, trashed);
    }
    const parents = picture.parents.map(({ asset, picture: id }) => `${asset} ${id ?? ""}`);
    const formerParents = stays
      ? readParents.all(row).map((one) => `${String(one["asset"])} ${String(one["id"])}`)
      : [];
    if (parents.join() === formerParents.join()) return;
    dropParents.run(row);
    picture.parents.forEach((parent, place) => putParent.run(row, place, parent.asset, parent.picture));
  };
  const remove = (id: PictureId): void => {
    const before = findRow.get(id);
    withdraw.run(id);
    if (before === undefined) return;
    dropRow(Number(before["row"]), Number(before["visible"]));
    if (typeof before["prompt"] !== "number") return;
    recountPrompt.run(before["prompt"]);
    dropPrompt.run(before["prompt"]);
  };
  const putCollections = (collections: readonly Collection[]): void => {
    const former = new Map(
      db
        .prepare("SELECT id, name FROM collections")
        .all()
        .map((row) => [String(row["id"]), String(row["name"])]),
    );
    db.exec("DELETE FROM collections");
    const insert = db.prepare("INSERT INTO collections VALUES (?, ?, ?, ?, ?)");
    for (const { id, name, parent, createdAt } of collections)
      insert.run(id, name, fold(name), parent, createdAt);
    const names = new Map(collections.map(({ id, name }) => [id as string, name]));
    for (const id of new Set([...former.keys(), ...names.keys()]))
      if (former.get(id) !== names.get(id)) refreshWords(id as CollectionId);
  };
  const membersOf = db.prepare(
    `SELECT row, visible, words_hash FROM members JOIN pictures USING (row) JOIN facets USING (row) WHERE collection = ?`,
  );
  const refreshWords = (collection: CollectionId): void => {
    for (const member of membersOf.all(collection)) {
      const row = Number(member["row"]);
      const picture = JSON.parse(String(readRecord.get(row)?.["json"])) as Picture;
      const words = wordsOf(picture, namesOf(picture));
      const wordsHash = hashOf(...words);
      if (member["words_hash"] === wordsHash) continue;
      dropWords[Number(member["visible"])]?.run(row);
      putWords[Number(member["visible"])]?.run(row, ...words);
      setWordsHash.run(wordsHash, row);
    }
  };
  return {
    put,
    remove,
    putCollections,
    withdraw: (id: PictureId) => void withdraw.run(id),
  };
}

/** What `spent` repeats of a picture's row. */
const spentColumns = [
  "engine",
  "created_at",
  "kind",
  "trashed",
  "rejected",
  "text_tokens",
  "image_tokens",
  "output_tokens",
];

/** Writes a row whole, or what differs of one that is there; answers with the names of the columns that it wrote. */
function prepareRow(
  db: DatabaseSync,
  table: "pictures" | "facets",
): (row: Row, isThere: boolean) => ReadonlySet<string> {
  const columns = db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => String(name));
  const all = new Set(columns);
  const insert = db.prepare(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((name) => `:${name}`).join(", ")})`,
  );
  const read = db.prepare(`SELECT * FROM ${table} WHERE row = ?`);
  const updates = new Map<string, StatementSync>();
  const updateOf = (changed: readonly string[]): StatementSync => {
    const key = changed.join();
    const known =
      updates.get(key) ??
      db.prepare(`UPDATE ${table} SET ${changed.map((name) => `${name} = ?`).join(", ")} WHERE row = ?`);
    updates.set(key, known);
    return known;
  };
  return (row, isThere) => {
    if (!isThere) {
      insert.run(row);
      return all;
    }
    const former = read.get(row["row"] ?? null);
    const changed = columns.filter((name) => former?.[name] !== row[name]);
    if (changed.length > 0)
      updateOf(changed).run(...changed.map((name) => row[name] ?? null), row["row"] ?? null);
    return new Set(changed);
  };
}
