// What the system's key store must do for us, as a port; the desktop fills it with safeStorage.

/** How well a text was encrypted: by the system's key store, or with a fixed key that anybody can look up. */
export type VaultStrength = "strong" | "weak";

export interface KeyVault {
  /** What a key would be encrypted with now. Never throws; a store that does not answer is weak. */
  readonly strength: () => Promise<VaultStrength>;
  /** Rejects when the system refuses. */
  readonly encrypt: (
    text: string,
  ) => Promise<{ readonly bytes: Uint8Array; readonly strength: VaultStrength }>;
  /** Rejects when the system refuses, or the bytes are not its own. `isStale`: encrypt it anew. */
  readonly decrypt: (bytes: Uint8Array) => Promise<{ readonly text: string; readonly isStale: boolean }>;
}

/**
 * Reads the strength from a ciphertext of Chromium's OSCrypt. On Linux `v10` means the fixed public key, to which it
 * falls back without a word when no key store runs, while it goes on saying that encryption is available; `v11` and
 * `v12` come from a real store. On macOS and Windows `v10` is what Keychain and DPAPI write.
 */
export function strengthOfCiphertext(bytes: Uint8Array, platform: NodeJS.Platform): VaultStrength {
  if (platform === "darwin" || platform === "win32") return "strong";
  const prefix = Buffer.from(bytes.subarray(0, 3)).toString("latin1");
  return prefix === "v11" || prefix === "v12" ? "strong" : "weak";
}
