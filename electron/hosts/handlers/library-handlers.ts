// `library.*` and `prompt.*`: care of the folder, and of prompts worth keeping.
import { err, ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { HostPowers } from "#electron/hosts/host-powers.ts";
import type { TaskDesk } from "#electron/hosts/task-desk.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import { isSettled } from "#shared/model/job.ts";

type LibraryHandlers = Pick<Handlers, Extract<keyof Handlers, `library.${string}` | `prompt.${string}`>>;

export interface LibraryParts {
  readonly session: LibrarySession;
  readonly powers: HostPowers | null;
  readonly tasks: Pick<TaskDesk, "list">;
  /** Keeps the choice for the next start. Rejects with Node's system error. */
  readonly remember: (folder: string) => Promise<void>;
}

export function libraryHandlers({ session, powers, tasks, remember }: LibraryParts): LibraryHandlers {
  const { current } = session;
  return {
    // A library that could not be opened is tried again here: this is what the page asks after "try again".
    "library.state": async () => {
      const shelf = await session.retry();
      return shelf.ok ? ok(await shelf.value.library.state()) : shelf;
    },
    "library.rebuild": async () => {
      const shelf = current();
      return shelf.ok ? await shelf.value.library.rebuild() : shelf;
    },
    "library.choose": async () => {
      if (powers === null) return err({ kind: "unavailable-here", what: "choose-library" });
      const present = current();
      // Moving away cuts the requests in flight, and those may be charged.
      const busy = present.ok ? present.value.queue.list(0).jobs.find((job) => !isSettled(job)) : undefined;
      if (busy !== undefined) return err({ kind: "not-in-this-state", state: busy.state });
      // Work under way is done in the library that is open.
      if (tasks.list().some(({ state }) => state === "running"))
        return err({ kind: "not-in-this-state", state: "running" });
      const folder = await powers.chooseFolder(session.place().folder);
      if (folder === null) return ok(null);
      const shelf = await session.moveTo({ folder, mayCreate: true });
      if (!shelf.ok) return shelf;
      await remember(folder);
      return ok(await shelf.value.library.state());
    },
    "prompt.history": async ({ text, limit }) => {
      const shelf = current();
      return shelf.ok ? ok({ prompts: shelf.value.library.promptHistory(text, limit) }) : shelf;
    },
    "prompt.list": async () => {
      const shelf = current();
      return shelf.ok ? ok({ prompts: shelf.value.library.savedPrompts() }) : shelf;
    },
    "prompt.save": async (prompt) => {
      const shelf = current();
      return shelf.ok ? await shelf.value.library.savePrompt(prompt) : shelf;
    },
    "prompt.remove": async ({ id }) => {
      const shelf = current();
      return shelf.ok ? await shelf.value.library.removePrompt(id) : shelf;
    },
  };
}
