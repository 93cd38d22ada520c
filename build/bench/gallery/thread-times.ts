// Processor time of threads, which tells something on a busy machine too: of the page from the browser's own trace, of
// the host from Linux.
import { readFileSync } from "node:fs";

/** Every task of every thread, and the page's marks. */
export const traceCategories = ["toplevel", "blink.user_timing"];

/** A task of the page's own thread. */
export type Task = { readonly fromUs: number; readonly toUs: number; readonly processorMs: number };

export type PageTrace = {
  /** In order. */
  readonly tasks: readonly Task[];
  /** Times of the marks with a name, in order. */
  readonly marksUs: (name: string) => readonly number[];
};

type TraceEvent = {
  readonly name: string;
  readonly cat?: string;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time, in microseconds. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
};

/** From a trace of one page that has left marks. */
export function readPageTrace(trace: Buffer): PageTrace {
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const marks = traceEvents.filter(({ cat }) => cat?.includes("blink.user_timing") === true);
  const [page] = marks;
  if (page === undefined) throw new Error("The page has left no marks in the trace");
  const tasks = traceEvents
    .filter(
      ({ name, pid, tid }) =>
        name === "ThreadControllerImpl::RunTask" && pid === page.pid && tid === page.tid,
    )
    .map(({ ts, dur = 0, tdur = 0 }) => ({ fromUs: ts, toUs: ts + dur, processorMs: tdur / 1000 }))
    .toSorted((a, b) => a.fromUs - b.fromUs);
  if (tasks.length === 0) throw new Error("The trace has no tasks of the page");
  const marksUs = (wanted: string) =>
    marks
      .filter(({ name }) => name === wanted)
      .map(({ ts }) => ts)
      .toSorted((a, b) => a - b);
  return { tasks, marksUs };
}

/** The page's tasks in each span from a mark to the first `end` after it. */
export function tasksBetween(
  { tasks, marksUs }: PageTrace,
  start: string,
  end: string,
): readonly (readonly Task[])[] {
  const ends = marksUs(end);
  return marksUs(start).map((startUs) => {
    const endUs = ends.find((atUs) => atUs >= startUs) ?? Infinity;
    return tasks.filter(({ fromUs, toUs }) => toUs > startUs && fromUs < endUs);
  });
}

export function sumMs(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { processorMs }) => sum + processorMs, 0);
}

/** Processor milliseconds of a process's first thread so far; NaN where the system does not say. */
export function threadMs(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}
