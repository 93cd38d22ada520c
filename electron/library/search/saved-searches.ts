// Searches that the designer keeps, in one small file of the library (`searches.json`).
import { err, ok, type Result } from "#shared/errors/result.ts";
import { savedSearchSchema, type SavedSearch } from "#shared/model/collection.ts";
import { idFromBytes, type SearchId } from "#shared/model/ids.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { byName, openListFile } from "#electron/library/index/list-file.ts";
import { fold } from "#electron/library/index/picture-rows.ts";

export interface SavedSearches {
  /** By name. */
  readonly list: () => SavedSearch[];
  /** Errors: `not-found` for an id that is gone, `name-taken`, `disk-full`, library errors. */
  readonly save: (
    search: Pick<SavedSearch, "name" | "text" | "sort"> & { readonly id: SearchId | null },
  ) => Promise<Result<SavedSearch>>;
  readonly remove: (id: SearchId) => Promise<Result<Record<string, never>>>;
}

/** Reads the file; one that does not parse goes to backups/ untouched. Rejects with Node's system error. */
export async function openSavedSearches(parts: LibraryParts, stamp: string): Promise<SavedSearches> {
  const file = await openListFile(parts, parts.layout.searches, "searches", savedSearchSchema, stamp);
  const write = async <T>(next: readonly SavedSearch[], value: T): Promise<Result<T>> => {
    try {
      await file.replace(next);
      return ok(value);
    } catch (error) {
      return err(parts.explain(error));
    }
  };
  const isThere = (id: SearchId) => file.items().some((search) => search.id === id);
  return {
    list: () => file.items().toSorted(byName),
    save: ({ id, name, text, sort }) =>
      parts.alone(async () => {
        if (id !== null && !isThere(id)) return err({ kind: "not-found", what: "search", id });
        const others = file.items().filter((search) => search.id !== id);
        if (others.some((search) => fold(search.name) === fold(name)))
          return err({ kind: "name-taken", name });
        const saved: SavedSearch = {
          id: id ?? idFromBytes<SearchId>(parts.randomBytes(8)),
          name,
          text,
          sort,
          updatedAt: parts.now(),
        };
        return write([...others, saved], saved);
      }),
    remove: (id) =>
      parts.alone(async () => {
        if (!isThere(id)) return err({ kind: "not-found", what: "search", id });
        return write(
          file.items().filter((search) => search.id !== id),
          {},
        );
      }),
  };
}
