// Jobs for tests; ids are made readable by padding a letter.
import type { ClickId, JobId } from "#shared/model/ids.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import type { Job } from "#shared/model/job.ts";

export const idOf = (name: string): string => name.padStart(16, "0");

export function makeJob(name: string, change: Partial<Job> & { readonly in?: string } = {}): Job {
  const { in: click = "c", ...rest } = change;
  return {
    id: idOf(name) as JobId,
    click: idOf(click) as ClickId,
    take: 0,
    takes: 1,
    request: { ...blankRequest, prompt: "a sea otter" },
    origin: { kind: "create" },
    engine: "demo",
    state: "queued",
    createdAt: 1_000,
    startedAt: null,
    endedAt: null,
    notBefore: null,
    attempts: 0,
    receivedBytes: 0,
    totalBytes: null,
    expectedMs: null,
    error: null,
    picture: null,
    ...rest,
  };
}
