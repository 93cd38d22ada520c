// Long work of the host: started, watched, cancelled, and remembered for a while after its end. Knows no work itself.
import { randomBytes } from "node:crypto";
import type { StudioEvent } from "#shared/contract/events.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { idFromBytes, type TaskId } from "#shared/model/ids.ts";
import type { Task, TaskFinding, TaskKind } from "#shared/model/task.ts";

/** What a piece of work tells of itself while it runs. */
export interface TaskReport {
  readonly signal: AbortSignal;
  /** Pieces done, and of how many; null while that is not known. */
  readonly progress: (done: number, total: number | null) => void;
  /** Adds to a figure of the outcome. */
  readonly count: (figure: string, by?: number) => void;
  /** Says of one file that it did not go through; only the first hundred are kept. */
  readonly find: (name: string, error: StudioError) => void;
}

/**
 * The work. After an abort it stops where it is and answers as it likes: the task is cancelled. A throw is a bug.
 * `outcome` says where what came of it is.
 */
export type TaskWork = (report: TaskReport) => Promise<Result<Task["outcome"]>>;

export interface TaskDesk {
  /** Starts at once and answers with the running task. */
  readonly start: (kind: TaskKind, work: TaskWork) => Task;
  /** Running ones first, then the newest that ended. */
  readonly list: () => Task[];
  /** Resolves when the work has stopped. Errors: `not-found`; one that has ended is answered as it is. */
  readonly cancel: (id: TaskId) => Promise<Result<Task>>;
  /** True while such work runs. */
  readonly isRunning: (kind: TaskKind) => boolean;
  /** Cancels all of it and waits. */
  readonly close: () => Promise<void>;
}

const keptAfterEnd = 20;
const keptFindings = 100;
const tellEveryMs = 250;

interface Entry {
  task: Task;
  readonly stop: AbortController;
  ended: Promise<void>;
}

export function createTaskDesk(parts: {
  readonly publish: (event: StudioEvent) => void;
  readonly explainBug: (error: unknown) => StudioError;
  readonly now?: () => number;
}): TaskDesk {
  const now = parts.now ?? Date.now;
  // In the order of their start.
  const entries = new Map<TaskId, Entry>();

  function start(kind: TaskKind, work: TaskWork): Task {
    const id = idFromBytes<TaskId>(randomBytes(8));
    const entry: Entry = {
      task: {
        id,
        kind,
        state: "running",
        done: 0,
        total: null,
        startedAt: now(),
        endedAt: null,
        figures: {},
        findings: [],
        outcome: null,
        error: null,
      },
      stop: new AbortController(),
      ended: Promise.resolve(),
    };
    entries.set(id, entry);
    tell(entry);
    entry.ended = run(entry, work);
    return entry.task;
  }

  async function run(entry: Entry, work: TaskWork): Promise<void> {
    const teller = createTeller(() => tell(entry));
    const change = (part: Partial<Task>): void => {
      entry.task = { ...entry.task, ...part };
      teller.changed();
    };
    const findings: TaskFinding[] = [];
    const report: TaskReport = {
      signal: entry.stop.signal,
      progress: (done, total) => change({ done, total }),
      count: (figure, by = 1) => {
        const { figures } = entry.task;
        change({ figures: { ...figures, [figure]: (figures[figure] ?? 0) + by } });
      },
      find: (name, error) => {
        if (findings.length >= keptFindings) return;
        findings.push({ name: name.slice(0, 600).toWellFormed(), error });
        change({ findings: [...findings] });
      },
    };
    const end = await work(report).catch((error: unknown) => err(parts.explainBug(error)));
    teller.stop();
    const isCancelled = entry.stop.signal.aborted;
    const failure = end.ok || isCancelled ? null : end.error;
    entry.task = {
      ...entry.task,
      state: isCancelled ? "cancelled" : end.ok ? "done" : "failed",
      endedAt: now(),
      outcome: end.ok ? end.value : null,
      error: failure,
    };
    forgetOldest();
    tell(entry);
  }

  function forgetOldest(): void {
    const ended = [...entries.values()].filter(({ task }) => task.state !== "running");
    for (const { task } of ended.slice(0, Math.max(0, ended.length - keptAfterEnd))) entries.delete(task.id);
  }

  const tell = ({ task }: Entry): void => parts.publish({ name: "task.changed", task });

  return {
    start,
    list: () => {
      const tasks = [...entries.values()].map(({ task }) => task).toReversed();
      return [
        ...tasks.filter(({ state }) => state === "running"),
        ...tasks.filter(({ state }) => state !== "running"),
      ];
    },
    cancel: async (id) => {
      const entry = entries.get(id);
      if (entry === undefined) return err({ kind: "not-found", what: "task", id });
      entry.stop.abort();
      await entry.ended;
      return ok(entry.task);
    },
    isRunning: (kind) =>
      [...entries.values()].some(({ task }) => task.kind === kind && task.state === "running"),
    close: async () => {
      for (const entry of entries.values()) entry.stop.abort();
      await Promise.all([...entries.values()].map(async ({ ended }) => await ended));
    },
  };
}

/** Tells at once, and then at most four times a second, the last change always. */
function createTeller(tell: () => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStale = false;
  const changed = (): void => {
    if (timer !== null) {
      isStale = true;
      return;
    }
    tell();
    timer = setTimeout(() => {
      timer = null;
      if (!isStale) return;
      isStale = false;
      changed();
    }, tellEveryMs);
  };
  return {
    changed,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
