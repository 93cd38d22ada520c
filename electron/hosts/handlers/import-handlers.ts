// `import.*`: whole folders in, once or from now on. Folders are chosen in a dialog, never named by the page.
import { err, ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import { explainOutsideError } from "#electron/hosts/explain-outside-error.ts";
import type { HostPowers } from "#electron/hosts/host-powers.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import type { TaskDesk } from "#electron/hosts/task-desk.ts";
import { importTree } from "#electron/hosts/transfer/import-tree.ts";
import type { FolderWatch } from "#electron/hosts/transfer/watch-folder.ts";

type ImportHandlers = Pick<Handlers, Extract<keyof Handlers, `import.${string}`>>;

export interface ImportParts {
  readonly session: Pick<LibrarySession, "current">;
  readonly tasks: Pick<TaskDesk, "start">;
  readonly watch: FolderWatch;
  readonly powers: HostPowers | null;
  /** Where a dialog begins. */
  readonly startFolder: string;
}

export function importHandlers({ session, tasks, watch, powers, startFolder }: ImportParts): ImportHandlers {
  return {
    "import.tree": async ({ mode }) => {
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      if (powers === null) return err({ kind: "unavailable-here", what: "choose-library" });
      const folder = await powers.chooseFolder(startFolder);
      if (folder === null) return ok(null);
      const { library } = shelf.value;
      return ok(tasks.start("import", async (report) => await importTree(library, folder, mode, report)));
    },
    "import.watch": async ({ mode }) => {
      if (powers === null) return err({ kind: "unavailable-here", what: "choose-library" });
      const folder = await powers.chooseFolder(watch.state()?.folder ?? startFolder);
      if (folder === null) return ok(null);
      try {
        return ok(await watch.start(folder, mode));
      } catch (error) {
        return err(explainOutsideError(error, { folder, name: folder }));
      }
    },
    "import.unwatch": async () => {
      try {
        await watch.stop();
        return ok({});
      } catch (error) {
        return err(explainOutsideError(error, { folder: "", name: "" }));
      }
    },
    "import.watched": async () => ok(watch.state()),
  };
}
