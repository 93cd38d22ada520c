// Replies on disk between the wire and the library: `<job>.part` while one comes, `<job>.reply` with `<job>.json`
// beside it when it is whole. Enough to save a picture even if the journal is gone. `<job>.room` holds room for one.
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
import { holdRoom, type HeldRoom } from "./held-room.ts";
import type { Dispatch, Shelter } from "./ports.ts";
import { openRefuge } from "./refuge.ts";

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
  /** Path of a reply that is whole, or null. One whose end is in the refuge is whole, and is put together by `gather`. */
  readonly reply: string | null;
  /** Null where there is none, or one that does not parse. */
  readonly note: ReplyNote | null;
};

export type Spool = {
  /** Where the next reply of a job goes. What an earlier attempt left there is kept under another name (J7). */
  readonly prepareTarget: (id: JobId) => Dispatch["target"];
  /** Before an attempt: holds room for the reply until `freeRoom`. Rejects when the disk has not that much. */
  readonly holdRoom: (id: JobId, bytes: number) => Promise<void>;
  readonly freeRoom: (id: JobId) => Promise<void>;
  /** For the bytes of a reply that is coming. */
  readonly shelter: (id: JobId) => Shelter;
  /** Puts a reply together whose end is in the refuge; does nothing for any other. */
  readonly gather: (id: JobId) => Promise<void>;
  /** True when a part of the reply is in memory only. */
  readonly isAtRisk: (id: JobId) => boolean;
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

/**
 * Opens the folder, making it where it is missing; this and all methods fail with Node's system error. `refuges` are
 * folders on other disks, for what this one refuses.
 */
export async function openSpool(folder: string, refuges: readonly string[] = []): Promise<Spool> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name.endsWith(".room")) await rm(join(folder, name));
  const refuge = await openRefuge(refuges, folder);
  const rooms = new Map<JobId, HeldRoom>();
  let lastHold: Promise<unknown> = Promise.resolve();
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
    const note = file.state === "found" ? replyNoteSchema.safeParse(file.value).data : undefined;
    return note ?? (await readRefugeNote(id));
  }

  async function readRefugeNote(id: JobId): Promise<ReplyNote | null> {
    const text = await refuge.readNote(id);
    return text === null ? null : (replyNoteSchema.safeParse(parseJson(text)).data ?? null);
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
    const ids = new Set<JobId>(refuge.ids());
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
    const end = refuge.find(id);
    const isWhole = end !== null && note !== null && end.from + end.bytes === note.bytes;
    if (isWhole && (partBytes ?? 0) >= end.from) return { id, reply: path(id, "reply"), note };
    // Stopped between the note and the rename: the part is the whole reply.
    if (note !== null && partBytes === note.bytes) {
      await nodeDisk.rename(path(id, "part"), path(id, "reply"));
      await nodeDisk.syncFolder(folder);
      return { id, reply: path(id, "reply"), note };
    }
    if (partBytes === 0) await rm(path(id, "part"));
    return { id, reply: null, note };
  }

  async function gather(id: JobId): Promise<void> {
    const note = await readNote(id);
    if (refuge.find(id) === null) return;
    if ((await sizeOf(path(id, "reply"))) === null) {
      await refuge.bringHome(id, path(id, "part"));
      if (note !== null) await writeFileDurably(path(id, "json"), JSON.stringify(note));
      await nodeDisk.rename(path(id, "part"), path(id, "reply"));
      await nodeDisk.syncFolder(folder);
    }
    await refuge.drop(id);
  }

  return {
    prepareTarget,
    holdRoom: async (id, bytes) => {
      // One after the other: jobs begin in the order of the line.
      const hold = lastHold.then(async () => rooms.set(id, await holdRoom(path(id, "room"), bytes)));
      lastHold = hold.catch(() => undefined);
      await hold;
      await refuge.setAside(id);
    },
    freeRoom: async (id) => {
      await rooms.get(id)?.drop();
      rooms.delete(id);
    },
    shelter: (id) => ({
      // A room that is gone with its folder is none; what is then refused goes to the refuge.
      makeRoom: async (bytes) =>
        (await rooms
          .get(id)
          ?.give(bytes)
          .catch(() => false)) ?? false,
      take: async (bytes, position) => await refuge.take(id, bytes, position),
      restart: async () => await refuge.drop(id),
    }),
    gather,
    isAtRisk: refuge.isInMemory,
    writeNote: async (note) => {
      const text = JSON.stringify(note);
      if (refuge.find(note.job.id) === null) await writeFileDurably(path(note.job.id, "json"), text);
      else await refuge.writeNote(note.job.id, text);
    },
    replyPath: (id) => path(id, "reply"),
    find,
    dropEmptyPart: async (id) => {
      if ((await sizeOf(path(id, "part"))) === 0) await rm(path(id, "part"), { force: true });
    },
    clear: async (id) => {
      await refuge.drop(id);
      for (const name of await namesOf(id)) await rm(join(folder, name), { force: true });
    },
    scan,
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
