// What a command writes to, and how it ends when it cannot be done.
import { billedOf, type StudioError } from "#shared/errors/studio-error.ts";
import type { Job } from "#shared/model/job.ts";
import { errorLine } from "./command-line-sentences.ts";
import { exitCodes } from "./command-line-usage.ts";

/** Where output goes, and what stops the work. */
export interface Terminal {
  /** One JSON object, for programs. */
  readonly print: (line: Readonly<Record<string, unknown>>) => void;
  /** One sentence, for people. */
  readonly say: (sentence: string) => void;
  /** Fires at Ctrl-C. */
  readonly stop: AbortSignal;
}

/** The same for programs alone: no sentences. */
export function quietly<Out extends Pick<Terminal, "say">>(terminal: Out, isQuiet: boolean): Out {
  return isQuiet ? { ...terminal, say: () => undefined } : terminal;
}

/** Says what went wrong. Returns the exit code. */
export function fail(error: StudioError, { print, say }: Pick<Terminal, "print" | "say">): number {
  print({ event: "error", error });
  say(errorLine(error));
  return exitCodeOf(error);
}

export function exitCodeOf(error: StudioError): number {
  switch (error.kind) {
    case "invalid-request":
    case "picture-refused":
    case "reference-missing":
    case "file-unreadable":
    case "invalid-input":
    case "selection-empty":
    case "take-unusable":
    case "too-many-pixels":
    case "side-too-long":
    case "base-url-invalid":
      return exitCodes.usage;
    case "library-missing":
    case "library-read-only":
    case "library-locked":
    case "library-newer":
    case "disk-full":
      return exitCodes.library;
    case "bug":
      return exitCodes.bug;
    default:
      return billedOf(error) === "no" ? exitCodes.failed : exitCodes.unknown;
  }
}

/** What became of requests that have settled, as an exit code; doubt about money comes before everything else. */
export function exitCodeOfJobs(jobs: readonly Pick<Job, "state" | "error">[]): number {
  const isDoubtful = jobs.some(
    ({ state, error }) =>
      state === "unknown" || (state === "failed" && error !== null && billedOf(error) !== "no"),
  );
  if (isDoubtful) return exitCodes.unknown;
  if (jobs.some(({ state }) => state === "failed")) return exitCodes.failed;
  return jobs.some(({ state }) => state === "cancelled") ? exitCodes.stopped : exitCodes.done;
}
