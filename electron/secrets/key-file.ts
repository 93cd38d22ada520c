// The stored key on disk: one small file that only its owner may read. Knows what is in it, not what it means.
import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { nodeDisk, type Disk } from "#electron/platform/disk.ts";
import { systemCode, writeFileDurably } from "#electron/platform/durable-file.ts";

const storedKeySchema = z.discriminatedUnion("place", [
  /** Encrypted by the system's key store; base64. */
  z.object({ place: z.literal("keychain"), tail: z.string().max(4), ciphertext: z.base64() }),
  /** Not encrypted: the user agreed to it. */
  z.object({ place: z.literal("weak"), key: z.string().min(1).max(500) }),
]);
export type StoredKey = z.infer<typeof storedKeySchema>;

export type KeyFileState =
  | { readonly state: "missing" }
  | { readonly state: "found"; readonly stored: StoredKey }
  /** There is something that this version cannot read; it is left as it is. */
  | { readonly state: "unreadable" };

const statement = "This key is NOT encrypted. Whoever can read this file can use it.";

/** Makes files with their final rights, so that they are never readable by others, not even for a moment. */
const ownerOnlyDisk: Disk = {
  ...nodeDisk,
  writeNew: async (path, data) => {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
  },
};

export async function readKeyFile(path: string): Promise<KeyFileState> {
  try {
    const parsed = storedKeySchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    return parsed.success ? { state: "found", stored: parsed.data } : { state: "unreadable" };
  } catch (error) {
    return systemCode(error) === "ENOENT" ? { state: "missing" } : { state: "unreadable" };
  }
}

/** Rejects with Node's system error; the old file stands then. */
export async function writeKeyFile(path: string, stored: StoredKey): Promise<void> {
  const content = stored.place === "weak" ? { about: statement, ...stored } : stored;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify(content, null, "\t")}\n`;
  await writeFileDurably(path, text, ownerOnlyDisk);
}

/** Puts a file aside whose content nobody could read, bytes unchanged; the free name is returned. */
export async function setAsideKeyFile(path: string, now: number): Promise<string> {
  const target = path.replace(/\.json$/, "") + `.kept-${now}.json`;
  await rename(path, target);
  await chmod(target, 0o600);
  return target;
}

/** Anything that is no system error is a bug and is thrown on. */
export function classifyKeyFileError(error: unknown, path: string): StudioError {
  const code = systemCode(error);
  if (code === null) throw error;
  return code === "ENOSPC" || code === "EDQUOT"
    ? { kind: "disk-full", folder: dirname(path), billed: "no" }
    : { kind: "file-unreadable", name: path.slice(-500), code };
}
