// Makes the index anew from what lies on disk (L2), and takes in pictures that have no record. Runs `alone`.
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import type { AssetId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import { randomPictureId } from "#electron/library/intake/keep-reply.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { pictureFromFile } from "#electron/library/intake/new-picture.ts";
import { connect } from "#electron/library/index/open-index.ts";
import { createPictureIndex, type PictureIndex } from "#electron/library/index/picture-index.ts";
import { readRecords } from "./read-records.ts";
import { settleChanges } from "#electron/library/files/settle-changes.ts";
import type { ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";

type RebuildReport = Pick<CareReport, "signal" | "progress">;

/**
 * Replaces all rows in one transaction, on a connection of its own, so that readers see the old index until the new
 * one is whole. Null when it was cancelled. Then, and when it rejects with the failure of disk or index, the old one stands.
 * Cancelled once the new one is whole, that one stands, and strays that are left are left to the next.
 */
export async function rebuildIndex(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  report: RebuildReport,
): Promise<number | null> {
  const files = new Set<string>();
  const assets = new Set<AssetId>();
  const db = connect(parts.layout.index);
  let count = 0;
  try {
    const fresh = createPictureIndex(db);
    db.exec(arrivals);
    const arrive = db.prepare("INSERT INTO arrived (at, json) VALUES (?, ?)");
    db.exec("BEGIN IMMEDIATE");
    fresh.clear();
    const take = (pictures: readonly Picture[]): void => {
      const wanted = pictures.filter(({ file }) => !files.has(file));
      for (const { file, asset } of wanted) {
        files.add(file);
        assets.add(asset);
      }
      for (const picture of wanted) arrive.run(picture.createdAt, JSON.stringify(picture));
      count += wanted.length;
    };
    await readRecords(parts, take, report);
    if (report.signal.aborted) return null;
    await putInOrder(db, fresh, count, report);
    if (report.signal.aborted) return null;
    db.exec("COMMIT");
  } finally {
    if (db.isTransaction) db.exec("ROLLBACK");
    db.close();
  }
  return count + (await adoptStrays(parts, thumbnails, files, assets, report));
}

/** Room for the indexes of ids and hashes, which are written all over; it goes with the connection. */
const arrivals = `PRAGMA cache_size = -131072; CREATE TEMP TABLE arrived (at INTEGER, json TEXT)`;
const putAtOnce = 500;

// Oldest first: words are indexed many times faster when rows ascend. Lets others work in between.
async function putInOrder(
  db: DatabaseSync,
  fresh: PictureIndex,
  total: number,
  { signal, progress }: RebuildReport,
): Promise<void> {
  let piece: Picture[] = [];
  let done = 0;
  for (const { json } of db.prepare("SELECT json FROM arrived ORDER BY at").iterate()) {
    piece.push(JSON.parse(String(json)) as Picture);
    if (piece.length < putAtOnce) continue;
    fresh.putInside(piece);
    done += piece.length;
    piece = [];
    progress(done, total);
    await setImmediate();
    if (signal.aborted) return;
  }
  fresh.putInside(piece);
}

async function adoptStrays(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  known: ReadonlySet<string>,
  assets: Set<AssetId>,
  { signal, progress }: RebuildReport,
): Promise<number> {
  const strays: { readonly path: string; readonly file: string }[] = [];
  for (const entry of await readdir(parts.layout.pictures, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const path = join(entry.parentPath, entry.name);
    const file = parts.layout.relative(path);
    if (!known.has(file) && file.length <= 600) strays.push({ path, file });
  }
  let adopted = 0;
  for (const [at, { path, file }] of strays.entries()) {
    if (signal.aborted) break;
    progress(at, strays.length);
    const picture = await adopt(parts, thumbnails, path, file, assets);
    if (picture === null) continue;
    const settled = await settleChanges(parts, [{ picture, source: null }]);
    if (settled.ok) adopted += 1;
  }
  return adopted;
}

// Neither a second copy of what is known nor a file that is no picture: those are left where they are.
async function adopt(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  path: string,
  file: string,
  assets: Set<AssetId>,
): Promise<Picture | null> {
  const { asset, bytes } = await hashFile(path);
  if (assets.has(asset)) return null;
  const decoded = await thumbnails.make(asset, { path, name: basename(path) });
  if (!decoded.ok) {
    parts.log.warn("library.stray-left", { file, reason: decoded.error });
    return null;
  }
  assets.add(asset);
  const { mtimeMs } = await stat(path);
  return pictureFromFile({
    id: randomPictureId(parts),
    name: basename(path),
    asset,
    bytes,
    createdAt: Math.round(mtimeMs),
    decoded: decoded.value,
    file,
  });
}
