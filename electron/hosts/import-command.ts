// `import`: files and folders into the library, one after the other.
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { errorLine } from "./command-line-sentences.ts";
import { exitCodes } from "./command-line-usage.ts";
import type { OpenShelf } from "./library-session.ts";
import { listPictureFiles } from "./list-picture-files.ts";
import { exitCodeOf, fail, type Terminal } from "./terminal.ts";

/** Resolves to the exit code. What is wrong with one file does not stop the others. */
export async function importFiles(
  shelf: OpenShelf,
  paths: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { print, say, stop } = terminal;
  const files = await gatherFiles(paths);
  if (!files.ok) return fail(files.error, terminal);
  const counts = { imported: 0, known: 0, skipped: 0 };
  for (const path of files.value) {
    if (stop.aborted) break;
    const taken = await shelf.library.importFile({ name: basename(path), path });
    if (taken.ok) {
      const { picture, fresh } = taken.value;
      counts[fresh ? "imported" : "known"] += 1;
      print({ event: "picture", id: picture.id, fresh, from: path });
      continue;
    }
    // What is wrong with one file is no reason to stop; what is wrong with the library is.
    if (exitCodeOf(taken.error) === exitCodes.library) return fail(taken.error, terminal);
    counts.skipped += 1;
    print({ event: "skipped", from: path, error: taken.error });
    say(errorLine(taken.error));
  }
  print({ event: "done", ...counts });
  say(`${counts.imported} imported, ${counts.known} were there already, ${counts.skipped} skipped`);
  if (stop.aborted) return exitCodes.stopped;
  return counts.skipped > 0 ? exitCodes.failed : exitCodes.done;
}

async function gatherFiles(paths: readonly string[]): Promise<Result<string[]>> {
  const files: string[] = [];
  for (const path of paths.map((typed) => resolve(typed))) {
    const found = await stat(path).catch(() => null);
    if (found === null) return err({ kind: "file-unreadable", name: path, code: "ENOENT" });
    if (found.isDirectory()) files.push(...(await listPictureFiles(path)));
    else files.push(path);
  }
  return ok(files);
}
