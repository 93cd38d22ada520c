// Copies a folder with all that is in it, so that a second run only has to bring what changed since. Knows no library.
import { readdir, rm, stat, utimes } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { nodeDisk } from "./disk.ts";
import { systemCode } from "./durable-file.ts";

export interface CopyWatch {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null) => void;
}

/**
 * Makes `to` equal to `from`, except for files whose name `isLeft` names: what is missing, or differs in size or time,
 * is copied and synced; what `from` does not have is taken away, but for what `isLeft` names. Stops between two files when aborted. Links are not
 * followed. Rejects with Node's system error.
 */
export async function copyTree(
  from: string,
  to: string,
  isLeft: (path: string) => boolean,
  { signal, progress }: CopyWatch,
): Promise<void> {
  const wanted = (await listFiles(from)).filter((path) => !isLeft(path));
  const folders = new Set<string>();
  let done = 0;
  for (const path of wanted) {
    if (signal.aborted) return;
    const [source, target] = [join(from, path), join(to, path)];
    const facts = await statOf(source);
    const present = await statOf(target);
    const isSame =
      present !== null && facts?.size === present.size && isSameTime(facts.mtimeMs, present.mtimeMs);
    if (facts !== null && !isSame) {
      await nodeDisk.makeFolders(dirname(target));
      await nodeDisk.remove(target);
      await nodeDisk.copyNew(source, target);
      await utimes(target, facts.atimeMs / 1000, facts.mtimeMs / 1000);
      folders.add(dirname(target));
    }
    done += 1;
    progress(done, wanted.length);
  }
  const kept = new Set(wanted);
  for (const path of await listFiles(to))
    if (!kept.has(path) && !isLeft(path)) await rm(join(to, path), { force: true });
  for (const folder of folders) await nodeDisk.syncFolder(folder);
}

/** Paths of all files below a folder, relative to it. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** Some disks keep times in steps of two seconds. */
function isSameTime(some: number, other: number): boolean {
  return Math.abs(some - other) < 2001;
}
