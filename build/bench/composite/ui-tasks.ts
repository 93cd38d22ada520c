// Tasks of a page's threads out of the browser's own trace, in processor time: it holds on a busy machine too.

export const taskCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"];

type TraceEvent = {
  readonly name?: string;
  readonly ph?: string;
  readonly pid?: number;
  readonly tid?: number;
  readonly ts?: number;
  /** Processor time of the thread, µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: Readonly<Record<string, unknown>> };
};

/** Processor times of tasks, ms. */
export type ThreadTasks = { readonly page: readonly number[]; readonly workers: readonly number[] };

/** The tasks of the page's main thread and of all its workers. */
export function readTasks(trace: Buffer): ThreadTasks {
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const names = new Map<string, string>();
  for (const event of traceEvents)
    if (event.name === "thread_name") names.set(`${event.pid}/${event.tid}`, event.args?.name ?? "");
  const tasksOf = (thread: string) =>
    traceEvents.flatMap((event) =>
      event.name === "RunTask" && names.get(`${event.pid}/${event.tid}`)?.startsWith(thread) === true
        ? [(event.tdur ?? 0) / 1000]
        : [],
    );
  return { page: tasksOf("CrRendererMain"), workers: tasksOf("DedicatedWorker") };
}
