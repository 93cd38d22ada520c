// The system's trash where no desktop framework is at hand: on Linux by the rules that file managers share
// (freedesktop.org Trash 1.0). Elsewhere it says that it cannot.
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { classifyFileError, systemCode } from "./durable-file.ts";

export interface TrashPlace {
  readonly platform: NodeJS.Platform;
  /** `$XDG_DATA_HOME`, or `~/.local/share`. */
  readonly dataFolder: string;
  readonly now: () => number;
}

/** Errors: `unavailable-here` (`system-trash`), `library-read-only`, `disk-full`, `file-unreadable`. */
export async function moveToSystemTrash(
  path: string,
  { platform, dataFolder, now }: TrashPlace,
): Promise<Result<Record<string, never>>> {
  if (platform !== "linux") return err({ kind: "unavailable-here", what: "system-trash" });
  try {
    const { trash, written } = await trashFor(path, dataFolder);
    for (const part of ["files", "info"]) await mkdir(join(trash, part), { recursive: true, mode: 0o700 });
    const name = await noteIn(trash, basename(path), written, now());
    try {
      await rename(path, join(trash, "files", name));
    } catch (error) {
      await rm(join(trash, "info", `${name}.trashinfo`), { force: true });
      throw error;
    }
    return ok({});
  } catch (error) {
    return err(classifyFileError(error, { folder: dirname(path), name: basename(path) }));
  }
}

/** The trash on the file's own disk: nothing is copied. `written` is the path as its note has it. */
async function trashFor(path: string, dataFolder: string): Promise<{ trash: string; written: string }> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const { dev } = await stat(path);
  if ((await stat(dataFolder)).dev === dev) return { trash: join(dataFolder, "Trash"), written: path };
  let top = dirname(path);
  while (dirname(top) !== top && (await stat(dirname(top))).dev === dev) top = dirname(top);
  return { trash: join(top, `.Trash-${process.getuid?.() ?? 0}`), written: relative(top, path) };
}

/** Takes a free name by making its note, which fails when there is one. */
async function noteIn(trash: string, wanted: string, path: string, nowMs: number): Promise<string> {
  const extension = extname(wanted);
  const stem = wanted.slice(0, wanted.length - extension.length);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${stem} ${number}${extension}`;
    try {
      const note = await open(join(trash, "info", `${name}.trashinfo`), "wx", 0o600);
      await note.writeFile(`[Trash Info]\nPath=${encodePath(path)}\nDeletionDate=${localTime(nowMs)}\n`);
      await note.close();
      return name;
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
  }
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function localTime(ms: number): string {
  const date = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 19);
}
