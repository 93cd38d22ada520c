// The life of a job as a table: from which state it may go to which. The journal refuses every other step.
import type { JobState } from "#shared/model/job.ts";

const next: Readonly<Record<JobState, readonly JobState[]>> = {
  queued: ["sending", "cancelled", "failed"],
  // Back to queued only where nothing can have been made: no connection, or 429.
  sending: ["receiving", "queued", "failed", "unknown", "cancelled"],
  receiving: ["spooled", "failed", "unknown"],
  spooled: ["saved", "failed"],
  saved: [],
  // Only a press of the button leads out of these.
  failed: ["queued"],
  unknown: ["queued"],
  cancelled: ["queued"],
};

/** Whether a job may go from one state to another (J1). */
export function canAdvance(from: JobState, to: JobState): boolean {
  return next[from].includes(to);
}

/** What becomes of a job that the app finds in this state when it starts (J4): null leaves it as it is. */
export function recoverState(found: JobState): "unknown" | "replay" | null {
  if (found === "sending" || found === "receiving") return "unknown";
  return found === "spooled" ? "replay" : null;
}
