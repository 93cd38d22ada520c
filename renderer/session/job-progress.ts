// How far a request has come, as far as anybody knows. Pure.
import type { Job } from "#shared/model/job.ts";

/** 0 to 1: by bytes once the reply comes with its length, by the past before that; null where neither is known. */
export function progressOf(job: Job, now: number): number | null {
  if (job.state === "spooled" || job.state === "saved") return 1;
  if (job.state === "receiving") return job.totalBytes === null ? null : job.receivedBytes / job.totalBytes;
  if (job.expectedMs === null || job.startedAt === null) return null;
  const part = (now - job.startedAt) / job.expectedMs;
  return part < 1 ? part * 0.95 : null;
}
