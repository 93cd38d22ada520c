// `care.*`: work on the library as tasks that are watched and cancelled; the work itself is the library's.
import { err, ok } from "#shared/errors/result.ts";
import type { careCalls } from "#shared/contract/calls/care-calls.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import { isSettled } from "#shared/model/job.ts";
import type { TaskKind } from "#shared/model/task.ts";
import type { HostPowers } from "#electron/hosts/host-powers.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import { moveLibrary, refuseTarget } from "#electron/hosts/move-library.ts";
import type { TaskDesk, TaskReport } from "#electron/hosts/task-desk.ts";
import type { Library } from "#electron/library/library.ts";
import type { Result } from "#shared/errors/result.ts";

type CareHandlers = Pick<Handlers, keyof typeof careCalls>;

export interface CareParts {
  readonly session: LibrarySession;
  readonly tasks: TaskDesk;
  readonly powers: HostPowers | null;
  /** Keeps the choice of a folder for the next start. Rejects with Node's system error. */
  readonly remember: (folder: string) => Promise<void>;
}

const noOutcome = { token: null, folder: null };

export function careHandlers({ session, tasks, powers, remember }: CareParts): CareHandlers {
  const { current } = session;
  /** One of a kind at a time. */
  const start = (
    kind: TaskKind,
    work: (library: Library, report: TaskReport) => Promise<Result<unknown>>,
  ) => {
    const shelf = current();
    if (!shelf.ok) return shelf;
    if (tasks.isRunning(kind)) return err({ kind: "not-allowed", reason: "task-running" } as const);
    const { library } = shelf.value;
    return ok(
      tasks.start(kind, async (report) => {
        const done = await work(library, report);
        return done.ok ? ok(noOutcome) : done;
      }),
    );
  };
  return {
    "care.verify": async () => start("verify", async (library, report) => await library.care.verify(report)),
    "care.rebuild": async () =>
      start("rebuild", async (library, report) => {
        const rebuilt = await library.care.rebuild(report);
        if (rebuilt.ok) report.count("pictures", rebuilt.value.pictures);
        return rebuilt;
      }),
    "care.backup": async ({ withPictures }) =>
      start("backup", async (library, report) => await library.care.backUp(withPictures, report)),
    "care.backups": async () => {
      const shelf = current();
      return shelf.ok ? ok({ backups: await shelf.value.library.care.backups() }) : shelf;
    },
    "care.restore": async ({ name }) =>
      start("restore-backup", async (library, report) => await library.care.restore(name, report)),
    "care.quarantine": async () => {
      const shelf = current();
      return shelf.ok ? ok({ entries: await shelf.value.library.care.quarantine() }) : shelf;
    },
    "care.move": async () => {
      if (powers === null) return err({ kind: "unavailable-here", what: "choose-library" });
      const shelf = current();
      if (!shelf.ok) return shelf;
      // Closing the library cuts the requests in flight, and those may be charged.
      const busy = shelf.value.queue.list(0).jobs.find((job) => !isSettled(job));
      if (busy !== undefined) return err({ kind: "not-in-this-state", state: busy.state });
      const folder = await powers.chooseFolder(session.place().folder);
      if (folder === null) return ok(null);
      const refused = await refuseTarget(shelf.value.library.folder, folder);
      if (refused !== null) return err(refused);
      return start("move-library", async (_, report) => await moveLibrary(session, folder, report, remember));
    },
  };
}
