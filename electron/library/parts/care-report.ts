// How long work on the library tells what it does; the host's task desk listens.
import type { StudioError } from "#shared/errors/studio-error.ts";

export interface CareReport {
  /** Aborted, the work stops between two pieces; what was done stands and agrees with itself. */
  readonly signal: AbortSignal;
  /** Pieces done, and of how many; null while that is not known. */
  readonly progress: (done: number, total: number | null) => void;
  /** Adds to a figure of the outcome. */
  readonly count: (figure: string, by?: number) => void;
  /** Says of one file what is wrong with it. */
  readonly find: (name: string, error: StudioError) => void;
}

/** Nobody listens, and nobody cancels. */
export const unwatched: CareReport = {
  signal: new AbortController().signal,
  progress: () => undefined,
  count: () => undefined,
  find: () => undefined,
};
