// What the last run left half done: announced changes are finished, leftovers put into quarantine. Deletes no bytes.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Change } from "#electron/library/files/change.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { finishPurge } from "#electron/library/change/purge-pictures.ts";
import { finishChanges, isThere } from "#electron/library/files/settle-changes.ts";

/** More leftovers than this are no leftovers: something else is wrong, and nothing is moved. */
const sweepLimit = 500;

/** Finishes every announced change. Rejects with the failure of disk or index. */
export async function finishPending(parts: LibraryParts): Promise<number> {
  const changes = parts.index.pending();
  for (const change of changes) {
    if (await isPurged(parts, change)) await finishPurge(parts, change.picture);
    else if (await canFinish(parts, change)) await finishChanges(parts, [change]);
    else {
      parts.log.warn("library.change-dropped", { picture: change.picture.id, file: change.picture.file });
      parts.index.withdraw([change.picture.id]);
    }
  }
  return changes.length;
}

// Gone to the system's trash, and nothing else done yet. A file that is there was not thrown away, and stays.
async function isPurged({ layout }: LibraryParts, { source }: Change): Promise<boolean> {
  return source?.how === "purge" && !(await isThere(layout.absolute(source.file)));
}

// An arrival whose bytes are nowhere never got as far as being safe, and its caller was told so.
async function canFinish({ layout }: LibraryParts, { picture, source }: Change): Promise<boolean> {
  if (source?.how === "purge") return false;
  return (
    source?.how !== "arrive" ||
    (await isThere(layout.absolute(source.file))) ||
    (await isThere(layout.absolute(picture.file)))
  );
}

/** Moves what is left of interrupted uploads into quarantine; the lock makes sure that nobody is writing them. */
export async function sweepIncoming(parts: LibraryParts): Promise<number> {
  const { disk, layout, log } = parts;
  const found = await readdir(layout.incoming);
  // Copies of what stands elsewhere, cut short.
  for (const name of found) if (name.endsWith(".tmp")) await disk.remove(join(layout.incoming, name));
  const names = found.filter((name) => name.endsWith(".part"));
  if (names.length > sweepLimit) {
    log.warn("library.sweep-refused", { leftovers: names.length });
    return 0;
  }
  for (const name of names) {
    const path = join(layout.incoming, name);
    // A second name means that the bytes stand in pictures/ as well.
    if ((await stat(path)).nlink > 1) await disk.remove(path);
    else await disk.rename(path, join(layout.quarantine, name));
  }
  return names.length;
}
