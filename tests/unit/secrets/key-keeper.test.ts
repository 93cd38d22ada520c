import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Notice } from "#shared/contract/notice.ts";
import { createKeyKeeper, type KeyKeeper } from "#electron/secrets/key-keeper.ts";
import { strengthOfCiphertext, type KeyVault } from "#electron/secrets/key-vault.ts";

const canary = "sk-canary-0123456789abcdefWXYZ";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "inlay-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, "deep", "key.json");

/** A key store that turns texts round; `v11` and its like in front, as Chromium writes them. */
function fakeVault(prefix: "v10" | "v11", locked = false): KeyVault & { stale: boolean } {
  const turnRound = (text: string): string => Array.from(text).toReversed().join("");
  const vault = {
    stale: false,
    strength: async () => strengthOfCiphertext(Buffer.from(prefix), "linux"),
    encrypt: async (text: string) => {
      const bytes = Buffer.from(prefix + turnRound(text));
      return { bytes, strength: strengthOfCiphertext(bytes, "linux") };
    },
    decrypt: async (bytes: Uint8Array) => {
      const text = Buffer.from(bytes).toString();
      if (locked || !text.startsWith("v1")) throw new Error("the key store is locked");
      return { text: turnRound(text.slice(3)), isStale: vault.stale };
    },
  };
  return vault;
}

type Kept = { keeper: KeyKeeper; secrets: string[]; notices: Notice[] };

async function keep(vault: KeyVault | null, env: Record<string, string> = {}): Promise<Kept> {
  const secrets: string[] = [];
  const notices: Notice[] = [];
  const keeper = createKeyKeeper({
    path: path(),
    env,
    vault,
    addSecret: (secret) => secrets.push(secret),
    now: () => 1_700_000_000_000,
  });
  keeper.onNotice((notice) => notices.push(notice));
  await keeper.load();
  return { keeper, secrets, notices };
}

describe("the key", () => {
  it("is none at first, and the host says what it can do for one", async () => {
    expect((await keep(null)).keeper.state()).toEqual({ place: "none", tail: null, canStore: "weak" });
    expect((await keep(fakeVault("v11"))).keeper.state().canStore).toBe("keychain");
    expect((await keep(fakeVault("v10"))).keeper.state().canStore).toBe("weak");
  });

  it("[K1] of a session is in memory alone, and the log knows it before anybody uses it", async () => {
    const { keeper, secrets } = await keep(null);
    expect(await keeper.set(canary, "session")).toEqual({
      ok: true,
      value: { place: "session", tail: "WXYZ", canStore: "weak" },
    });
    expect(keeper.use()).toBe(canary);
    expect(secrets).toContain(canary);
    expect(existsSync(path())).toBe(false);
  });

  it("in the key store comes back after a restart, and does not stand in the file", async () => {
    const { keeper } = await keep(fakeVault("v11"));
    expect(await keeper.set(canary, "keychain")).toMatchObject({ ok: true, value: { place: "keychain" } });
    expect(readFileSync(path(), "utf8")).not.toContain(canary);
    const again = await keep(fakeVault("v11"));
    expect(again.keeper.use()).toBe(canary);
    expect(again.secrets).toContain(canary);
  });

  it("[K2] is not written where only weak encryption is at hand, until the user agrees", async () => {
    const { keeper } = await keep(fakeVault("v10"));
    expect(await keeper.set(canary, "keychain")).toEqual({ ok: false, error: { kind: "weak-key-storage" } });
    expect(existsSync(path())).toBe(false);
    expect(keeper.use()).toBeNull();
    expect(await keeper.set(canary, "weak")).toMatchObject({ ok: true, value: { place: "weak" } });
    expect(readFileSync(path(), "utf8")).toContain("NOT encrypted");
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    // The other hosts read it too, and show that it is weak.
    expect((await keep(null)).keeper.state()).toMatchObject({ place: "weak", tail: "WXYZ" });
  });

  it("[K2] is not written without a key store either", async () => {
    const { keeper } = await keep(null);
    expect(await keeper.set(canary, "keychain")).toEqual({ ok: false, error: { kind: "weak-key-storage" } });
    expect(existsSync(path())).toBe(false);
  });

  it.each([
    ["a locked key store", () => fakeVault("v11", true)],
    ["a host without one", () => null],
  ])("[K3] that does not decrypt stays as it is: %s", async (_name, vault) => {
    const { keeper } = await keep(fakeVault("v11"));
    await keeper.set(canary, "keychain");
    const before = readFileSync(path());

    const locked = await keep(vault());
    expect(locked.keeper.state()).toMatchObject({ place: "locked", tail: null });
    expect(locked.notices).toEqual([{ id: "key-locked" }]);
    expect(readFileSync(path())).toEqual(before);

    // A session key beside it, a weak one in its place, or none: the old bytes are still somewhere.
    await locked.keeper.set("another-key-12345", "session");
    expect(readFileSync(path())).toEqual(before);
    await locked.keeper.set("another-key-12345", "weak");
    const kept = readdirSync(join(folder, "deep")).find((name) => name.includes("kept"));
    expect(readFileSync(join(folder, "deep", kept ?? ""))).toEqual(before);
  });

  it("[K3] that does not decrypt is put aside, not deleted, when it is to be forgotten", async () => {
    const { keeper } = await keep(fakeVault("v11"));
    await keeper.set(canary, "keychain");
    const before = readFileSync(path());
    const locked = await keep(null);
    expect(await locked.keeper.forget()).toMatchObject({ ok: true, value: { place: "none" } });
    const names = readdirSync(join(folder, "deep"));
    expect(names).toHaveLength(1);
    expect(readFileSync(join(folder, "deep", names[0]!))).toEqual(before);
    expect((await keep(null)).keeper.state().place).toBe("none");
  });

  it("[K3] in a file that is damaged is left as it is", async () => {
    const { keeper } = await keep(null);
    await keeper.set(canary, "weak");
    writeFileSync(path(), '{"place":"key');
    expect((await keep(null)).keeper.state().place).toBe("locked");
    expect(readFileSync(path(), "utf8")).toBe('{"place":"key');
  });

  it("is forgotten on demand", async () => {
    const { keeper } = await keep(fakeVault("v11"));
    await keeper.set(canary, "keychain");
    expect(await keeper.forget()).toMatchObject({ ok: true, value: { place: "none", tail: null } });
    expect(keeper.use()).toBeNull();
    expect(existsSync(path())).toBe(false);
  });

  it("is encrypted anew when the system says that its own key has changed", async () => {
    const vault = fakeVault("v11");
    const { keeper } = await keep(vault);
    await keeper.set(canary, "keychain");
    const file = readFileSync(path(), "utf8");
    writeFileSync(path(), file.replace(/"tail": ".*?"/, '"tail": "old"'));
    vault.stale = true;
    expect((await keep(vault)).keeper.use()).toBe(canary);
    expect(readFileSync(path(), "utf8")).toBe(file);
  });

  it("of the environment comes first and is not ours to change", async () => {
    const { keeper, secrets } = await keep(null, { INLAY_API_KEY: ` ${canary}\n` });
    expect(keeper.state()).toMatchObject({ place: "environment", tail: "WXYZ" });
    expect(secrets).toEqual([canary]);
    expect(await keeper.set("another-key-12345", "session")).toMatchObject({
      error: { kind: "not-allowed" },
    });
    expect(await keeper.forget()).toMatchObject({ error: { kind: "not-allowed" } });
    expect(keeper.use()).toBe(canary);
  });

  it("is read from the file that INLAY_KEY_FILE names; a bad one is said, without its content", async () => {
    const file = join(folder, "key.txt");
    writeFileSync(file, `${canary}\n`);
    expect((await keep(null, { INLAY_KEY_FILE: file })).keeper.use()).toBe(canary);
    writeFileSync(file, `two words ${canary}`);
    const bad = await keep(null, { INLAY_KEY_FILE: file });
    expect(bad.keeper.use()).toBeNull();
    expect(bad.notices).toMatchObject([{ id: "trouble", error: { kind: "file-unreadable" } }]);
    expect(JSON.stringify(bad.notices)).not.toContain(canary);
  });

  it("that cannot be written is not held as if it were", async () => {
    writeFileSync(join(folder, "deep"), "a file where the folder should be");
    const { keeper } = await keep(null);
    expect(await keeper.set(canary, "weak")).toMatchObject({ error: { kind: "file-unreadable" } });
    expect(keeper.state().place).not.toBe("weak");
    expect(keeper.use()).toBeNull();
  });

  it("tells every change", async () => {
    const { keeper } = await keep(null);
    const places: string[] = [];
    const end = keeper.onChange(({ place }) => places.push(place));
    await keeper.set(canary, "session");
    await keeper.forget();
    end();
    await keeper.set(canary, "session");
    expect(places).toEqual(["session", "none"]);
  });
});

describe("a ciphertext of safeStorage", () => {
  it.each([
    ["linux", "v10", "weak"],
    ["linux", "v11", "strong"],
    ["linux", "v12", "strong"],
    ["linux", "xyz", "weak"],
    ["darwin", "v10", "strong"],
    ["win32", "v10", "strong"],
  ] as const)("on %s with %s is %s", (platform, prefix, strength) => {
    expect(strengthOfCiphertext(Buffer.from(`${prefix}rest`), platform)).toBe(strength);
  });
});
