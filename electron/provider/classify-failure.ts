// The one place where a failed request becomes a StudioError: by status and code, never by message text.
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { ApiFault } from "./api-fault.ts";
import { ConnectFailure } from "./connect-failure.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** A reply that holds no picture. */
export type Answer = {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Null when the body was not the API's JSON (a gateway's page, say). */
  readonly fault: ApiFault | null;
};

const quotaCodes = new Set(["insufficient_quota", "billing_hard_limit_reached", "insufficient_balance"]);
const moderationCodes = new Set(["moderation_blocked", "content_policy_violation"]);

/** What an answer other than 2xx means. */
export function classifyAnswer(answer: Answer, nowMs: number): StudioError {
  const { status, fault } = answer;
  const message = fault?.message ?? "";
  if (status >= 500) return interrupted("server-error", status, message);
  // The server gave up waiting; whether for us or for its own back end cannot be told.
  if (status === 408 || status === 499) return interrupted("timeout", status, message);
  const codes = [fault?.code, fault?.type].filter((code) => typeof code === "string");
  if (codes.some((code) => moderationCodes.has(code))) return { kind: "refused-by-moderation", message };
  if (status === 402 || codes.some((code) => quotaCodes.has(code)))
    return { kind: "quota-exhausted", message };
  if (status === 401 || status === 403) return { kind: "key-refused", status };
  if (status === 429)
    return { kind: "rate-limited", retryAfterMs: parseRetryAfter(answer.retryAfter, nowMs) };
  return {
    kind: "request-refused",
    status,
    param: fault?.param ?? null,
    code: fault?.code ?? null,
    message,
  };
}

/** How far a request had come when it broke. */
export type BrokenOff = {
  /** False only when certainly no byte of the request left. */
  readonly isWritten: boolean;
  /** Who ended it: the user, the whole-request limit, or neither. */
  readonly stoppedBy: "user" | "limit" | null;
  readonly host: string;
  /** Status of the reply, when it had begun. */
  readonly status: number | null;
};

/** What an exception on the way means. */
export function classifyBreak(error: unknown, at: BrokenOff): StudioError {
  if (error instanceof ConnectFailure && !at.isWritten && at.stoppedBy !== "user") return error.reason;
  if (at.stoppedBy === "user")
    return at.isWritten ? interrupted("cancelled-in-flight", at.status, "") : { kind: "cancelled" };
  if (at.stoppedBy === "limit") {
    return at.isWritten
      ? interrupted("timeout", at.status, "")
      : { kind: "offline", cause: "connect-timeout", host: at.host };
  }
  return at.isWritten
    ? interrupted("reset", at.status, "")
    : { kind: "offline", cause: "unreachable", host: at.host };
}

/** A reply with a good status and no picture in it. */
export function unreadableReply(status: number, message: string): StudioError {
  return interrupted("unreadable-reply", status, message);
}

function interrupted(
  cause: Extract<StudioError, { kind: "interrupted" }>["cause"],
  status: number | null,
  message: string,
): StudioError {
  return { kind: "interrupted", billed: "unknown", cause, status, message };
}
