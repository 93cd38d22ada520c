// `picture.tag` to `search.*`: keeping order among pictures. All of it is the library's work.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { organiseCalls } from "#shared/contract/calls/organise-calls.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import type { Organise } from "#electron/library/organise.ts";
import type { ThrowAway } from "#electron/library/purge-pictures.ts";

type OrganiseHandlers = Pick<Handlers, keyof typeof organiseCalls>;

export interface OrganiseParts {
  readonly session: Pick<LibrarySession, "current">;
  /** Moves a file to the system's trash. */
  readonly throwAway: ThrowAway;
}

export function organiseHandlers({ session, throwAway }: OrganiseParts): OrganiseHandlers {
  const inOrder = async <T>(run: (organise: Organise) => Promise<Result<T>>): Promise<Result<T>> => {
    const shelf = session.current();
    return shelf.ok ? await run(shelf.value.library.organise) : shelf;
  };
  const cards = <T>(done: Result<T>) => (done.ok ? ok({ pictures: done.value }) : err(done.error));
  return {
    "picture.tag": async ({ ids, add, remove }) =>
      await inOrder(async (organise) => cards(await organise.tag(ids, add, remove))),
    "picture.purge": async ({ ids }) =>
      await inOrder(async (organise) => {
        const gone = await organise.purge(ids, throwAway);
        return gone.ok ? ok({ ids: gone.value }) : gone;
      }),
    "picture.lineage": async ({ id }) => await inOrder(async (organise) => organise.lineage(id)),
    "picture.duplicates": async ({ distance, limit }) =>
      await inOrder(async (organise) => ok(await organise.duplicates(distance, limit))),
    "tag.list": async ({ text, limit }) =>
      await inOrder(async (organise) => ok({ tags: organise.tags(text, limit) })),
    "tag.rename": async ({ from, to }) =>
      await inOrder(async (organise) => await organise.renameTag(from, to)),
    "collection.list": async () =>
      await inOrder(async (organise) => ok({ collections: organise.collections() })),
    "collection.make": async (wish) => await inOrder(async (organise) => await organise.makeCollection(wish)),
    "collection.change": async (wish) =>
      await inOrder(async (organise) => await organise.changeCollection(wish)),
    "collection.remove": async ({ id }) =>
      await inOrder(async (organise) => {
        const removed = await organise.removeCollection(id);
        if (!removed.ok) return removed;
        const { collections, members } = removed.value;
        return ok({
          collections: [...collections],
          members: members.map(({ collection, ids }) => ({ collection, ids: [...ids] })),
        });
      }),
    "collection.restore": async (removed) =>
      await inOrder(async (organise) => {
        const back = await organise.restoreCollections(removed);
        return back.ok ? ok({ collections: back.value }) : back;
      }),
    "collection.put": async ({ id, ids }) =>
      await inOrder(async (organise) => cards(await organise.putInto(id, ids))),
    "collection.take": async ({ id, ids }) =>
      await inOrder(async (organise) => cards(await organise.takeFrom(id, ids))),
    "search.list": async () => await inOrder(async (organise) => ok({ searches: organise.searches.list() })),
    "search.save": async (search) => await inOrder(async (organise) => await organise.searches.save(search)),
    "search.remove": async ({ id }) => await inOrder(async (organise) => await organise.searches.remove(id)),
  };
}
