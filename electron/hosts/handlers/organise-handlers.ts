// `picture.tag` to `search.*`: keeping order among pictures. All of it is the library's work.
import { ok, type Result } from "#shared/errors/result.ts";
import type { organiseCalls } from "#shared/contract/calls/organise-calls.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import { clearTrash, type TrashMove, type TrashSearch } from "#electron/hosts/clear-trash.ts";
import { showSlowWork, type SlowReport } from "#electron/hosts/show-slow-work.ts";
import type { TaskDesk } from "#electron/hosts/task-desk.ts";
import type { Organise } from "#electron/library/organise.ts";
import type { ThrowAway } from "#electron/library/change/purge-pictures.ts";

type OrganiseHandlers = Pick<Handlers, keyof typeof organiseCalls>;

export interface OrganiseParts {
  readonly session: Pick<LibrarySession, "current">;
  readonly tasks: Pick<TaskDesk, "start">;
  /** Moves a file to the system's trash. */
  readonly throwAway: ThrowAway;
}

export function organiseHandlers({ session, tasks, throwAway }: OrganiseParts): OrganiseHandlers {
  const inOrder = async <T>(run: (organise: Organise) => Promise<Result<T>>): Promise<Result<T>> => {
    const shelf = session.current();
    return shelf.ok ? await run(shelf.value.library.organise) : shelf;
  };
  /** What may take long where there are many pictures. */
  const inBulk = async <T>(
    run: (organise: Organise, report: SlowReport) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    await inOrder(
      async (organise) => await showSlowWork(tasks, "change", async (report) => await run(organise, report)),
    );
  const inTrash = async (search: TrashSearch, move: TrashMove) => {
    const shelf = session.current();
    if (!shelf.ok) return shelf;
    const { library } = shelf.value;
    return await showSlowWork(
      tasks,
      "change",
      async (report) => await clearTrash(library, search, move, report),
    );
  };
  const idsOf = (done: Result<readonly PictureCard[]>) =>
    done.ok ? ok({ ids: done.value.map(({ id }) => id) }) : done;
  return {
    "picture.tag": async ({ ids, add, remove }) =>
      await inBulk(async (organise, report) => idsOf(await organise.tag(ids, add, remove, report))),
    "picture.purge": async ({ ids }) =>
      await inBulk(async (organise, report) => {
        const gone = await organise.purge(ids, throwAway, report);
        return gone.ok ? ok({ ids: gone.value }) : gone;
      }),
    "trash.restore": async ({ search }) =>
      await inTrash(search, async ({ restore }, ids, report) => await restore(ids, report)),
    "trash.purge": async ({ search }) =>
      await inTrash(
        search,
        async ({ organise }, ids, report) => await organise.purge(ids, throwAway, report),
      ),
    "picture.lineage": async ({ id }) => await inOrder(async (organise) => organise.lineage(id)),
    "picture.duplicates": async ({ distance, limit }) =>
      await inOrder(
        async (organise) =>
          await showSlowWork(
            tasks,
            "duplicates",
            async (report) => await organise.duplicates(distance, limit, report),
          ),
      ),
    "tag.list": async ({ text, limit, withTrash }) =>
      await inOrder(async (organise) => ok({ tags: organise.tags(text, limit, withTrash) })),
    "tag.rename": async ({ from, to }) =>
      await inBulk(async (organise, report) => await organise.renameTag(from, to, report)),
    "collection.list": async () =>
      await inOrder(async (organise) => ok({ collections: organise.collections() })),
    "collection.make": async (wish) => await inOrder(async (organise) => await organise.makeCollection(wish)),
    "collection.change": async (wish) =>
      await inOrder(async (organise) => await organise.changeCollection(wish)),
    "collection.remove": async ({ id }) =>
      await inBulk(async (organise, report) => {
        const removed = await organise.removeCollection(id, report);
        if (!removed.ok) return removed;
        const { collections, members } = removed.value;
        return ok({
          collections: [...collections],
          members: members.map(({ collection, ids }) => ({ collection, ids: [...ids] })),
        });
      }),
    "collection.restore": async (removed) =>
      await inBulk(async (organise, report) => {
        const back = await organise.restoreCollections(removed, report);
        return back.ok ? ok({ collections: back.value }) : back;
      }),
    "collection.put": async ({ id, ids }) =>
      await inBulk(async (organise, report) => idsOf(await organise.putInto(id, ids, report))),
    "collection.take": async ({ id, ids }) =>
      await inBulk(async (organise, report) => idsOf(await organise.takeFrom(id, ids, report))),
    "search.list": async () => await inOrder(async (organise) => ok({ searches: organise.searches.list() })),
    "search.save": async (search) => await inOrder(async (organise) => await organise.searches.save(search)),
    "search.remove": async ({ id }) => await inOrder(async (organise) => await organise.searches.remove(id)),
  };
}
