// Jobs by id and by click, as values. What did not change keeps its identity, so that views render only what moved.
import type { ClickId, JobId } from "#shared/model/ids.ts";
import { isSettled, type Job } from "#shared/model/job.ts";

/** The takes of one click, in the order of the takes. */
export interface JobGroup {
  readonly click: ClickId;
  /** Unix ms of its first job. */
  readonly createdAt: number;
  readonly jobs: readonly Job[];
}

export interface JobMirror {
  readonly byId: ReadonlyMap<JobId, Job>;
  /** Newest click first. */
  readonly groups: readonly JobGroup[];
}

export const emptyJobs: JobMirror = { byId: new Map(), groups: [] };

export function replaceJobs(jobs: readonly Job[]): JobMirror {
  return jobs.reduce(withJob, emptyJobs);
}

/** The mirror with a job that is new or moved on. */
export function withJob(mirror: JobMirror, job: Job): JobMirror {
  const byId = new Map(mirror.byId).set(job.id, job);
  const group = mirror.groups.find(({ click }) => click === job.click);
  if (group === undefined) {
    const fresh: JobGroup = { click: job.click, createdAt: job.createdAt, jobs: [job] };
    const groups = [...mirror.groups, fresh].toSorted((a, b) => b.createdAt - a.createdAt);
    return { byId, groups };
  }
  const jobs = [...group.jobs.filter(({ id }) => id !== job.id), job].toSorted((a, b) => a.take - b.take);
  const next: JobGroup = { ...group, createdAt: Math.min(group.createdAt, job.createdAt), jobs };
  return { byId, groups: mirror.groups.map((other) => (other === group ? next : other)) };
}

/**
 * The mirror with jobs that a call answered with. Answers and events come on lines of their own: what events changed or
 * took out since `since`, the mirror when the call was made, is newer than the answer.
 */
export function withAnswer(
  mirror: JobMirror,
  jobs: readonly Job[],
  since: Pick<JobMirror, "byId">,
): JobMirror {
  return jobs.filter(({ id }) => !hasMoved(id, mirror, since)).reduce(withJob, mirror);
}

/** The mirror of a whole list that a call answered with, and of what events told since the call was made. */
export function withList(mirror: JobMirror, jobs: readonly Job[], since: Pick<JobMirror, "byId">): JobMirror {
  const told = [...mirror.byId.values()].filter(({ id }) => hasMoved(id, mirror, since));
  const asListed = jobs.filter(({ id }) => !hasMoved(id, mirror, since));
  return replaceJobs([...asListed, ...told]);
}

function hasMoved(id: JobId, mirror: JobMirror, since: Pick<JobMirror, "byId">): boolean {
  return mirror.byId.get(id) !== since.byId.get(id);
}

/** The mirror without a job; a click without jobs goes too. */
export function withoutJob(mirror: JobMirror, id: JobId): JobMirror {
  const job = mirror.byId.get(id);
  if (job === undefined) return mirror;
  const byId = new Map(mirror.byId);
  byId.delete(id);
  const groups = mirror.groups.flatMap((group) => {
    if (group.click !== job.click) return [group];
    const jobs = group.jobs.filter((other) => other.id !== id);
    return jobs.length === 0 ? [] : [{ ...group, jobs }];
  });
  return { byId, groups };
}

export interface QueueCount {
  /** Waiting for their turn. */
  readonly queued: number;
  /** Sending, receiving or being saved; not those whose reply the library could not take. */
  readonly running: number;
  /** May be charged; asks for a decision. */
  readonly unknown: number;
  /** Failed, or waiting for a library that takes its reply. */
  readonly failed: number;
}

export function countJobs(mirror: Pick<JobMirror, "byId">): QueueCount {
  const jobs = [...mirror.byId.values()];
  const count = (test: (job: Job) => boolean): number => jobs.filter(test).length;
  return {
    queued: count(({ state }) => state === "queued"),
    running: count((job) => job.state !== "queued" && !isSettled(job) && !isStranded(job)),
    unknown: count(({ state }) => state === "unknown"),
    failed: count((job) => job.state === "failed" || isStranded(job)),
  };
}

/** Whether a reply is here that the library could not take; a press of the button tries again. */
export function isStranded({ state, error }: Job): boolean {
  return state === "spooled" && error !== null;
}
