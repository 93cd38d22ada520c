// Calls that are mostly quick and sometimes long: one that is not done after a moment is shown at the task desk, where its
// progress is seen and it can be stopped. Knows no work itself.
import { ok, type Result } from "#shared/errors/result.ts";
import type { TaskKind } from "#shared/model/task.ts";
import type { TaskDesk, TaskReport } from "./task-desk.ts";

/** How such work is watched; stopped, it answers with what was done. */
export type SlowReport = Pick<TaskReport, "signal" | "progress">;

/** Quicker than this nothing has to be shown. */
const quickMs = 1000;

/** Answers as the work does, whether it was shown or not. */
export async function showSlowWork<T>(
  tasks: Pick<TaskDesk, "start">,
  kind: TaskKind,
  work: (report: SlowReport) => Promise<Result<T>>,
  afterMs = quickMs,
): Promise<Result<T>> {
  const stop = new AbortController();
  let latest: readonly [done: number, total: number | null] = [0, null];
  let shown: TaskReport | null = null;
  const running = work({
    signal: stop.signal,
    progress: (done, total) => {
      latest = [done, total];
      shown?.progress(done, total);
    },
  });
  const timer = setTimeout(() => {
    tasks.start(kind, async (report) => {
      shown = report;
      report.progress(...latest);
      report.signal.addEventListener("abort", () => stop.abort());
      const done = await running;
      return done.ok ? ok(null) : done;
    });
  }, afterMs);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}
