// Prompts that the designer keeps, in one small file of the library (`prompts.json`).
import { join } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PromptId } from "#shared/model/ids.ts";
import { savedPromptSchema, type SavedPrompt } from "#shared/model/prompts.ts";
import { readJsonFile, replaceFile } from "#electron/platform/durable-file.ts";
import type { LibraryParts } from "./library-parts.ts";

const fileSchema = z.object({ version: z.literal(1), prompts: z.array(savedPromptSchema) });

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
  const path = parts.layout.prompts;
  const file = await readJsonFile(path);
  const parsed = file.state === "found" ? fileSchema.safeParse(file.value) : null;
  const aside = `prompts-damaged-${stamp}.json`;
  const isBroken = file.state !== "missing" && parsed?.success !== true;
  if (isBroken) {
    parts.log.warn("library.prompts-broken", {});
    await parts.disk.rename(path, join(parts.layout.backups, aside));
  }
  let prompts: readonly SavedPrompt[] = parsed?.success ? parsed.data.prompts : [];

  const write = async <T>(next: readonly SavedPrompt[], value: T): Promise<Result<T>> => {
    try {
      const text = `${JSON.stringify({ version: 1, prompts: next }, null, 1)}\n`;
      await replaceFile(path, text, parts.disk, parts.layout.temporary(path));
      await parts.disk.syncFolder(parts.layout.folder);
      prompts = next;
      return ok(value);
    } catch (error) {
      return err(parts.explain(error));
    }
  };
  const saved: SavedPrompts = {
    list: () => prompts.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    save: ({ id, name, text }) =>
      parts.alone(async () => {
        if (id !== null && !prompts.some((prompt) => prompt.id === id))
          return err({ kind: "not-found", what: "prompt", id });
        const kept: SavedPrompt = {
          id: id ?? (Buffer.from(parts.randomBytes(8)).toString("hex") as PromptId),
          name,
          text,
          updatedAt: parts.now(),
        };
        return write([...prompts.filter((prompt) => prompt.id !== kept.id), kept], kept);
      }),
    remove: (id) =>
      parts.alone(async () => {
        if (!prompts.some((prompt) => prompt.id === id))
          return err({ kind: "not-found", what: "prompt", id });
        return write(
          prompts.filter((prompt) => prompt.id !== id),
          {},
        );
      }),
  };
  return { prompts: saved, movedTo: isBroken ? `backups/${aside}` : null };
}
