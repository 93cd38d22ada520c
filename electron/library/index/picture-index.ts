// Rows of the index: writing them, and finding single ones. Searches are in search-pictures.ts.
import type { DatabaseSync } from "node:sqlite";
import type { Collection } from "#shared/model/collection.ts";
import type { AssetId, JobId, PictureId } from "#shared/model/ids.ts";
import { pictureSchema, type Picture } from "#shared/model/picture.ts";
import { changeSchema, type Change } from "#electron/library/files/change.ts";
import { inTransaction } from "./transaction.ts";
import { prepareWriting } from "./write-rows.ts";

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
