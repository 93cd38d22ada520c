// A folder that is looked through every few seconds: what appears there from the moment it was chosen is taken in, once
// it has stopped growing. Where was left off is kept, so that nothing is missed while Inlay is closed.
import { stat } from "node:fs/promises";
import { z } from "zod";
import type { WatchState } from "#shared/contract/calls/import-calls.ts";
import { readJsonFile, replaceFile, systemCode } from "#electron/platform/durable-file.ts";
import { walkPictures } from "./walk-pictures.ts";
import type { ImportMode } from "./import-tree.ts";

/** What became of a file that appeared. */
export type WatchOutcome = "added" | "known" | "refused" | "later";

export interface WatchParts {
  /** Where the choice is kept; outside the library, because it is this computer's. */
  readonly file: string;
  /** Takes one file in; "later" leaves it for the next look. */
  readonly take: (path: string, mode: ImportMode) => Promise<WatchOutcome>;
  /** Hears of every change of `state`. */
  readonly onChange?: (state: WatchState | null) => void;
  readonly now?: () => number;
  readonly everyMs?: number;
}

export interface FolderWatch {
  readonly state: () => WatchState | null;
  /** From now on; takes the place of the folder that was watched. Rejects with Node's system error. */
  readonly start: (folder: string, mode: ImportMode) => Promise<WatchState>;
  readonly stop: () => Promise<void>;
  /** Looks through the folder now; resolves when that is done. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const keptSchema = z.object({
  folder: z.string(),
  mode: z.enum(["copy", "in-place"]),
  /** Files that came later have not been looked at; unix milliseconds. */
  sinceMs: z.number(),
  added: z.number().default(0),
  refused: z.number().default(0),
  lastAt: z.number().nullable().default(null),
});
type Kept = z.infer<typeof keptSchema>;

/** Goes on with the folder that was watched last, if there is one. */
export async function openFolderWatch(parts: WatchParts): Promise<FolderWatch> {
  const now = parts.now ?? Date.now;
  const found = await readJsonFile(parts.file);
  const parsed = found.state === "found" ? keptSchema.safeParse(found.value) : null;
  let kept: Kept | null = parsed?.success === true ? parsed.data : null;
  let condition: WatchState["state"] = "watching";
  let timer: ReturnType<typeof setTimeout> | null = null;
  let looking: Promise<void> = Promise.resolve();
  let stopped = new AbortController();
  let isClosed = false;
  /** Size and time at the last look, by path: a file is taken when they have stayed. */
  let growing = new Map<string, string>();
  /** Size and time of what was taken and is newer than `sinceMs`, by path: written over, it is taken again. */
  let done = new Map<string, { readonly mark: string; readonly changedMs: number }>();

  const state = (): WatchState | null => {
    if (kept === null) return null;
    const { sinceMs: _, ...shown } = kept;
    return { ...shown, state: condition };
  };
  const keep = async (next: Kept | null): Promise<void> => {
    kept = next;
    await replaceFile(parts.file, `${JSON.stringify(next)}\n`);
  };
  let told = JSON.stringify(state());
  const tell = (): void => {
    const next = JSON.stringify(state());
    if (next === told) return;
    told = next;
    parts.onChange?.(state());
  };
  const schedule = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = kept === null || isClosed ? null : setTimeout(() => void look(), parts.everyMs ?? 5000);
  };
  const look = async (): Promise<void> => {
    looking = looking.then(lookThrough).finally(() => {
      tell();
      schedule();
    });
    await looking;
  };

  async function lookThrough(): Promise<void> {
    if (kept === null || isClosed) return;
    const began = now();
    // The clock was set back: what comes from now on has an earlier time than what is remembered.
    if (kept.sinceMs > began) kept = { ...kept, sinceMs: began - 10_000 };
    const { folder, mode, sinceMs } = kept;
    let met: WatchState["state"] = "watching";
    let isComplete = true;
    let isNews = false;
    const seen = new Map<string, string>();
    const walk = walkPictures(folder, {
      signal: stopped.signal,
      unreadable: (path, code) => {
        isComplete = false;
        if (path === folder) met = code === "ENOENT" || code === "ENOTDIR" ? "missing" : "failed";
      },
    });
    for await (const path of walk) {
      if (stopped.signal.aborted) break;
      const facts = await stat(path).catch(() => null);
      if (facts === null || facts.ctimeMs <= sinceMs) continue;
      const mark = `${facts.size} ${facts.mtimeMs}`;
      if (done.get(path)?.mark === mark) continue;
      if (growing.get(path) !== mark || facts.size === 0) {
        seen.set(path, mark);
        isComplete = false;
        continue;
      }
      const outcome = await parts.take(path, mode);
      if (outcome === "later") isComplete = false;
      else {
        done.set(path, { mark, changedMs: facts.ctimeMs });
        isNews = true;
        count(outcome);
      }
    }
    growing = seen;
    condition = met;
    if (isNews && kept?.folder === folder) await keep(kept).catch(ignoreSystem);
    if (!isComplete || stopped.signal.aborted || kept?.folder !== folder) return;
    // All that came before this look has been taken: its names need not be remembered.
    const settledMs = Math.max(sinceMs, began - 10_000);
    const settled = [...done].filter(([, { changedMs }]) => changedMs <= settledMs);
    if (settled.length === 0) return;
    for (const [path] of settled) done.delete(path);
    await keep({ ...kept, sinceMs: settledMs }).catch(ignoreSystem);
  }

  function count(outcome: Exclude<WatchOutcome, "later">): void {
    if (kept === null || outcome === "known") return;
    kept =
      outcome === "added"
        ? { ...kept, added: kept.added + 1, lastAt: now() }
        : { ...kept, refused: kept.refused + 1 };
    tell();
  }

  schedule();
  return {
    state,
    start: async (folder, mode) => {
      stopped.abort();
      await looking;
      stopped = new AbortController();
      growing = new Map();
      done = new Map();
      condition = "watching";
      await keep({ folder, mode, sinceMs: now(), added: 0, refused: 0, lastAt: null });
      tell();
      // At once, so that a folder that is not there is said to be so.
      await look();
      return { folder, mode, state: condition, added: 0, refused: 0, lastAt: null };
    },
    stop: async () => {
      stopped.abort();
      await looking;
      stopped = new AbortController();
      await keep(null);
      tell();
      schedule();
    },
    look,
    close: async () => {
      isClosed = true;
      stopped.abort();
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
}

function ignoreSystem(error: unknown): void {
  if (systemCode(error) === null) throw error;
}
