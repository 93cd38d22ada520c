// The jobs as they stand: the journal's truth, with what is under way held in memory, and told to whoever listens.
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { ClickId, JobId } from "#shared/model/ids.ts";
import { isSettled, type Job, type JobState } from "#shared/model/job.ts";
import { applyPatch, type JobPatch, type JobRecord } from "./job-record.ts";
import { explainJournalError } from "./journal-file.ts";
import type { Journal } from "./journal.ts";
import type { QueueEvent } from "./ports.ts";

export type Ledger = {
  readonly journal: Journal;
  readonly get: (id: JobId) => JobRecord | null;
  /** All jobs of a click, first take first. */
  readonly ofClick: (click: ClickId) => Job[];
  /** Jobs that are not settled, first in line first. */
  readonly live: () => Iterable<JobRecord>;
  /** Adds a click's jobs and tells of them, unless the click stands. Throws SQLite's error. */
  readonly addClick: (click: ClickId, make: (firstPlace: number) => readonly JobRecord[]) => JobRecord[];
  /** Takes a step that must be on disk before anything else happens. Throws SQLite's error. */
  readonly advance: (id: JobId, to: JobState, patch: JobPatch) => JobRecord;
  /** Takes a step that has happened already: a disk that refuses to note it is reported, and does not stop the queue. */
  readonly record: (id: JobId, to: JobState | null, patch: JobPatch) => JobRecord;
  /** Notes progress in memory, without telling. */
  readonly progress: (id: JobId, progress: Pick<Job, "receivedBytes" | "totalBytes">) => void;
  /** Takes a settled job out of the lists and tells. Throws SQLite's error. */
  readonly dismiss: (id: JobId) => void;
  readonly tell: (event: QueueEvent) => void;
  readonly onEvent: (listen: (event: QueueEvent) => void) => () => void;
  /** Jobs for a page: all that are not settled and the newest settled ones, newest click first. */
  readonly list: (settled: number) => Job[];
};

export function createLedger(journal: Journal, folder: string, log: (line: string) => void): Ledger {
  const live = new Map<JobId, JobRecord>(journal.unsettled().map((record) => [record.job.id, record]));
  const listeners = new Set<(event: QueueEvent) => void>();
  /** Steps that the journal refused, oldest first: it hears of them before it hears of the next one. */
  const missed = new Map<JobId, (() => JobRecord)[]>();

  const tell = (event: QueueEvent): void => {
    for (const listen of listeners) listen(event);
  };
  const get = (id: JobId): JobRecord | null => live.get(id) ?? journal.get(id);
  const demand = (id: JobId): JobRecord => {
    const record = get(id);
    if (record === null) throw new Error(`There is no job ${id}`);
    return record;
  };
  const adopt = (after: JobRecord, before: JobState, isNoted: boolean): JobRecord => {
    const { job } = after;
    // A settled job that the journal does not know as settled stays in sight until the next start.
    if (isSettled(job) && isNoted) live.delete(job.id);
    else live.set(job.id, after);
    if (before !== job.state) log(`job ${job.id}: ${before} to ${job.state}${describe(job.error)}`);
    tell({ name: "job.changed", job });
    return after;
  };
  /** The journal does not hear of progress; its answer gets what memory knows. */
  const withProgress = (after: JobRecord, before: JobRecord, patch: JobPatch): JobRecord => ({
    ...after,
    job: {
      ...after.job,
      receivedBytes: patch.receivedBytes ?? before.job.receivedBytes,
      totalBytes: patch.totalBytes === undefined ? before.job.totalBytes : patch.totalBytes,
    },
  });
  const catchUp = (id: JobId): void => {
    const steps = missed.get(id) ?? [];
    for (let step = steps[0]; step !== undefined; step = steps[0]) {
      step();
      steps.shift();
    }
    missed.delete(id);
  };
  const advance = (id: JobId, to: JobState, patch: JobPatch): JobRecord => {
    catchUp(id);
    const before = demand(id);
    return adopt(withProgress(journal.advance(id, to, patch), before, patch), before.job.state, true);
  };

  return {
    journal,
    get,
    ofClick: (click) => journal.ofClick(click).map(({ job }) => live.get(job.id)?.job ?? job),
    live: () => live.values(),
    addClick: (click, make) => {
      const records = journal.addClick(click, make);
      for (const record of records) {
        if (live.has(record.job.id) || isSettled(record.job)) continue;
        live.set(record.job.id, record);
        tell({ name: "job.changed", job: record.job });
      }
      return records.map(({ job }) => demand(job.id));
    },
    advance,
    record: (id, to, patch) => {
      const before = demand(id);
      const { receivedBytes, totalBytes } = before.job;
      const whole = { receivedBytes, totalBytes, ...patch };
      const step = (): JobRecord => (to === null ? journal.amend(id, whole) : journal.advance(id, to, whole));
      try {
        catchUp(id);
        return adopt(step(), before.job.state, true);
      } catch (error) {
        const trouble = explainJournalError(error, folder);
        log(`job ${id}: the journal refused a step (${trouble.kind})`);
        tell({ name: "notice.raised", notice: { id: "trouble", error: trouble } });
        missed.set(id, [...(missed.get(id) ?? []), step]);
        return adopt(applyPatch(before, to ?? before.job.state, whole), before.job.state, false);
      }
    },
    progress: (id, progress) => {
      const record = live.get(id);
      if (record !== undefined) live.set(id, { ...record, job: { ...record.job, ...progress } });
    },
    dismiss: (id) => {
      catchUp(id);
      journal.dismiss(id);
      live.delete(id);
      tell({ name: "job.dismissed", id });
    },
    tell,
    onEvent: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    list: (settled) => {
      const known = new Map(journal.settled(settled).map(({ job }) => [job.id, job]));
      for (const { job } of live.values()) known.set(job.id, job);
      return [...known.values()].toSorted(byNewestClick);
    },
  };
}

function byNewestClick(a: Job, b: Job): number {
  if (a.click === b.click) return a.take - b.take;
  return b.createdAt - a.createdAt || (a.click < b.click ? -1 : 1);
}

/** For the log: what kind of trouble, never its text. */
function describe(error: StudioError | null): string {
  if (error === null) return "";
  return "cause" in error ? `, ${error.kind} (${error.cause})` : `, ${error.kind}`;
}
