// A short list in a small JSON file of the library (`prompts.json`, `collections.json`, `searches.json`): read once,
// written whole.
import { basename, join } from "node:path";
import { z } from "zod";
import { readJsonFile, replaceFile } from "#electron/platform/durable-file.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";

export interface ListFile<Item> {
  readonly items: () => readonly Item[];
  /** False when there was no file, or one that did not parse. */
  readonly wasFound: boolean;
  /** Where a file that did not parse was put, relative to the library; null when there was none. */
  readonly movedTo: string | null;
  /** Rejects with Node's system error; the old list stands then. Call it `alone`. */
  readonly replace: (items: readonly Item[]) => Promise<void>;
}

/**
 * Reads `{version: 1, [field]: […]}`; a file that does not parse goes to backups/ untouched. Rejects with Node's
 * system error.
 */
export async function openListFile<Schema extends z.ZodType>(
  parts: LibraryParts,
  path: string,
  field: string,
  item: Schema,
  stamp: string,
): Promise<ListFile<z.output<Schema>>> {
  const fileSchema = z.object({ version: z.literal(1), [field]: z.array(item) });
  const file = await readJsonFile(path);
  const parsed = file.state === "found" ? fileSchema.safeParse(file.value) : null;
  const isGood = parsed?.success === true;
  const isBroken = file.state !== "missing" && !isGood;
  const aside = `${basename(path, ".json")}-damaged-${stamp}.json`;
  if (isBroken) {
    parts.log.warn("library.list-broken", { field });
    await parts.disk.rename(path, join(parts.layout.backups, aside));
  }
  let items: readonly z.output<Schema>[] = isGood ? (parsed.data[field] as z.output<Schema>[]) : [];
  const write = async (list: readonly z.output<Schema>[]): Promise<void> => {
    const text = `${JSON.stringify({ version: 1, [field]: list }, null, 1)}\n`;
    await replaceFile(path, text, parts.disk, parts.layout.temporary(path));
  };
  return {
    items: () => items,
    wasFound: isGood,
    movedTo: isBroken ? `backups/${aside}` : null,
    replace: async (next) => {
      await write(next);
      try {
        await parts.disk.syncFolder(parts.layout.folder);
      } catch (error) {
        // Who hears of a failure keeps the old list: the file must say the same.
        await write(items);
        throw error;
      }
      items = next;
    },
  };
}

/** By name, as texts compare. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
