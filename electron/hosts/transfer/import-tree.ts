// A whole folder into the library, copied or kept in place: each file on its own, so that a stop at any moment leaves
// whole pictures only. What is wrong with one file is a finding; what is wrong with the library ends it.
import { availableParallelism } from "node:os";
import { basename, relative } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { exitCodes } from "#electron/hosts/command-line-usage.ts";
import type { TaskReport } from "#electron/hosts/task-desk.ts";
import { exitCodeOf } from "#electron/hosts/terminal.ts";
import type { Library } from "#electron/library/library.ts";
import { walkPictures } from "./walk-pictures.ts";

export type ImportMode = "copy" | "in-place";

/** Files under way at once: one is read while each decoder has another. */
const atOnce = Math.min(8, availableParallelism()) + 1;

export interface ImportTold {
  readonly onPicture?: (path: string, id: PictureId, fresh: boolean) => void;
  readonly onRefused?: (path: string, error: StudioError) => void;
}

/** Figures: `added`, `known`, `refused`, and of those added `recipes`. Errors: those of the library, and a folder that cannot be read. */
export async function importTree(
  library: Pick<Library, "importFile" | "importInPlace">,
  folder: string,
  mode: ImportMode,
  report: TaskReport,
  told: ImportTold = {},
): Promise<Result<null>> {
  let failure: StudioError | null = null;
  let done = 0;
  const refuse = (path: string, error: StudioError): void => {
    report.count("refused");
    report.find(relative(folder, path) || path, error);
    told.onRefused?.(path, error);
  };
  const passed = (path: string, code: string): void =>
    refuse(path, { kind: "file-unreadable", name: relative(folder, path), code });
  const files = walkPictures(folder, {
    signal: report.signal,
    passed,
    unreadable: (path, code) => {
      if (path === folder) failure = { kind: "file-unreadable", name: folder, code };
      else passed(path, code);
    },
  });
  const takeOne = async (path: string): Promise<void> => {
    const file = { path, name: basename(path) };
    const taken = mode === "copy" ? await library.importFile(file) : await library.importInPlace(file);
    done += 1;
    if (taken.ok) {
      const { picture, fresh, recipe } = taken.value;
      report.count(fresh ? "added" : "known");
      if (fresh && recipe !== null) report.count("recipes");
      told.onPicture?.(path, picture.id, fresh);
    } else if (exitCodeOf(taken.error) === exitCodes.library) failure ??= taken.error;
    else refuse(path, taken.error);
    report.progress(done, null);
  };
  const lane = async (): Promise<void> => {
    for (;;) {
      if (failure !== null || report.signal.aborted) return;
      const next = await files.next();
      if (next.done === true) return;
      await takeOne(next.value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return failure === null ? ok(null) : err(failure);
}
