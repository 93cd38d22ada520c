// What follows a failed attempt: wait and send again, or settle. Pure; the only place that allows a resend (J5).
import { billedOf, type StudioError } from "#shared/errors/studio-error.ts";

export const retryLimits = {
  /** Attempts without a connection before the job fails. */
  connectTries: 5,
  /** Answers of 429 before the job fails. */
  rateLimitTries: 20,
  firstWaitMs: 1_000,
  maxWaitMs: 60_000,
  /** A Retry-After beyond this is cut to it. */
  maxRetryAfterMs: 600_000,
} as const;

export type NextStep =
  /** Nothing can have been made: back into the line. */
  | { readonly to: "queued"; readonly waitMs: number; readonly holdsEngine: boolean }
  | { readonly to: "failed" | "unknown" | "cancelled" };

/**
 * @param tries attempts so far, this one included, since the job was put into the line by hand
 * @param chance a random number from 0 to 1, so that many clients do not come back at the same moment
 */
export function stepAfterFailure(error: StudioError, tries: number, chance: number): NextStep {
  if (error.kind === "cancelled") return { to: "cancelled" };
  if (error.kind === "offline" && tries < retryLimits.connectTries)
    return { to: "queued", waitMs: backoffMs(tries, chance), holdsEngine: false };
  if (error.kind === "rate-limited" && tries < retryLimits.rateLimitTries) {
    const asked = error.retryAfterMs === null ? backoffMs(tries, chance) : error.retryAfterMs + 250 * chance;
    return { to: "queued", waitMs: Math.min(asked, retryLimits.maxRetryAfterMs), holdsEngine: true };
  }
  return { to: billedOf(error) === "no" ? "failed" : "unknown" };
}

/** Doubles from the first wait to the longest; the second half of it is left to chance. */
function backoffMs(tries: number, chance: number): number {
  const full = Math.min(retryLimits.firstWaitMs * 2 ** (tries - 1), retryLimits.maxWaitMs);
  return full / 2 + (full / 2) * chance;
}
