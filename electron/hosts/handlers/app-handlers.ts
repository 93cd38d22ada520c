// `app.*`: who serves the page, and what to paste into a report.
import { ok } from "#shared/errors/result.ts";
import type { Hello } from "#shared/contract/calls/app-calls.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { Log } from "#electron/platform/log.ts";

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app.${string}`>>;

export interface AppParts {
  readonly hello: () => Hello;
  /** Lines about versions, folders and state, without secrets. */
  readonly describe: () => readonly string[];
  readonly log: Pick<Log, "bug" | "recentLines">;
}

export function appHandlers({ hello, describe, log }: AppParts): AppHandlers {
  return {
    "app.hello": async () => ok(hello()),
    "app.diagnose": async () =>
      ok({ text: [...describe(), "", "Recent log lines:", ...log.recentLines().slice(-100)].join("\n") }),
    "app.reportCrash": async ({ message, stack }) => {
      const error = new Error(message);
      error.name = "PageError";
      error.stack = stack;
      return ok({ logId: log.bug(error, { where: "page" }) });
    },
  };
}
