// Collections: names in collections.json, membership in the records of pictures. A file that is lost comes back with
// plain names, because the records still know which pictures belong together.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { collectionSchema, type Collection } from "#shared/model/collection.ts";
import { idFromBytes, type CollectionId, type PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { atOnce, changeRecords, type PieceReport } from "./change-records.ts";
import { unwatched } from "#electron/library/parts/care-report.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { byName, openListFile } from "#electron/library/index/list-file.ts";
import { fold } from "#electron/library/index/picture-rows.ts";

/** With how many pictures it holds, those of the collections in it included and trashed ones left out. */
export type CollectionEntry = Collection & { readonly count: number };

/** What was taken away, enough to put it back. */
export type RemovedCollections = {
  readonly collections: readonly Collection[];
  readonly members: readonly { readonly collection: CollectionId; readonly ids: readonly PictureId[] }[];
};

type Named = Pick<Collection, "name" | "parent">;
type Changed = Promise<Result<readonly Picture[]>>;

/** Errors of all: `not-found`, `disk-full`, library errors. */
export interface Collections {
  /** By name. */
  readonly list: () => CollectionEntry[];
  /** `name-taken` among siblings; `invalid-input` when nested deeper than one level. */
  readonly make: (wish: Named) => Promise<Result<CollectionEntry>>;
  readonly change: (wish: Named & { readonly id: CollectionId }) => Promise<Result<CollectionEntry>>;
  /** With those that lie in it; its pictures stay in the library. */
  readonly remove: (id: CollectionId, report: PieceReport) => Promise<Result<RemovedCollections>>;
  /** Puts back what `remove` gave; a name that is taken meanwhile gets a number. */
  readonly restore: (removed: RemovedCollections, report: PieceReport) => Changed;
  /** Pictures that were in it already are left out of the answer. */
  readonly put: (id: CollectionId, ids: readonly PictureId[], report: PieceReport) => Changed;
  readonly take: (id: CollectionId, ids: readonly PictureId[], report: PieceReport) => Changed;
  /** Names collections that pictures belong to and no file knows. Rejects with the failure of disk or index. */
  readonly adoptNameless: () => Promise<void>;
}

/** Reads the file into the index. Rejects with the failure of disk or index. */
export async function openCollections(parts: LibraryParts, stamp: string): Promise<Collections> {
  const { index, layout } = parts;
  const file = await openListFile(parts, layout.collections, "collections", collectionSchema, stamp);
  index.putCollections(file.items());
  const find = (id: CollectionId) => file.items().find((one) => one.id === id);
  const missing = (id: CollectionId): StudioError => ({ kind: "not-found", what: "collection", id });
  const write = async (next: readonly Collection[]): Promise<void> => {
    await file.replace(next);
    index.putCollections(next);
  };
  const entryOf = (collection: Collection): CollectionEntry => ({
    ...collection,
    count: Number(
      index.db
        .prepare(
          `SELECT count(DISTINCT row) AS count FROM members WHERE trashed = 0 AND collection IN
             (SELECT id FROM collections WHERE id = ?1 OR parent = ?1)`,
        )
        .get(collection.id)?.["count"],
    ),
  });
  const isTaken = ({ name, parent }: Named, id: CollectionId | null): boolean =>
    file.items().some((one) => one.id !== id && one.parent === parent && fold(one.name) === fold(name));
  const refusal = (wish: Named, id: CollectionId | null): StudioError | null => {
    if (wish.parent !== null) {
      const parent = find(wish.parent);
      if (parent === undefined) return missing(wish.parent);
      const hasOwn = id !== null && file.items().some((one) => one.parent === id);
      if (parent.parent !== null || parent.id === id || hasOwn)
        return {
          kind: "invalid-input",
          call: id === null ? "collection.make" : "collection.change",
          issues: ["parent: collections nest one level deep"],
        };
    }
    return isTaken(wish, id) ? { kind: "name-taken", name: wish.name } : null;
  };
  const freeName = (wish: Named): string => {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wish.name : `${wish.name.slice(0, 70)} (${number})`;
      if (!isTaken({ ...wish, name }, null)) return name;
    }
  };
  const membersOf = (id: CollectionId): PictureId[] =>
    index.db
      .prepare("SELECT id FROM members JOIN pictures USING (row) WHERE collection = ? ORDER BY row")
      .all(id)
      .map((row) => row["id"] as PictureId);
  const guarded = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    parts.alone(async () => {
      try {
        return await work();
      } catch (error) {
        return err(parts.explain(error));
      }
    });
  // One that goes meanwhile takes no more pictures.
  const addTo = (id: CollectionId) => (picture: Picture) =>
    picture.collections.includes(id) || find(id) === undefined
      ? null
      : { ...picture, collections: [...picture.collections, id].slice(0, 200) };
  const takeFrom = (gone: readonly CollectionId[]) => (picture: Picture) => {
    const collections = picture.collections.filter((one) => !gone.includes(one));
    return collections.length === picture.collections.length ? null : { ...picture, collections };
  };

  return {
    list: () => file.items().toSorted(byName).map(entryOf),
    make: ({ name, parent }) =>
      guarded(async () => {
        const refused = refusal({ name, parent }, null);
        if (refused !== null) return err(refused);
        const id = idFromBytes<CollectionId>(parts.randomBytes(8));
        const made: Collection = { id, name, parent, createdAt: parts.now() };
        await write([...file.items(), made]);
        return ok(entryOf(made));
      }),
    change: ({ id, name, parent }) =>
      guarded(async () => {
        const former = find(id);
        if (former === undefined) return err(missing(id));
        const refused = refusal({ name, parent }, id);
        if (refused !== null) return err(refused);
        const changed: Collection = { ...former, name, parent };
        await write(file.items().map((one) => (one.id === id ? changed : one)));
        return ok(entryOf(changed));
      }),
    remove: (id, report) =>
      guarded(async () => {
        if (find(id) === undefined) return err(missing(id));
        const collections = file.items().filter((one) => one.id === id || one.parent === id);
        const gone = collections.map((one) => one.id);
        const members = gone.map((collection) => ({ collection, ids: membersOf(collection) }));
        const all = members.flatMap(({ ids }) => ids);
        const left = new Set<PictureId>();
        const changed = await changeRecords(
          parts,
          all,
          takeFrom(gone),
          {
            ...report,
            settled: (pictures) => {
              for (const picture of pictures) left.add(picture.id);
              report.settled(pictures);
            },
          },
          atOnce,
        );
        if (!changed.ok || report.signal.aborted) {
          // Half a collection would be neither there nor gone.
          for (const { collection, ids } of members) {
            const back = ids.filter((one) => left.has(one));
            await changeRecords(
              parts,
              back,
              addTo(collection),
              { ...unwatched, settled: report.settled },
              atOnce,
            );
          }
          return changed.ok ? err({ kind: "cancelled" }) : changed;
        }
        await write(file.items().filter((one) => !gone.includes(one.id)));
        return ok({ collections, members });
      }),
    restore: ({ collections, members }, report) =>
      guarded(async () => {
        // Parents first: a child whose parent is gone for good comes to the top.
        for (const wish of collections.toSorted(
          (a, b) => Number(a.parent !== null) - Number(b.parent !== null),
        )) {
          if (find(wish.id) !== undefined) continue;
          const above = wish.parent === null ? undefined : find(wish.parent);
          const parent = above === undefined || above.parent !== null ? null : above.id;
          await write([...file.items(), { ...wish, parent, name: freeName({ name: wish.name, parent }) }]);
        }
        const changed = new Map<PictureId, Picture>();
        for (const { collection, ids } of members) {
          if (find(collection) === undefined) continue;
          const added = await changeRecords(parts, ids, addTo(collection), report, atOnce);
          if (!added.ok) return added;
          for (const picture of added.value) changed.set(picture.id, picture);
        }
        return ok([...changed.values()]);
      }),
    put: async (id, ids, report) =>
      find(id) === undefined ? err(missing(id)) : await changeRecords(parts, ids, addTo(id), report),
    take: async (id, ids, report) =>
      find(id) === undefined ? err(missing(id)) : await changeRecords(parts, ids, takeFrom([id]), report),
    adoptNameless: async () => {
      const nameless = index.db
        .prepare(
          `SELECT DISTINCT collection FROM members
           WHERE collection NOT IN (SELECT id FROM collections) ORDER BY collection`,
        )
        .all()
        .map((row) => row["collection"] as CollectionId);
      if (nameless.length === 0) return;
      parts.log.warn("library.collections-renamed", { count: nameless.length });
      const known = [...file.items()];
      for (const id of nameless) {
        let number = 1;
        while (known.some(({ name }) => name === `Collection ${number}`)) number += 1;
        known.push({ id, name: `Collection ${number}`, parent: null, createdAt: parts.now() });
      }
      await write(known);
    },
  };
}
