// A reply of the API that waits on disk to become a picture.
import type { Job } from "#shared/model/job.ts";
import type { Usage } from "#shared/model/usage.ts";

/** A reply that is complete on disk. */
export type CompleteReply = {
  readonly job: Job;
  /** Best on the library's own disk: then no byte is copied. Gone when the picture is safe. */
  readonly path: string;
  readonly usage: Usage | null;
  /** Unix milliseconds. */
  readonly endedAt: number;
};
