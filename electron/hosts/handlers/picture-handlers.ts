// `picture.*`: finding, judging, deleting, and taking pictures out of the app.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { pictureCalls } from "#shared/contract/calls/picture-calls.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PriceTable } from "#shared/model/settings.ts";
import { costUsd } from "#shared/rules/prices.ts";
import type { HostPowers, OutgoingFile } from "#electron/hosts/host-powers.ts";
import { originalOf } from "#electron/hosts/transfer/find-outgoing.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import { showSlowWork, type SlowReport } from "#electron/hosts/show-slow-work.ts";
import type { TaskDesk } from "#electron/hosts/task-desk.ts";
import type { Library } from "#electron/library/library.ts";
import { cardFrom } from "#electron/library/search/picture-cards.ts";

type PictureHandlers = Pick<Handlers, Extract<keyof typeof pictureCalls, `picture.${string}`>>;

export interface PictureParts {
  readonly session: Pick<LibrarySession, "current" | "retry">;
  readonly tasks: Pick<TaskDesk, "start">;
  readonly prices: () => PriceTable;
  readonly powers: HostPowers | null;
}

export function pictureHandlers({ session, tasks, prices, powers }: PictureParts): PictureHandlers {
  const inLibrary = async <T>(run: (library: Library) => Promise<Result<T>>): Promise<Result<T>> => {
    const shelf = session.current();
    return shelf.ok ? await run(shelf.value.library) : shelf;
  };
  /** What may take long where there are many pictures. */
  const inBulk = async <T>(
    run: (library: Library, report: SlowReport) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    await inLibrary(
      async (library) => await showSlowWork(tasks, "change", async (report) => await run(library, report)),
    );
  /** Hands a picture's file to a power of the host, if it still is the one that was taken in. */
  const withFile = async <T>(
    id: PictureId,
    what: string,
    run: (powers: HostPowers, file: OutgoingFile, library: Library) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    await inLibrary(async (library) => {
      if (powers === null) return err({ kind: "unavailable-here", what });
      const original = await originalOf(library, id);
      if (!original.ok) return original;
      const { picture, path } = original.value;
      return await run(powers, { path, mediaType: picture.mediaType }, library);
    });

  return {
    // What the rooms ask after "try again": a library that could not be opened may open now.
    "picture.search": async (search) => {
      const shelf = await session.retry();
      return shelf.ok ? ok(shelf.value.library.search(search, prices())) : shelf;
    },
    "picture.outline": async (search) => {
      const shelf = await session.retry();
      return shelf.ok ? ok(shelf.value.library.outline(search, prices())) : shelf;
    },
    "picture.ids": async (search) => await inLibrary(async (library) => ok(library.ids(search, prices()))),
    "picture.get": async ({ id }) =>
      await inLibrary(async (library) => {
        const found = library.get(id);
        if (!found.ok) return found;
        const { usage } = found.value.picture;
        return ok({ ...found.value, costUsd: usage === null ? null : costUsd(usage, prices()) });
      }),
    "picture.mark": async ({ ids, rating, favourite, rejected }) =>
      await inBulk(async (library, report) => {
        const marked = await library.mark(ids, { rating, favourite, rejected }, report);
        return marked.ok ? ok({ ids: marked.value.map(({ id }) => id) }) : marked;
      }),
    "picture.trash": async ({ ids }) =>
      await inBulk(async (library, report) => {
        const moved = await library.trash(ids, report);
        return moved.ok ? ok({ ids: moved.value }) : moved;
      }),
    "picture.restore": async ({ ids }) =>
      await inBulk(async (library, report) => {
        const moved = await library.restore(ids, report);
        return moved.ok ? ok({ ids: moved.value }) : moved;
      }),
    "picture.takeAgain": async ({ id }) =>
      await inLibrary(async (library) => {
        const taken = await library.care.takeAgain(id);
        return taken.ok
          ? ok({ outcome: taken.value.outcome, picture: cardFrom(taken.value.picture) })
          : taken;
      }),
    "picture.reference": async ({ id }) =>
      await inLibrary(async (library) => await library.referenceFromPicture(id)),
    "picture.reveal": async ({ id }) =>
      await inLibrary(async (library) => {
        if (powers === null) return err({ kind: "unavailable-here", what: "show-in-folder" });
        // Also one that was changed: that is where to look.
        const path = library.pathOf(id);
        if (!path.ok) return path;
        powers.reveal(path.value);
        return ok({});
      }),
    "picture.copy": async ({ id }) =>
      await withFile(id, "copy-picture", async (host, file) => await host.copyPicture(file)),
    "picture.saveAs": async ({ id }) =>
      await withFile(id, "save-dialog", async (host, file) => await host.saveAs(file)),
    "picture.dragOut": async ({ ids: [first, ...others] }) =>
      first === undefined
        ? ok({})
        : await withFile(first, "drag-out", async (host, file, library) => {
            const paths = [file.path];
            for (const id of others) {
              const original = await originalOf(library, id);
              if (original.ok) paths.push(original.value.path);
              else if (original.error.kind !== "not-found") return original;
            }
            host.dragOut(paths);
            return ok({});
          }),
  };
}
