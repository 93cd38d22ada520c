import { describe, expect, it } from "vitest";
import type { ApiFault } from "#electron/provider/api-fault.ts";
import { classifyAnswer, classifyBreak } from "#electron/provider/classify-failure.ts";
import { ConnectFailure, explainConnectError } from "#electron/provider/connect-failure.ts";

const fault = (code: string | null, message = "said"): ApiFault => ({
  message,
  param: null,
  code,
  type: null,
});
const answer = (status: number, of: ApiFault | null = null, retryAfter?: string) =>
  classifyAnswer({ status, fault: of, retryAfter }, Date.UTC(2026, 10, 22, 12, 0, 0));

describe("what an answer means", () => {
  it.each([
    [401, null, { kind: "key-refused", status: 401 }],
    [403, null, { kind: "key-refused", status: 403 }],
    [402, null, { kind: "quota-exhausted", message: "" }],
    [429, fault("insufficient_quota"), { kind: "quota-exhausted", message: "said" }],
    [400, fault("moderation_blocked"), { kind: "refused-by-moderation", message: "said" }],
    [403, fault("content_policy_violation"), { kind: "refused-by-moderation", message: "said" }],
    [
      413,
      fault("too_large"),
      { kind: "request-refused", status: 413, param: null, code: "too_large", message: "said" },
    ],
    [404, null, { kind: "request-refused", status: 404, param: null, code: null, message: "" }],
    [301, null, { kind: "request-refused", status: 301, param: null, code: null, message: "" }],
  ])("%i with %o", (status, of, meant) => expect(answer(status, of)).toEqual(meant));

  it("leaves in doubt what the server may have worked on", () => {
    for (const status of [500, 502, 503, 504, 520])
      expect(answer(status, fault("insufficient_quota"))).toMatchObject({
        kind: "interrupted",
        cause: "server-error",
        status,
      });
    expect(answer(408)).toMatchObject({ kind: "interrupted", cause: "timeout" });
  });

  it("never reads the message", () => {
    const misleading = fault("other", "Rate limit: insufficient_quota moderation_blocked 401");
    expect(answer(400, misleading)).toMatchObject({ kind: "request-refused", code: "other" });
  });

  it("reads Retry-After as seconds and as a date", () => {
    expect(answer(429, null, "7")).toEqual({ kind: "rate-limited", retryAfterMs: 7000 });
    expect(answer(429, null, "Sun, 22 Nov 2026 12:00:30 GMT")).toEqual({
      kind: "rate-limited",
      retryAfterMs: 30_000,
    });
    expect(answer(429, null, "Sun, 22 Nov 2026 11:00:00 GMT")).toEqual({
      kind: "rate-limited",
      retryAfterMs: 0,
    });
    for (const nonsense of [undefined, "", "soon", "-5"])
      expect(answer(429, null, nonsense)).toEqual({ kind: "rate-limited", retryAfterMs: null });
  });
});

describe("what a broken connection means", () => {
  const host = "api.example";
  const noConnection = new ConnectFailure({ kind: "offline", cause: "dns", host });
  const at = (isWritten: boolean, stoppedBy: "user" | "limit" | null = null) => ({
    isWritten,
    stoppedBy,
    host,
    status: null,
  });

  it("[J5] is certain only before the first byte", () => {
    expect(classifyBreak(noConnection, at(false))).toEqual({ kind: "offline", cause: "dns", host });
    expect(classifyBreak(new Error("x"), at(true))).toMatchObject({ kind: "interrupted", cause: "reset" });
    expect(classifyBreak(noConnection, at(true))).toMatchObject({ kind: "interrupted" });
    expect(classifyBreak(new Error("x"), at(true, "limit"))).toMatchObject({
      kind: "interrupted",
      cause: "timeout",
    });
    expect(classifyBreak(new Error("x"), at(true, "user"))).toMatchObject({
      kind: "interrupted",
      cause: "cancelled-in-flight",
    });
    expect(classifyBreak(noConnection, at(false, "user"))).toEqual({ kind: "cancelled" });
  });

  it.each([
    ["ENOTFOUND", { kind: "offline", cause: "dns" }],
    ["EAI_AGAIN", { kind: "offline", cause: "dns" }],
    ["ECONNREFUSED", { kind: "offline", cause: "refused" }],
    ["UND_ERR_CONNECT_TIMEOUT", { kind: "offline", cause: "connect-timeout" }],
    ["EHOSTUNREACH", { kind: "offline", cause: "unreachable" }],
    ["EPROTO", { kind: "offline", cause: "tls" }],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", { kind: "certificate-refused", code: "DEPTH_ZERO_SELF_SIGNED_CERT" }],
    ["CERT_HAS_EXPIRED", { kind: "certificate-refused", code: "CERT_HAS_EXPIRED" }],
    ["ERR_TLS_CERT_ALTNAME_INVALID", { kind: "certificate-refused", code: "ERR_TLS_CERT_ALTNAME_INVALID" }],
    [
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      { kind: "certificate-refused", code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
    ],
  ])("%s", (code, meant) => {
    expect(explainConnectError(Object.assign(new Error("x"), { code }), host)).toEqual({ ...meant, host });
  });
});
