// The system's key store through Electron's safeStorage; only its asynchronous calls, the others are deprecated.
import { safeStorage } from "electron";
import { strengthOfCiphertext, type KeyVault, type VaultStrength } from "./key-vault.ts";

export function createSafeStorageVault(platform: NodeJS.Platform): KeyVault {
  const encrypt = async (text: string) => {
    const bytes = await safeStorage.encryptStringAsync(text);
    return { bytes, strength: strengthOfCiphertext(bytes, platform) };
  };
  return {
    encrypt,
    strength: async (): Promise<VaultStrength> => {
      try {
        if (!(await safeStorage.isAsyncEncryptionAvailable())) return "weak";
        // It says "available" on Linux without a key store too: only a ciphertext tells.
        return (await encrypt("probe")).strength;
      } catch {
        return "weak";
      }
    },
    decrypt: async (bytes) => {
      const opened = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: opened.result, isStale: opened.shouldReEncrypt };
    },
  };
}
