// Lets through at most four reports a second for each job, and always the last one.
import type { JobId } from "#shared/model/ids.ts";
import type { Clock } from "./ports.ts";

const spacingMs = 250;

export type ProgressGate = {
  /** Reports now, or when the spacing allows. */
  readonly pass: (id: JobId) => void;
  /** Drops what waits; the job's next change tells all. */
  readonly forget: (id: JobId) => void;
};

export function createProgressGate(clock: Clock, report: (id: JobId) => void): ProgressGate {
  const lastAt = new Map<JobId, number>();
  const waiting = new Map<JobId, () => void>();

  const tell = (id: JobId): void => {
    waiting.delete(id);
    lastAt.set(id, clock.now());
    report(id);
  };
  return {
    pass: (id) => {
      if (waiting.has(id)) return;
      const waitMs = (lastAt.get(id) ?? Number.NEGATIVE_INFINITY) + spacingMs - clock.now();
      if (waitMs <= 0) tell(id);
      else
        waiting.set(
          id,
          clock.after(waitMs, () => tell(id)),
        );
    },
    forget: (id) => {
      waiting.get(id)?.();
      waiting.delete(id);
      lastAt.delete(id);
    },
  };
}
