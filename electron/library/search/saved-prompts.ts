// Prompts that the designer keeps, in one small file of the library (`prompts.json`).
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PromptId } from "#shared/model/ids.ts";
import { savedPromptSchema, type SavedPrompt } from "#shared/model/prompts.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { byName, openListFile } from "#electron/library/index/list-file.ts";

export interface SavedPrompts {
  /** By name. */
  readonly list: () => SavedPrompt[];
  /** Errors: `not-found` for an id that is gone, `disk-full`, library errors. */
  readonly save: (prompt: {
    readonly id: PromptId | null;
    readonly name: string;
    readonly text: string;
  }) => Promise<Result<SavedPrompt>>;
  readonly remove: (id: PromptId) => Promise<Result<Record<string, never>>>;
}

/**
 * Reads the file; one that does not parse goes to backups/ untouched, and `movedTo` says where, relative to the library.
 * Rejects with Node's system error.
 */
export async function openSavedPrompts(
  parts: LibraryParts,
  stamp: string,
): Promise<{ readonly prompts: SavedPrompts; readonly movedTo: string | null }> {
  const file = await openListFile(parts, parts.layout.prompts, "prompts", savedPromptSchema, stamp);
  const write = async <T>(next: readonly SavedPrompt[], value: T): Promise<Result<T>> => {
    try {
      await file.replace(next);
      return ok(value);
    } catch (error) {
      return err(parts.explain(error));
    }
  };
  const without = (id: PromptId) => file.items().filter((prompt) => prompt.id !== id);
  const isThere = (id: PromptId) => file.items().some((prompt) => prompt.id === id);
  const prompts: SavedPrompts = {
    list: () => file.items().toSorted(byName),
    save: ({ id, name, text }) =>
      parts.alone(async () => {
        if (id !== null && !isThere(id)) return err({ kind: "not-found", what: "prompt", id });
        const kept: SavedPrompt = {
          id: id ?? (Buffer.from(parts.randomBytes(8)).toString("hex") as PromptId),
          name,
          text,
          updatedAt: parts.now(),
        };
        return write([...without(kept.id), kept], kept);
      }),
    remove: (id) =>
      parts.alone(async () =>
        isThere(id) ? write(without(id), {}) : err({ kind: "not-found", what: "prompt", id }),
      ),
  };
  return { prompts, movedTo: file.movedTo };
}
