// `job.*` and `queue.*`: all of it is the queue's work.
import { ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";

type JobHandlers = Pick<Handlers, Extract<keyof Handlers, `job.${string}` | `queue.${string}`>>;

export function jobHandlers(session: Pick<LibrarySession, "current" | "retry">): JobHandlers {
  const { current, retry } = session;
  return {
    "job.estimate": async (wish) => {
      const shelf = current();
      return shelf.ok ? ok(shelf.value.queue.estimate(wish)) : shelf;
    },
    // These two a page asks at its start and after "try again": a library that could not be opened may open now.
    "job.submit": async (click) => {
      const shelf = await retry();
      return shelf.ok ? await shelf.value.queue.submit(click) : shelf;
    },
    "job.list": async ({ settled }) => {
      const shelf = await retry();
      return shelf.ok ? ok(shelf.value.queue.list(settled)) : shelf;
    },
    "job.cancel": async ({ id, onlyUnsent }) => {
      const shelf = current();
      return shelf.ok ? await shelf.value.queue.cancel(id, onlyUnsent) : shelf;
    },
    "job.retry": async ({ id }) => {
      const shelf = current();
      return shelf.ok ? await shelf.value.queue.retry(id) : shelf;
    },
    "job.dismiss": async ({ id }) => {
      const shelf = current();
      return shelf.ok ? shelf.value.queue.dismiss(id) : shelf;
    },
    "queue.pause": async ({ paused }) => {
      const shelf = current();
      return shelf.ok ? shelf.value.queue.setPaused(paused) : shelf;
    },
  };
}
