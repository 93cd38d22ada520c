// What the page may know of the key: where it is kept and how well, never the key.
import { z } from "zod";

/**
 * none: no key · session: in memory until the app closes · keychain: encrypted by the system's key store ·
 * weak: written with a fixed public key, because the system has no key store and the user agreed ·
 * environment: from INLAY_API_KEY or a key file, not kept by the app · locked: a stored key that the system would not decrypt.
 */
export const keyStateSchema = z.object({
  place: z.enum(["none", "session", "keychain", "weak", "environment", "locked"]),
  /** The last four characters, so that people can tell keys apart; null without a key. */
  tail: z.string().max(4).nullable(),
  /** What this host can do for a new key. */
  canStore: z.enum(["keychain", "weak", "session-only"]),
});
export type KeyState = Readonly<z.infer<typeof keyStateSchema>>;
