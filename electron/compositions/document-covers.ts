// What documents look like, as a small picture beside each, made by a page. Only for lists: it may be missing or old, and
// goes wherever its document goes. Knows nothing of what is in documents.
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { CompositionCard } from "#shared/contract/calls/composition-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { compositionIdSchema, type CompositionId } from "#shared/model/ids.ts";
import { classifyFileError, systemCode, writeFileDurably } from "#electron/platform/durable-file.ts";
import { sniffFormat } from "#electron/platform/sniff-format.ts";

const maxBytes = 512 * 1024;
const ending = ".cover.webp";

export interface DocumentCovers {
  readonly path: (id: CompositionId) => string;
  /** The cards with what is known of their covers. */
  readonly onCards: (cards: readonly CompositionCard[], isTrashed: boolean) => Promise<CompositionCard[]>;
  /** Errors: `invalid-input` for what is no WebP or too large, and where there is no such document; disk. */
  readonly keep: (id: string, bytes: AsyncIterable<Uint8Array>) => Promise<Result<CompositionId>>;
  /** After its document. */
  readonly move: (id: CompositionId, isToTrash: boolean) => Promise<void>;
}

/** Throws away covers whose documents are gone. Rejects with Node's system error. */
export async function openDocumentCovers(folder: string, trash: string): Promise<DocumentCovers> {
  for (const place of [folder, trash]) {
    const names = new Set(await readdir(place));
    for (const name of names)
      if (name.endsWith(ending) && !names.has(`${name.slice(0, -ending.length)}.json`))
        await rm(join(place, name), { force: true });
  }
  const pathIn = (place: string, id: CompositionId): string => join(place, `${id}${ending}`);
  return {
    path: (id) => pathIn(folder, id),
    onCards: async (cards, isTrashed) => {
      const place = isTrashed ? trash : folder;
      const covered = cards.map(async (card) => {
        const facts = await stat(pathIn(place, card.id)).catch(ignoreSystem);
        return { ...card, cover: facts?.mtimeMs ?? null };
      });
      return await Promise.all(covered);
    },
    keep: async (name, bytes) => {
      const refused: Result<never> = err({ kind: "invalid-input", call: "upload", issues: ["cover"] });
      const id = compositionIdSchema.safeParse(name).data;
      const parts: Uint8Array[] = [];
      let total = 0;
      for await (const part of bytes) {
        total += part.byteLength;
        if (total > maxBytes) return refused;
        parts.push(part);
      }
      const whole = Buffer.concat(parts);
      if (id === undefined || sniffFormat(whole) !== "webp") return refused;
      if ((await stat(join(folder, `${id}.json`)).catch(ignoreSystem)) === null) return refused;
      try {
        await writeFileDurably(pathIn(folder, id), whole);
        return ok(id);
      } catch (error) {
        return err(classifyFileError(error, { folder }));
      }
    },
    move: async (id, isToTrash) => {
      const [from, to] = isToTrash ? [folder, trash] : [trash, folder];
      await rename(pathIn(from, id), pathIn(to, id)).catch(ignoreSystem);
    },
  };
}

function ignoreSystem(error: unknown): null {
  if (systemCode(error) === null) throw error;
  return null;
}
