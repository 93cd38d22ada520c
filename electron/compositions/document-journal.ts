// What was done to documents since they were saved: a file of lines beside each, appended to while a page works, read when
// the document is opened, emptied by saves. A line is in the system's hands once it is written, so it outlives the
// process; only saves are flushed. Knows steps and places, no documents.
import { open, readFile, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  compositionStepSchema,
  journalPlaceSchema,
  type CompositionStep,
  type JournalPlace,
} from "#shared/model/composition-step.ts";
import { sessionIdSchema, type CompositionId, type SessionId } from "#shared/model/ids.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import type { Disk } from "#electron/platform/disk.ts";

const headSchema = z.object({
  journal: z.literal(1),
  session: sessionIdSchema,
  /** What the first step of the session goes on from. */
  from: journalPlaceSchema,
});
const lineSchema = z.object({ step: z.number().int().min(1), change: compositionStepSchema });

/** A journal that has grown beyond this takes no more; the next save empties it. */
const maxBytes = 128 * 1024 * 1024;

/** Steps of one session, numbered from `step` on. */
export type Note = {
  readonly session: SessionId;
  readonly from: JournalPlace;
  readonly step: number;
  readonly steps: readonly CompositionStep[];
};

/** Steps that no save holds; `first` is the number of the first one. */
export type OpenSteps = {
  readonly session: SessionId;
  readonly first: number;
  readonly steps: readonly CompositionStep[];
};

/** All reject with Node's system error. `saved` is the place of the document on disk. */
export interface DocumentJournals {
  /** False where the steps do not go on from what is saved and noted, or another page's are not saved yet. */
  readonly note: (id: CompositionId, note: Note, saved: JournalPlace) => Promise<boolean>;
  /** What is noted beyond the document on disk; null where nothing is. A line that was cut off ends it. */
  readonly read: (id: CompositionId, saved: JournalPlace) => Promise<OpenSteps | null>;
  /**
   * The document on disk has this place now: what it holds is forgotten, and so is what rests on a former one. Null: it is
   * no longer there.
   */
  readonly settle: (id: CompositionId, saved: JournalPlace | null) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A journal that is being written. */
type Writing = {
  readonly file: FileHandle;
  readonly session: SessionId;
  readonly from: JournalPlace;
  /** The number of the last step. */
  last: number;
  /** What of the file counts. */
  bytes: number;
};

/** The file of a document's journal, beside its own. */
export function journalPath(folder: string, id: CompositionId): string {
  return join(folder, `${id}.journal`);
}

export function openDocumentJournals(folder: string, disk: Pick<Disk, "remove">): DocumentJournals {
  const writing = new Map<CompositionId, Writing>();
  const turns = new Map<CompositionId, Promise<unknown>>();
  /** One after the other for each document. */
  const inTurn = async <T>(id: CompositionId, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(id) ?? Promise.resolve()).then(work, work);
    turns.set(id, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(id) === mine) turns.delete(id);
    }
  };
  const end = async (id: CompositionId): Promise<void> => {
    const journal = writing.get(id);
    writing.delete(id);
    await journal?.file.close();
  };
  const begin = async (id: CompositionId, note: Note, saved: JournalPlace): Promise<Writing | null> => {
    const before = writing.get(id);
    if (before !== undefined && !isSettled(before, saved)) return null;
    if (before === undefined && (await readSteps(journalPath(folder, id), saved)) !== null) return null;
    await end(id);
    const file = await open(journalPath(folder, id), "w");
    const { session, from, step } = note;
    const begun: Writing = { file, session, from, last: step - 1, bytes: 0 };
    writing.set(id, begun);
    return begun;
  };

  return {
    note: (id, note, saved) =>
      inTurn(id, async () => {
        const present = writing.get(id);
        const goesOn = present?.session === note.session;
        if (goesOn ? note.step !== present.last + 1 : !isBeginning(note, saved)) return false;
        const last = note.step + note.steps.length - 1;
        // A save that says so came first.
        if (note.session === saved.session && last <= saved.step) {
          if (goesOn) present.last = last;
          return true;
        }
        const journal = goesOn ? present : await begin(id, note, saved);
        if (journal === null) return false;
        const text = Buffer.from(textOf(journal, note));
        if (journal.bytes + text.length > maxBytes) return false;
        try {
          await writeAt(journal.file, text, journal.bytes);
        } catch (error) {
          // What is half written would hide what follows it.
          await journal.file.truncate(journal.bytes).catch(() => undefined);
          await end(id);
          throw error;
        }
        journal.bytes += text.length;
        journal.last = last;
        return true;
      }),
    read: (id, saved) => inTurn(id, () => readSteps(journalPath(folder, id), saved)),
    settle: (id, saved) =>
      inTurn(id, async () => {
        const journal = writing.get(id);
        if (journal !== undefined && journal.session === saved?.session) {
          if (journal.last > saved.step) return;
          await journal.file.truncate(0);
          journal.bytes = 0;
          return;
        }
        await end(id);
        await disk.remove(journalPath(folder, id));
      }),
    close: async () => {
      await Promise.allSettled(turns.values());
      for (const [id, { bytes }] of writing) {
        await end(id);
        if (bytes === 0) await disk.remove(journalPath(folder, id));
      }
    },
  };
}

/** Whether a session that has no journal may begin one with this note. */
function isBeginning({ session, from, step }: Note, saved: JournalPlace): boolean {
  if (saved.session === session) return step <= saved.step + 1;
  return step === 1 && isSamePlace(from, saved);
}

function isSettled(journal: Writing, saved: JournalPlace): boolean {
  return journal.bytes === 0 || (journal.session === saved.session && journal.last <= saved.step);
}

function isSamePlace(a: JournalPlace, b: JournalPlace): boolean {
  return a.session === b.session && a.step === b.step;
}

function textOf({ session, from, bytes }: Writing, { step, steps }: Note): string {
  const head = { journal: 1, session, from } satisfies z.input<typeof headSchema>;
  const lines = steps.map((change, i) => `${JSON.stringify({ step: step + i, change })}\n`);
  return `${bytes === 0 ? `${JSON.stringify(head)}\n` : ""}${lines.join("")}`;
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function readSteps(path: string, saved: JournalPlace): Promise<OpenSteps | null> {
  let content: string;
  try {
    if ((await stat(path)).size > maxBytes) return null;
    content = await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
  // A line counts when its end is there.
  const [first = "", ...lines] = content.split("\n").slice(0, -1);
  const head = headSchema.safeParse(parseLine(first)).data;
  if (head === undefined) return null;
  const isOwn = head.session === saved.session;
  if (!isOwn && !isSamePlace(head.from, saved)) return null;
  const wanted = isOwn ? saved.step + 1 : 1;
  const steps: CompositionStep[] = [];
  for (const text of lines) {
    const line = lineSchema.safeParse(parseLine(text)).data;
    if (line === undefined || line.step > wanted + steps.length) break;
    if (line.step === wanted + steps.length) steps.push(line.change);
  }
  return steps.length === 0 ? null : { session: head.session, first: wanted, steps };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
