// The key of the API: where it is kept, how well, and the only door through which it leaves, `use`, which the host
// hands to the provider. Nothing else here returns it, and the log is told to remove it before anything can write it.
import { rm } from "node:fs/promises";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Notice } from "#shared/contract/notice.ts";
import type { KeyState } from "#shared/model/key-state.ts";
import { readEnvironmentKey } from "./environment-key.ts";
import {
  classifyKeyFileError,
  readKeyFile,
  setAsideKeyFile,
  writeKeyFile,
  type KeyFileState,
} from "./key-file.ts";
import type { KeyVault } from "./key-vault.ts";

export interface KeyKeeperOptions {
  /** Absolute path of the file for a stored key. */
  readonly path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null where there is no key store: plain Node. */
  readonly vault: KeyVault | null;
  /** Called with every key before it is used anywhere. */
  readonly addSecret: (key: string) => void;
  readonly now: () => number;
}

export interface KeyKeeper {
  readonly state: () => KeyState;
  /** The key itself, for the provider alone. Null without one. */
  readonly use: () => string | null;
  /** Keeps a key. Errors: `weak-key-storage` (nothing written), `not-allowed` over the environment's, disk errors. */
  readonly set: (key: string, place: "session" | "keychain" | "weak") => Promise<Result<KeyState>>;
  /** Forgets session and stored key. A stored one that nobody could decrypt is put aside, not deleted (K3). */
  readonly forget: () => Promise<Result<KeyState>>;
  readonly onChange: (listener: (state: KeyState) => void) => () => void;
  /** Told once each, as they come up. */
  readonly onNotice: (listener: (notice: Notice) => void) => void;
  /** Reads the stored key. The system may ask the user first, so a host does not wait for it for ever. */
  readonly load: () => Promise<void>;
}

type Held = { readonly place: KeyState["place"]; readonly key: string | null };

const nothing: Held = { place: "none", key: null };
const noStore: KeyState["canStore"] = "weak";

export function createKeyKeeper(options: KeyKeeperOptions): KeyKeeper {
  const { path, vault, addSecret } = options;
  const changeListeners = new Set<(state: KeyState) => void>();
  const noticeListeners: ((notice: Notice) => void)[] = [];
  const early: Notice[] = [];
  let canStore: KeyState["canStore"] = vault === null ? noStore : "session-only";
  let held = nothing;
  // What is on disk but not in our hands.
  let isFileUnreadable = false;

  const notify = (notice: Notice): void => {
    if (noticeListeners.length === 0) early.push(notice);
    for (const listener of noticeListeners) listener(notice);
  };
  const state = (): KeyState => ({ place: held.place, tail: tailOf(held.key), canStore });
  const hold = (next: Held): KeyState => {
    if (next.key !== null) addSecret(next.key);
    held = next;
    const now = state();
    for (const listener of changeListeners) listener(now);
    return now;
  };
  const environment = readEnvironmentKey(options.env);
  if (!environment.ok) notify({ id: "trouble", error: environment.error });
  else if (environment.value !== null) hold({ place: "environment", key: environment.value });

  const open = async (file: KeyFileState): Promise<Held> => {
    if (file.state === "missing") return nothing;
    if (file.state === "found" && file.stored.place === "weak")
      return { place: "weak", key: file.stored.key };
    try {
      if (file.state === "found" && file.stored.place === "keychain" && vault !== null) {
        const opened = await vault.decrypt(Buffer.from(file.stored.ciphertext, "base64"));
        if (opened.isStale) await refresh(opened.text);
        return { place: "keychain", key: opened.text };
      }
    } catch {
      // The system would not, for whatever reason: a locked key store today may be open tomorrow.
    }
    isFileUnreadable = true;
    notify({ id: "key-locked" });
    return { place: "locked", key: null };
  };

  /** Encrypts anew after the system changed its key; best effort, the old ciphertext still opens. */
  const refresh = async (key: string): Promise<void> => {
    const sealed = await vault?.encrypt(key).catch(() => null);
    if (sealed?.strength === "strong") await store(key, sealed.bytes).catch(() => undefined);
  };

  const store = async (key: string, ciphertext: Uint8Array): Promise<void> =>
    await writeKeyFile(path, {
      place: "keychain",
      tail: tailOf(key) ?? "",
      ciphertext: Buffer.from(ciphertext).toString("base64"),
    });

  const makeRoom = async (): Promise<void> => {
    if (!isFileUnreadable) return;
    await setAsideKeyFile(path, options.now());
    isFileUnreadable = false;
  };

  const put = async (key: string, place: "keychain" | "weak"): Promise<StudioError | null> => {
    addSecret(key);
    if (place === "weak") {
      await makeRoom();
      await writeKeyFile(path, { place: "weak", key });
      return null;
    }
    const sealed = await vault?.encrypt(key).catch(() => null);
    // Encrypting is the only test that counts: whoever asks beforehand is told that all is well.
    if (sealed?.strength !== "strong") return { kind: "weak-key-storage" };
    await makeRoom();
    await store(key, sealed.bytes);
    return null;
  };

  const guardDisk = async (action: () => Promise<StudioError | null>): Promise<StudioError | null> => {
    try {
      return await action();
    } catch (error) {
      return classifyKeyFileError(error, path);
    }
  };
  const ownedByEnvironment: StudioError = { kind: "not-allowed", reason: "environment-key" };

  return {
    state,
    use: () => held.key,
    set: async (key, place) => {
      if (held.place === "environment") return err(ownedByEnvironment);
      const error = place === "session" ? null : await guardDisk(async () => await put(key, place));
      return error === null ? ok(hold({ place, key })) : err(error);
    },
    forget: async () => {
      if (held.place === "environment") return err(ownedByEnvironment);
      const error = await guardDisk(async () => {
        await (isFileUnreadable ? makeRoom() : rm(path, { force: true }));
        return null;
      });
      return error === null ? ok(hold(nothing)) : err(error);
    },
    onChange: (listener) => {
      changeListeners.add(listener);
      return () => {
        changeListeners.delete(listener);
      };
    },
    onNotice: (listener) => {
      noticeListeners.push(listener);
      for (const notice of early.splice(0)) listener(notice);
    },
    load: async () => {
      if (vault !== null) canStore = (await vault.strength()) === "strong" ? "keychain" : "weak";
      if (held.place === "environment") return;
      const opened = await open(await readKeyFile(path));
      // Meanwhile the user may have typed one.
      if (held.place === "none") hold(opened);
    },
  };
}

/** Of a key that is long enough for its end to give nothing away. */
function tailOf(key: string | null): string | null {
  return key !== null && key.length >= 12 ? key.slice(-4) : null;
}
