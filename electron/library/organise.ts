// The part of the library's door that keeps order: tags, collections, saved searches, lineage, duplicates, and what
// leaves for good. Tells what changed.
import type { DuplicateGroup, Lineage } from "#shared/contract/calls/organise-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { CollectionId, PictureId } from "#shared/model/ids.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import { unwatched, type CareReport } from "#electron/library/parts/care-report.ts";
import type { BulkReport, PieceReport } from "#electron/library/change/change-records.ts";
import type {
  CollectionEntry,
  Collections,
  RemovedCollections,
} from "#electron/library/change/collections.ts";
import { findDuplicates } from "#electron/library/search/find-duplicates.ts";
import type { LibraryEvent } from "#electron/library/parts/library-event.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { lineageOf } from "#electron/library/search/lineage.ts";
import { cardFrom } from "#electron/library/search/picture-cards.ts";
import { purgePictures, type ThrowAway } from "#electron/library/change/purge-pictures.ts";
import type { SavedSearches } from "#electron/library/search/saved-searches.ts";
import { listTags, renameTag, tagPictures, type TagCount } from "#electron/library/change/tag-pictures.ts";
import { takeFingerprints } from "#electron/library/change/take-fingerprints.ts";

type Cards = Promise<Result<PictureCard[]>>;

/**
 * Errors of what changes something: `not-found`, `disk-full`, library errors. What changes many pictures does so in
 * pieces, see `changeInPieces`; `report` watches and stops it.
 */
export interface Organise {
  /** Answers with the pictures that changed. */
  readonly tag: (
    ids: readonly PictureId[],
    add: readonly string[],
    remove: readonly string[],
    report?: BulkReport,
  ) => Cards;
  readonly renameTag: (
    from: string,
    to: string,
    report?: BulkReport,
  ) => Promise<Result<{ pictures: number }>>;
  readonly tags: (text: string, limit: number, withTrash?: boolean) => TagCount[];
  readonly collections: () => CollectionEntry[];
  readonly makeCollection: Collections["make"];
  readonly changeCollection: Collections["change"];
  /** Stopped, or failing, it leaves the collection as it was. */
  readonly removeCollection: (id: CollectionId, report?: BulkReport) => Promise<Result<RemovedCollections>>;
  readonly restoreCollections: (
    removed: RemovedCollections,
    report?: BulkReport,
  ) => Promise<Result<CollectionEntry[]>>;
  readonly putInto: (id: CollectionId, ids: readonly PictureId[], report?: BulkReport) => Cards;
  readonly takeFrom: (id: CollectionId, ids: readonly PictureId[], report?: BulkReport) => Cards;
  readonly searches: SavedSearches;
  /** Files of trashed pictures to the system's trash. Errors: `not-in-this-state`, those of `throwAway`. */
  readonly purge: (
    ids: readonly PictureId[],
    throwAway: ThrowAway,
    report?: BulkReport,
  ) => Promise<Result<PictureId[]>>;
  readonly lineage: (id: PictureId) => Result<Lineage>;
  readonly duplicates: (
    distance: number,
    limit: number,
    report?: BulkReport,
  ) => Promise<Result<{ groups: DuplicateGroup[]; total: number }>>;
  /** For pictures that came in before looks were hashed. */
  readonly takeFingerprints: (report: Pick<CareReport, "signal" | "progress">) => Promise<Result<number>>;
}

export function createOrganise(from: {
  readonly parts: LibraryParts;
  readonly collections: Collections;
  readonly searches: SavedSearches;
  readonly tell: (event: LibraryEvent) => void;
  /** Holds back closing until the work is done. */
  readonly tracked: <T>(work: Promise<T>) => Promise<T>;
}): Organise {
  const { parts, collections, searches, tell, tracked } = from;
  /** Tells piece by piece what changed, and at the end that counts did. */
  const changing = async <T>(
    report: BulkReport | undefined,
    work: (report: PieceReport) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    let hasChanged = false;
    const settled = (pictures: readonly Picture[]): void => {
      hasChanged = true;
      tell({ name: "pictures.changed", pictures: pictures.map(cardFrom) });
    };
    const done = await tracked(work({ ...(report ?? unwatched), settled }));
    if (hasChanged) tell({ name: "collections.changed" });
    return done;
  };
  const cards = async (
    report: BulkReport | undefined,
    work: (report: PieceReport) => Promise<Result<readonly Picture[]>>,
  ): Cards => {
    const done = await changing(report, work);
    return done.ok ? ok(done.value.map(cardFrom)) : done;
  };
  const telling = async <T>(name: "collections.changed" | "searches.changed", work: Promise<Result<T>>) => {
    const done = await tracked(work);
    if (done.ok) tell({ name });
    return done;
  };
  return {
    tag: (ids, add, remove, report) =>
      cards(report, async (pieces) => await tagPictures(parts, ids, add, remove, pieces)),
    renameTag: async (before, after, report) => {
      const done = await changing(report, async (pieces) => await renameTag(parts, before, after, pieces));
      return done.ok ? ok({ pictures: done.value.length }) : done;
    },
    tags: (text, limit, withTrash) => listTags(parts, text, limit, withTrash),
    collections: collections.list,
    makeCollection: (wish) => telling("collections.changed", collections.make(wish)),
    changeCollection: (wish) => telling("collections.changed", collections.change(wish)),
    removeCollection: async (id, report) => {
      const work = changing(report, async (pieces) => await collections.remove(id, pieces));
      return await telling("collections.changed", work);
    },
    restoreCollections: async (removed, report) => {
      const work = changing(report, async (pieces) => await collections.restore(removed, pieces));
      const done = await telling("collections.changed", work);
      return done.ok ? ok(collections.list()) : done;
    },
    putInto: (id, ids, report) => cards(report, async (pieces) => await collections.put(id, ids, pieces)),
    takeFrom: (id, ids, report) => cards(report, async (pieces) => await collections.take(id, ids, pieces)),
    searches: {
      list: searches.list,
      save: (search) => telling("searches.changed", searches.save(search)),
      remove: (id) => telling("searches.changed", searches.remove(id)),
    },
    purge: async (ids, throwAway, report) => {
      const done = await tracked(purgePictures(parts, ids, throwAway, report ?? unwatched));
      if (!done.ok) return done;
      const gone = [...done.value.ids];
      if (gone.length > 0) tell({ name: "picture.removed", ids: gone });
      return done.value.error === null ? ok(gone) : err(done.value.error);
    },
    lineage: (id) => {
      const picture = parts.index.byId(id);
      if (picture === null) return err({ kind: "not-found", what: "picture", id });
      return ok(lineageOf(parts.index, picture));
    },
    duplicates: (distance, limit, report) =>
      tracked(findDuplicates(parts.index.db, distance, limit, report ?? unwatched)),
    takeFingerprints: (report) => tracked(takeFingerprints(parts, report)),
  };
}
