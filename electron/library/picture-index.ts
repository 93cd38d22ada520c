// Rows of the index: writing them, and finding single ones. Searches are in search-pictures.ts.
import type { DatabaseSync } from "node:sqlite";
import type { Collection } from "#shared/model/collection.ts";
import type { AssetId, CollectionId, JobId, PictureId } from "#shared/model/ids.ts";
import { pictureSchema, type Picture } from "#shared/model/picture.ts";
import { changeSchema, type Change } from "./change.ts";
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
import { inTransaction } from "./transaction.ts";

export interface PictureIndex {
  readonly db: DatabaseSync;
  /** Writes rows, and takes their changes off the list of pending ones, in one transaction. */
  readonly put: (pictures: readonly Picture[]) => void;
  /** As `put`, inside a transaction of the caller. */
  readonly putInside: (pictures: readonly Picture[]) => void;
  /** Takes pictures out, and their changes off the list of pending ones. */
  readonly remove: (ids: readonly PictureId[]) => void;
  /** Takes everything out but the collections, inside a transaction of the caller. */
  readonly clear: () => void;
  /** Replaces the names of collections, and the words of pictures in those that changed. */
  readonly putCollections: (collections: readonly Collection[]) => void;
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

export function createPictureIndex(db: DatabaseSync): PictureIndex {
  const write = prepareWriting(db);
  const announce = db.prepare("INSERT OR REPLACE INTO pending (id, change) VALUES (?, ?)");
  const listPending = db.prepare("SELECT change FROM pending ORDER BY place");
  const find = (condition: string) => {
    const statement = db.prepare(
      `SELECT json FROM pictures JOIN records USING (row) WHERE ${condition} ORDER BY trashed, id LIMIT 1`,
    );
    return (value: string): Picture | null => {
      const json = statement.get(value)?.["json"];
      return typeof json === "string" ? (JSON.parse(json) as Picture) : null;
    };
  };
  return {
    db,
    put: (pictures) => inTransaction(db, () => pictures.forEach(write.put)),
    putInside: (pictures) => pictures.forEach(write.put),
    remove: (ids) => inTransaction(db, () => ids.forEach(write.remove)),
    clear: () =>
      db.exec(`DELETE FROM parents; DELETE FROM tags; DELETE FROM members; DELETE FROM records; DELETE FROM facets; DELETE FROM spent;
               INSERT INTO words (words) VALUES ('delete-all');
               INSERT INTO aside_words (aside_words) VALUES ('delete-all'); DELETE FROM pictures;
               DELETE FROM models; DELETE FROM prompts; DELETE FROM pending`),
    putCollections: (collections) => inTransaction(db, () => write.putCollections(collections)),
    byId: find("id = ?"),
    byJob: find("job = ?"),
    byAsset: find("asset = ?"),
    byFile: find("file = ?"),
    announce: (changes) =>
      inTransaction(db, () => {
        for (const change of changes) announce.run(change.picture.id, JSON.stringify(change));
      }),
    withdraw: (ids) => inTransaction(db, () => ids.forEach(write.withdraw)),
    pending: () => listPending.all().map((row) => changeSchema.parse(JSON.parse(String(row["change"])))),
  };
}

/** Writes every row anew from the records that a migration has put aside, inside its transaction. */
export function refillIndex(db: DatabaseSync): void {
  const { put } = prepareWriting(db);
  for (const { json } of db
    .prepare("SELECT json FROM former_records ORDER BY json ->> '$.createdAt'")
    .iterate())
    put(pictureSchema.parse(JSON.parse(String(json))));
  db.exec("DROP TABLE former_records");
}

// Everything that changes rows, inside a transaction of the caller.
function prepareWriting(db: DatabaseSync) {
  const findRow = db.prepare(
    `SELECT pictures.row, created_at, prompt, words_hash, visible FROM pictures JOIN facets USING (row) WHERE id = ?`,
  );
  const isTaken = db.prepare("SELECT 1 FROM pictures WHERE row = ?");
  const putPicture = prepareUpsert(db, "pictures");
  const putFacets = prepareUpsert(db, "facets");
  const putSpent = prepareSpent(db);
  const putRecord = db.prepare("INSERT OR REPLACE INTO records (row, json) VALUES (?, ?)");
  const readRecord = db.prepare("SELECT json FROM records WHERE row = ?");
  // By whether the picture is visible.
  const tables = ["aside_words", "words"] as const;
  const dropWords = tables.map((table) => db.prepare(`DELETE FROM ${table} WHERE rowid = ?`));
  const putWords = tables.map((table) =>
    db.prepare(
      `INSERT INTO ${table} (rowid, prompt, file, tags, collections, recipe) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
  );
  const dropParts = ["tags", "members"].map((table) => db.prepare(`DELETE FROM ${table} WHERE row = ?`));
  const putTag = db.prepare("INSERT OR REPLACE INTO tags (folded, row, tag, trashed) VALUES (?, ?, ?, ?)");
  const putMember = db.prepare("INSERT OR REPLACE INTO members (collection, row, trashed) VALUES (?, ?, ?)");
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
    for (let step = 0; step < rowsPerMs; step += 1) {
      const row = from + ((wantedRow(picture) - from + step) % rowsPerMs);
      if (isTaken.get(row) === undefined) return row;
    }
    throw new Error(`More than ${rowsPerMs} pictures were made in one millisecond`);
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
    for (const drop of [...dropParts, ...dropRows]) drop.run(row);
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
    putPicture(pictureRow(picture, row, prompt, wordsHash));
    putFacets(facetRow(picture, row, modelNumber(modelOf(picture))));
    putSpent(picture, row);
    putRecord.run(row, JSON.stringify(picture));
    if (isMoved && prompt !== null) recountPrompt.run(prompt);
    withdraw.run(picture.id);
    if (!stays || before?.["words_hash"] !== wordsHash || before["visible"] !== visible) {
      if (stays) dropWords[Number(before?.["visible"])]?.run(row);
      putWords[visible]?.run(row, ...words);
    }
    const trashed = picture.trashedAt === null ? 0 : 1;
    if (stays) for (const drop of dropParts) drop.run(row);
    for (const tag of picture.tags) putTag.run(fold(tag), row, tag, trashed);
    for (const collection of picture.collections) putMember.run(collection, row, trashed);
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

function prepareUpsert(db: DatabaseSync, table: "pictures" | "facets"): (row: Row) => void {
  const columns = db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => String(name));
  const statement = db.prepare(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((name) => `:${name}`).join(", ")})
     ON CONFLICT (row) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(", ")}`,
  );
  return (row) => void statement.run(row);
}
