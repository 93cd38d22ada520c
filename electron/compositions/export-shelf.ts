// Files that were made for a page to fetch, by token; swept after an hour and at every start. Knows no documents.
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { systemCode } from "#electron/platform/durable-file.ts";

export type ShelvedFile = { readonly path: string; readonly name: string; readonly mediaType: string };

export interface ExportShelf {
  /** Where the file for a token goes; its folder is there afterwards. Rejects with Node's system error. */
  readonly place: (token: string, name: string, mediaType: string) => Promise<string>;
  readonly find: (token: string) => ShelvedFile | null;
}

const lifetimeMs = 3_600_000;

/** Throws away what an earlier run left. Rejects with Node's system error. */
export async function openExportShelf(folder: string, now: () => number): Promise<ExportShelf> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = new Map<string, ShelvedFile>();
  return {
    place: async (token, name, mediaType) => {
      for (const old of await readdir(folder)) {
        const { mtimeMs } = await stat(join(folder, old)).catch(gone);
        if (now() - mtimeMs < lifetimeMs) continue;
        files.delete(old);
        await rm(join(folder, old), { recursive: true, force: true });
      }
      await mkdir(join(folder, token));
      const file = { path: join(folder, token, name), name, mediaType };
      files.set(token, file);
      return file.path;
    },
    find: (token) => files.get(token) ?? null,
  };
}

function gone(error: unknown): { readonly mtimeMs: number } {
  if (systemCode(error) === "ENOENT") return { mtimeMs: 0 };
  throw error;
}
