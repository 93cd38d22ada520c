// Documents of the canvas as files in the library: one JSON each, replaced whole and durably, with a revision so that two
// windows cannot overwrite each other. Knows no pixels.
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CompositionCard } from "#shared/contract/calls/composition-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { nodeDisk, type Disk } from "#electron/platform/disk.ts";
import {
  classifyFileError,
  readJsonFile,
  systemCode,
  writeFileDurably,
} from "#electron/platform/durable-file.ts";
import { documentText, parseDocument, type StoredComposition } from "./document-file.ts";

export interface CompositionStore {
  readonly list: (isTrashed: boolean) => Promise<Result<CompositionCard[]>>;
  readonly read: (id: CompositionId) => Promise<Result<StoredComposition>>;
  /** A new document, revision 0. */
  readonly add: (document: Composition) => Promise<Result<StoredComposition>>;
  /**
   * Replaces the document when the one on disk has this revision; it has `next` then: one more, or the same or one less
   * where what was written a moment ago is completed or taken back. Errors: `stale-revision`, `not-found`, disk.
   */
  readonly replace: (
    document: Composition,
    revision: number,
    next: number,
  ) => Promise<Result<StoredComposition>>;
  /** Between the folder and the trash. */
  readonly move: (id: CompositionId, isToTrash: boolean) => Promise<Result<StoredComposition | null>>;
}

const nameOf = (id: CompositionId): string => `${id}.json`;

/** Makes the folders and sweeps what a write that was cut short left. Rejects with Node's system error. */
export async function openCompositionStore(
  libraryFolder: string,
  now: () => number,
  disk: Disk = nodeDisk,
): Promise<CompositionStore> {
  const folder = join(libraryFolder, "compositions");
  const trash = join(libraryFolder, "trash", "compositions");
  for (const path of [folder, trash]) {
    await disk.makeFolders(path);
    for (const name of await readdir(path))
      if (/^\..*\.[0-9a-f]{12}\.tmp$/.test(name)) await disk.remove(join(path, name));
  }
  const cards = new Map<string, { readonly stamp: string; readonly card: CompositionCard | null }>();
  let last: Promise<unknown> = Promise.resolve();
  /** One change after the other, and failures of the disk as values. */
  const alone = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const mine = last
      .then(work)
      .catch((error: unknown) => err(classifyFileError(error, { folder: libraryFolder })));
    last = mine;
    return mine;
  };

  const readFrom = async (path: string, id: string): Promise<Result<StoredComposition>> => {
    const file = await readJsonFile(path);
    if (file.state === "missing") return err({ kind: "not-found", what: "composition", id });
    if (file.state === "broken") return err({ kind: "document-broken", name: id });
    return parseDocument(file.value, id);
  };
  const write = async (stored: StoredComposition): Promise<Result<StoredComposition>> => {
    await writeFileDurably(join(folder, nameOf(stored.document.id)), documentText(stored), disk);
    return ok(stored);
  };
  const cardAt = async (path: string, id: string): Promise<CompositionCard | null> => {
    const { mtimeMs, size, ino } = await stat(path);
    const stamp = `${mtimeMs} ${size} ${ino}`;
    const known = cards.get(path);
    if (known?.stamp === stamp) return known.card;
    const read = await readFrom(path, id);
    const card = read.ok ? cardOf(read.value) : null;
    cards.set(path, { stamp, card });
    return card;
  };

  return {
    list: async (isTrashed) => {
      const place = isTrashed ? trash : folder;
      try {
        const found: CompositionCard[] = [];
        for (const name of await readdir(place)) {
          const id = /^([0-9a-f]{16})\.json$/.exec(name)?.[1];
          const card = id === undefined ? null : await cardAt(join(place, name), id).catch(ignoreMissing);
          if (card !== null) found.push(card);
        }
        return ok(found.toSorted((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1)));
      } catch (error) {
        return err(classifyFileError(error, { folder: libraryFolder }));
      }
    },
    read: (id) => alone(() => readFrom(join(folder, nameOf(id)), id)),
    add: (document) => alone(() => write({ revision: 0, savedAt: now(), document })),
    replace: (document, revision, next) =>
      alone(async () => {
        const before = await readFrom(join(folder, nameOf(document.id)), document.id);
        if (!before.ok) return before;
        if (before.value.revision !== revision)
          return err({ kind: "stale-revision", revision: before.value.revision });
        return write({ revision: next, savedAt: now(), document });
      }),
    move: (id, isToTrash) =>
      alone(async () => {
        const [from, to] = isToTrash ? [folder, trash] : [trash, folder];
        const target = join(to, nameOf(id));
        if ((await stat(target).catch(ignoreMissing)) !== null)
          return err({ kind: "not-in-this-state", state: isToTrash ? "trashed" : "present" });
        try {
          await disk.rename(join(from, nameOf(id)), target);
        } catch (error) {
          if (systemCode(error) !== "ENOENT") throw error;
          return err({ kind: "not-found", what: "composition", id });
        }
        await disk.syncFolder(dirname(target));
        await disk.syncFolder(from);
        const read = await readFrom(target, id);
        return ok(read.ok ? read.value : null);
      }),
  };
}

/** A document for a list. */
export function cardOf({ document, savedAt }: StoredComposition): CompositionCard {
  const { id, name, sizePx, base, patches } = document;
  return {
    id,
    name,
    sizePx,
    base: base.kind === "blank" ? null : base.asset,
    patches: patches.length,
    savedAt,
  };
}

function ignoreMissing(error: unknown): null {
  if (systemCode(error) === "ENOENT") return null;
  throw error;
}
