// How long making a file has taken, and about how long it takes yet. Pure.

/** Before this share the pace says nothing of what is left. */
const KNOWN_FROM = 0.15;
/** Nor before this, ms. */
const PACE_AFTER_MS = 1000;

/** Times in Unix milliseconds, `done` 0..1. Whole seconds; `leftS` is null while nobody knows. */
export function makingTimes(
  since: number,
  now: number,
  done: number,
): { readonly elapsedS: number; readonly leftS: number | null } {
  const elapsed = Math.max(0, now - since);
  const elapsedS = Math.floor(elapsed / 1000);
  if (done < KNOWN_FROM || elapsed < PACE_AFTER_MS) return { elapsedS, leftS: null };
  return { elapsedS, leftS: Math.max(1, Math.ceil((elapsed / done) * (1 - done) * 0.001)) };
}
