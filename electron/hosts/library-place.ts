// Which folder is the library: named for this run, chosen earlier in a dialog, or the default. Opens nothing.
import { mkdir } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { readJsonFile, writeFileDurably } from "#electron/platform/durable-file.ts";
import type { AppPaths } from "#electron/platform/app-paths.ts";

export interface LibraryPlace {
  readonly folder: string;
  /** False for a folder that somebody named: when it is gone, an empty one must not take its place unseen. */
  readonly mayCreate: boolean;
}

const chosenSchema = z.object({ folder: z.string().refine(isAbsolute) });

function choiceFile(paths: Pick<AppPaths, "configFolder">): string {
  return join(paths.configFolder, "library.json");
}

/** @param flag what the command line says; it may name a folder that is yet to be made */
export async function findLibraryPlace(paths: AppPaths, flag: string | null): Promise<LibraryPlace> {
  if (flag !== null) return { folder: resolve(flag), mayCreate: true };
  if (paths.isLibraryNamed) return { folder: paths.libraryFolder, mayCreate: false };
  const file = await readJsonFile(choiceFile(paths)).catch(() => null);
  const chosen = chosenSchema.safeParse(file?.state === "found" ? file.value : null);
  return chosen.success
    ? { folder: chosen.data.folder, mayCreate: false }
    : { folder: paths.libraryFolder, mayCreate: true };
}

/** Keeps the choice for the next start of any host. Rejects with Node's system error. */
export async function rememberLibraryPlace(paths: AppPaths, folder: string): Promise<void> {
  const path = choiceFile(paths);
  await mkdir(dirname(path), { recursive: true });
  await writeFileDurably(path, `${JSON.stringify({ folder }, null, "\t")}\n`);
}
