// The few changes that are made to files, as a port: tests count them and let them fail. Knows no formats.
import { constants } from "node:fs";
import { copyFile, link, mkdir, open, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/** Primitive changes on disk. Each rejects with Node's system error. */
export interface Disk {
  readonly makeFolders: (path: string) => Promise<void>;
  /** Makes a new file, writes all of it and syncs it; rejects with EEXIST when there is one. */
  readonly writeNew: (path: string, data: string | Uint8Array) => Promise<void>;
  /** Copies to a new file and syncs it; rejects with EEXIST when there is one. */
  readonly copyNew: (from: string, to: string) => Promise<void>;
  /** Gives a file a second name; rejects with EEXIST when that is taken, and where the disk has no links. */
  readonly link: (from: string, to: string) => Promise<void>;
  /** Replaces `to`. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Does nothing when there is no such file. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes the names in a folder durable. */
  readonly syncFolder: (path: string) => Promise<void>;
}

/** The real disk. */
export const nodeDisk: Disk = {
  makeFolders,
  writeNew: async (path, data) => {
    const file = await open(path, "wx");
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  copyNew: async (from, to) => {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    const file = await open(to, "r+");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  },
  link,
  rename: renameWithPatience,
  // Not `rm`, which asks what the file is before it takes it away.
  remove: async (path) => {
    try {
      await unlink(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  },
  syncFolder: async (path) => {
    // Windows cannot open folders, and makes renames durable by itself.
    if (process.platform === "win32") return;
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

/** Node's recursive `mkdir` never ends where a folder that is there has no room for folders, as `/proc` has none. */
async function makeFolders(path: string): Promise<void> {
  if (await makeFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolders(parent);
  if (!(await makeFolder(path)))
    throw Object.assign(new Error(`No folder can be made at ${path}`), { code: "ENOENT" });
}

/** False where its parent is not there. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT") return false;
    // Some systems say of a folder that is there that it may not be made.
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory() !== true) throw error;
    return true;
  }
}

const busyCodes = new Set(["EACCES", "EBUSY", "EPERM"]);

// On Windows a virus scanner or an indexer may hold a fresh file for a moment.
async function renameWithPatience(from: string, to: string): Promise<void> {
  const lastWaitMs = process.platform === "win32" ? 800 : 0;
  for (let waitMs = 25; ; waitMs *= 2) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "";
      if (waitMs > lastWaitMs || !busyCodes.has(code)) throw error;
    }
    const delayMs = waitMs;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}
