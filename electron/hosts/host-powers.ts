// What a host can do beyond a page, as a port. The desktop fills it; everywhere else it is null, and the calls that
// need it answer `unavailable-here`.
import type { Ability } from "#shared/contract/calls/app-calls.ts";
import type { Result } from "#shared/errors/result.ts";

/** A file that leaves the app, by its path on disk. */
export interface OutgoingFile {
  readonly path: string;
  readonly mediaType: string;
}

export interface HostPowers {
  readonly abilities: readonly Ability[];
  /** Shows a file in the system's file manager. */
  readonly reveal: (path: string) => void;
  /** Puts a picture on the clipboard. */
  readonly copyPicture: (file: OutgoingFile) => Promise<Result<Record<string, never>>>;
  /** Asks where, and copies the file there, byte for byte; false when the user thought better of it. */
  readonly saveAs: (file: OutgoingFile) => Promise<Result<{ readonly saved: boolean }>>;
  /** Asks for a folder; null when the user thought better of it. */
  readonly chooseFolder: (present: string) => Promise<string | null>;
  /** Moves a file to the system's trash. */
  readonly throwAway: (path: string) => Promise<Result<Record<string, never>>>;
  /** Hands files to the drag that is under way in the page. */
  readonly dragOut: (paths: readonly string[]) => void;
}
