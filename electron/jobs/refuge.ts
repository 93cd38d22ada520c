// The second place for bytes of a reply that the library's disk refuses: a file on another disk, and memory after that.
// Holds the end of a reply, whose beginning stays in the spool. Knows neither wire nor library.
import { createHash } from "node:crypto";
import { appendFile, lstat, mkdir, open, readdir, readFile, rename, rm, truncate } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { JobId } from "#shared/model/ids.ts";
import { systemCode, writeFileDurably } from "#electron/platform/durable-file.ts";

/** What is held of one reply: its bytes from `from` on. */
export type HeldEnd = { readonly from: number; readonly bytes: number };

export type Refuge = {
  /** Takes bytes in order; `position` is their place in the reply. Rejects when every place is full. */
  readonly take: (id: JobId, bytes: Uint8Array, position: number) => Promise<void>;
  readonly find: (id: JobId) => HeldEnd | null;
  readonly ids: () => JobId[];
  /** True when the end of a process takes bytes with it. */
  readonly isInMemory: (id: JobId) => boolean;
  /** Keeps a text beside a file, so that the next run knows whose end it is; in memory there is none. */
  readonly writeNote: (id: JobId, text: string) => Promise<void>;
  readonly readNote: (id: JobId) => Promise<string | null>;
  /** Puts beginning and end together in the file that has the beginning, and syncs it. Both stand until `drop`. */
  readonly bringHome: (id: JobId, file: string) => Promise<void>;
  /** Before another attempt: what an earlier one left is kept under another name. */
  readonly setAside: (id: JobId) => Promise<void>;
  readonly drop: (id: JobId) => Promise<void>;
};

type Held = {
  readonly from: number;
  /** Null where no folder took anything. */
  readonly path: string | null;
  fileBytes: number;
  /** What came after the file was full too. */
  readonly chunks: Buffer[];
};

/** For all replies together; a picture of the API has at most a quarter of it. */
const memoryBytes = 160 * 2 ** 20;

const filePattern = /^([0-9a-f]+)\.(\d+)\.end$/;

/** `places` are tried in order; each library has its own folder in them. Finds what an earlier run left there. */
export async function openRefuge(places: readonly string[], libraryFolder: string): Promise<Refuge> {
  const name = createHash("sha256").update(libraryFolder).digest("hex").slice(0, 16);
  const folders = places.map((place) => join(place, name));
  const held = new Map<JobId, Held>();
  let inMemory = 0;
  for (const folder of folders) for (const [id, end] of await findEnds(folder)) held.set(id, end);

  async function begin(id: JobId, bytes: Uint8Array, from: number): Promise<Held> {
    for (const folder of folders) {
      const path = join(folder, `${id}.${from}.end`);
      try {
        await makeOwnFolder(folder);
        await appendFile(path, bytes, { mode: 0o600, flag: "wx" });
        return { from, path, fileBytes: bytes.length, chunks: [] };
      } catch (error) {
        if (systemCode(error) === null) throw error;
        await rm(path, { force: true }).catch(() => undefined);
      }
    }
    remember(bytes.length);
    return { from, path: null, fileBytes: 0, chunks: [Buffer.from(bytes)] };
  }

  function remember(bytes: number): void {
    if (inMemory + bytes > memoryBytes)
      throw Object.assign(new Error("No place is left for the reply"), { code: "ENOSPC" });
    inMemory += bytes;
  }

  async function append(end: Held, bytes: Uint8Array): Promise<void> {
    if (end.path !== null && end.chunks.length === 0) {
      try {
        await appendFile(end.path, bytes);
        end.fileBytes += bytes.length;
        return;
      } catch (error) {
        if (systemCode(error) === null) throw error;
        await truncate(end.path, end.fileBytes).catch(() => undefined);
      }
    }
    remember(bytes.length);
    end.chunks.push(Buffer.from(bytes));
  }

  const notePath = (end: Held): string => `${end.path ?? ""}.json`;
  const forget = (id: JobId): Held | null => {
    const end = held.get(id) ?? null;
    held.delete(id);
    for (const { length } of end?.chunks ?? []) inMemory -= length;
    return end;
  };

  return {
    take: async (id, bytes, position) => {
      const end = held.get(id);
      if (end === undefined) held.set(id, await begin(id, bytes, position));
      else await append(end, bytes);
    },
    find: (id) => {
      const end = held.get(id);
      return end === undefined ? null : { from: end.from, bytes: end.fileBytes + bytesOf(end.chunks) };
    },
    ids: () => [...held.keys()],
    isInMemory: (id) => (held.get(id)?.chunks.length ?? 0) > 0,
    writeNote: async (id, text) => {
      const end = held.get(id);
      if (end === undefined || end.path === null || end.chunks.length > 0) return;
      await syncFile(end.path);
      await writeFileDurably(notePath(end), text);
    },
    readNote: async (id) => {
      const end = held.get(id);
      if (end === undefined || end.path === null) return null;
      return await readFile(notePath(end), "utf8").catch(() => null);
    },
    bringHome: async (id, target) => {
      const end = held.get(id);
      if (end !== undefined) await complete(target, end);
    },
    setAside: async (id) => {
      const end = forget(id);
      if (end === null || end.path === null) return;
      await rename(end.path, `${end.path}.${end.fileBytes}.fragment`);
      await rm(notePath(end), { force: true });
    },
    drop: async (id) => {
      const end = forget(id);
      if (end === null || end.path === null) return;
      await rm(end.path, { force: true });
      await rm(notePath(end), { force: true });
    },
  };
}

/** Writes the end behind the beginning; a call that fails can be made again. */
async function complete(target: string, { from, path, fileBytes, chunks }: Held): Promise<void> {
  const file = await open(target, from === 0 ? "w" : "r+");
  try {
    await file.truncate(from);
    const source = path === null ? null : await open(path, "r");
    try {
      if (source !== null) await copyBytes(source, fileBytes, file, from);
    } finally {
      await source?.close();
    }
    let at = from + fileBytes;
    for (const chunk of chunks) {
      await writeAll(file, chunk, at);
      at += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function copyBytes(source: FileHandle, bytes: number, target: FileHandle, from: number): Promise<void> {
  const block = Buffer.allocUnsafe(2 ** 19);
  for (let done = 0; done < bytes;) {
    const { bytesRead } = await source.read(block, 0, Math.min(block.length, bytes - done), done);
    if (bytesRead === 0)
      throw Object.assign(new Error("The kept end is shorter than it was"), { code: "EIO" });
    await writeAll(target, block.subarray(0, bytesRead), from + done);
    done += bytesRead;
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

/** A folder that somebody else has made, or may look into, is not used: the system's temporary folder is everybody's. */
async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  const isForeign =
    process.getuid !== undefined && (found.uid !== process.getuid() || (found.mode & 0o077) !== 0);
  if (!found.isDirectory() || isForeign) throw Object.assign(new Error("Not our folder"), { code: "EACCES" });
}

async function findEnds(folder: string): Promise<[JobId, Held][]> {
  const ends: [JobId, Held][] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, id, from] = filePattern.exec(name) ?? [];
    if (id === undefined) continue;
    const path = join(folder, name);
    const { size } = await lstat(path);
    ends.push([id as JobId, { from: Number(from), path, fileBytes: size, chunks: [] }]);
  }
  return ends;
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function bytesOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((total, { length }) => total + length, 0);
}
