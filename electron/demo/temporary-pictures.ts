// The pictures behind temporary URLs: kept in memory, unguessable, and gone after their time.
import { randomBytes } from "node:crypto";
import type { OutputFormat } from "./documented-limits.ts";

/** A picture that can be fetched until it expires. */
export interface TemporaryPicture {
  readonly bytes: Uint8Array;
  readonly format: OutputFormat;
}

/** Keeps at most `capacity` pictures; the oldest make room. */
export interface TemporaryPictures {
  /** Keeps a picture and gives its path on this server. A lifetime of 0 is expired from the start. */
  readonly keep: (picture: TemporaryPicture, lifetimeMs: number) => string;
  /** The picture of a path, "expired", or undefined for a path never given out or long forgotten. */
  readonly find: (path: string) => TemporaryPicture | "expired" | undefined;
  readonly clear: () => void;
}

const FOLDER = "/temporary/";

export function temporaryPictures(capacity: number, now: () => number): TemporaryPictures {
  const kept = new Map<string, { picture: TemporaryPicture | undefined; expiresAt: number }>();
  const forgetExpired = (): void => {
    for (const entry of kept.values()) if (entry.expiresAt <= now()) entry.picture = undefined;
  };
  return {
    keep: (picture, lifetimeMs) => {
      forgetExpired();
      const path = `${FOLDER}${randomBytes(24).toString("base64url")}.${picture.format}`;
      kept.set(path, { picture, expiresAt: now() + lifetimeMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= capacity) break;
        kept.delete(oldest);
      }
      return path;
    },
    find: (path) => {
      forgetExpired();
      const entry = kept.get(path);
      return entry && (entry.picture ?? "expired");
    },
    clear: () => kept.clear(),
  };
}

/** Whether a path asks for a temporary picture at all. */
export function isTemporaryPath(path: string): boolean {
  return path.startsWith(FOLDER);
}
