// What every part of an open library works with. Passed along, never global.
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Disk } from "#electron/platform/disk.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import type { Log } from "#electron/platform/log.ts";
import type { LibraryLayout } from "#electron/library/files/library-layout.ts";
import type { PictureIndex } from "#electron/library/index/picture-index.ts";

/** What whoever opens a library brings along. */
export interface BroughtParts {
  readonly codec: ImageCodec;
  readonly log: Log;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export interface LibraryParts extends BroughtParts {
  readonly layout: LibraryLayout;
  readonly index: PictureIndex;
  readonly disk: Disk;
  /** One change after the other: names that were free stay free until they are taken. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** A failure of disk or index as a value; anything else is a bug and is thrown on. */
  readonly explain: (error: unknown, billed?: "no" | "yes", name?: string) => StudioError;
}

/** A queue of one. */
export function createAlone(): LibraryParts["alone"] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
