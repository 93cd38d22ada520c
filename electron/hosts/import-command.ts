// `import`: files and whole folders into the library, copied or kept in place.
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { errorLine } from "./command-line-sentences.ts";
import { exitCodes } from "./command-line-usage.ts";
import type { OpenShelf } from "./library-session.ts";
import { exitCodeOf, fail, type Terminal } from "./terminal.ts";
import { importTree, type ImportMode } from "./transfer/import-tree.ts";

/** Resolves to the exit code. What is wrong with one file does not stop the others. */
export async function importFiles(
  { library }: OpenShelf,
  wish: { readonly paths: readonly string[]; readonly inPlace: boolean },
  terminal: Terminal,
): Promise<number> {
  const { print, say, stop } = terminal;
  const mode: ImportMode = wish.inPlace ? "in-place" : "copy";
  const counts = { imported: 0, known: 0, skipped: 0 };
  const onPicture = (path: string, id: string, fresh: boolean): void => {
    counts[fresh ? "imported" : "known"] += 1;
    print({ event: "picture", id, fresh, from: path });
  };
  const onRefused = (path: string, error: StudioError): void => {
    counts.skipped += 1;
    print({ event: "skipped", from: path, error });
    say(errorLine(error));
  };
  const report = { signal: stop, progress: nothing, count: nothing, find: nothing };
  const importOne = async (path: string): Promise<Result<unknown>> => {
    const file = { path, name: basename(path) };
    const taken = mode === "copy" ? await library.importFile(file) : await library.importInPlace(file);
    if (taken.ok) onPicture(path, taken.value.picture.id, taken.value.fresh);
    else if (exitCodeOf(taken.error) === exitCodes.library) return taken;
    else onRefused(path, taken.error);
    return { ok: true, value: null };
  };
  const paths = wish.paths.map((typed) => resolve(typed));
  for (const path of paths)
    if ((await stat(path).catch(() => null)) === null)
      return fail({ kind: "file-unreadable", name: path, code: "ENOENT" }, terminal);
  for (const path of paths) {
    if (stop.aborted) break;
    const done = (await stat(path)).isDirectory()
      ? await importTree(library, path, mode, report, { onPicture, onRefused })
      : await importOne(path);
    if (!done.ok) return fail(done.error, terminal);
  }
  print({ event: "done", ...counts });
  say(`${counts.imported} imported, ${counts.known} were there already, ${counts.skipped} skipped`);
  if (stop.aborted) return exitCodes.stopped;
  return counts.skipped > 0 ? exitCodes.failed : exitCodes.done;
}

function nothing(): void {
  // The command line prints each file as it comes.
}
