// Replies on disk between the wire and the library: `<job>.part` while one comes, `<job>.reply` with `<job>.json`
// beside it when it is whole. Enough to save a picture even if the journal is gone.
import { readdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { jobIdSchema, type JobId } from "#shared/model/ids.ts";
import { jobSchema } from "#shared/model/job.ts";
import { usageSchema } from "#shared/model/usage.ts";
import { nodeDisk } from "#electron/platform/disk.ts";
import { readJsonFile, systemCode, writeFileDurably } from "#electron/platform/durable-file.ts";
import { sendSnapshotSchema } from "./job-record.ts";
import type { Dispatch } from "./ports.ts";

/** What is written beside a whole reply; never the key. */
export const replyNoteSchema = z.object({
  version: z.literal(1),
  job: jobSchema,
  send: sendSnapshotSchema,
  usage: usageSchema.nullable(),
  endedAt: z.number().int(),
  bytes: z.number().int().positive(),
});
export type ReplyNote = Readonly<z.infer<typeof replyNoteSchema>>;

/** What lies in the spool for one job. */
export type SpoolEntry = {
  readonly id: JobId;
  /** Path of a reply that is whole, or null. */
  readonly reply: string | null;
  /** Null where there is none, or one that does not parse. */
  readonly note: ReplyNote | null;
};

export type Spool = {
  /** Where the next reply of a job goes. What an earlier attempt left there is kept under another name (J7). */
  readonly prepareTarget: (id: JobId) => Dispatch["target"];
  /** Writes the note of a reply that is about to get its final name; durable when it resolves. */
  readonly writeNote: (note: ReplyNote) => Promise<void>;
  readonly replyPath: (id: JobId) => string;
  /** What lies there for one job; a reply that lacks only its final name gets it. */
  readonly find: (id: JobId) => Promise<SpoolEntry>;
  /** Deletes what a broken attempt left, if that is nothing. */
  readonly dropEmptyPart: (id: JobId) => Promise<void>;
  /** Everything of a job whose picture is in the library. */
  readonly clear: (id: JobId) => Promise<void>;
  readonly scan: () => Promise<SpoolEntry[]>;
  readonly freeBytes: () => number;
};

/** Opens the folder, making it where it is missing; this and all methods fail with Node's system error. */
export async function openSpool(folder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true });
  const path = (id: JobId, ending: string): string => join(folder, `${id}.${ending}`);

  async function sizeOf(file: string): Promise<number | null> {
    try {
      return (await stat(file)).size;
    } catch (error) {
      if (systemCode(error) === "ENOENT") return null;
      throw error;
    }
  }

  async function readNote(id: JobId): Promise<ReplyNote | null> {
    const file = await readJsonFile(path(id, "json"));
    return file.state === "found" ? (replyNoteSchema.safeParse(file.value).data ?? null) : null;
  }

  async function namesOf(id: JobId): Promise<string[]> {
    return (await readdir(folder)).filter((name) => name.startsWith(`${id}.`));
  }

  function prepareTarget(id: JobId): Dispatch["target"] {
    const target = path(id, "part");
    const left = statSync(target, { throwIfNoEntry: false });
    if (left?.size === 0) rmSync(target);
    else if (left !== undefined) {
      const names = readdirSync(folder);
      const fragments = names.filter((name) => name.startsWith(`${id}.`) && name.endsWith(".fragment"));
      renameSync(target, path(id, `${fragments.length + 1}.fragment`));
    }
    return { part: target, whole: path(id, "reply") };
  }

  async function scan(): Promise<SpoolEntry[]> {
    const ids = new Set<JobId>();
    for (const name of await readdir(folder)) {
      const id = jobIdSchema.safeParse(/^(.+)\.(?:part|reply|json)$/.exec(name)?.[1]);
      if (id.success) ids.add(id.data);
    }
    return await Promise.all([...ids].map(find));
  }

  async function find(id: JobId): Promise<SpoolEntry> {
    const note = await readNote(id);
    if ((await sizeOf(path(id, "reply"))) !== null) return { id, reply: path(id, "reply"), note };
    const partBytes = await sizeOf(path(id, "part"));
    // Stopped between the note and the rename: the part is the whole reply.
    if (note !== null && partBytes === note.bytes) {
      await nodeDisk.rename(path(id, "part"), path(id, "reply"));
      await nodeDisk.syncFolder(folder);
      return { id, reply: path(id, "reply"), note };
    }
    if (partBytes === 0) await rm(path(id, "part"));
    return { id, reply: null, note };
  }

  return {
    prepareTarget,
    writeNote: async (note) => await writeFileDurably(path(note.job.id, "json"), JSON.stringify(note)),
    replyPath: (id) => path(id, "reply"),
    find,
    dropEmptyPart: async (id) => {
      if ((await sizeOf(path(id, "part"))) === 0) await rm(path(id, "part"), { force: true });
    },
    clear: async (id) => {
      for (const name of await namesOf(id)) await rm(join(folder, name), { force: true });
    },
    scan,
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
  };
}
