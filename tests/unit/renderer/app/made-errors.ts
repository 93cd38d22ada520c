// One error of each kind, complete by type: a kind that is added does not compile until it is here.
import type { StudioError } from "#shared/errors/studio-error.ts";

type OneOfEach = { readonly [Kind in StudioError["kind"]]: Extract<StudioError, { kind: Kind }> };

export const oneOfEach: OneOfEach = {
  "invalid-request": {
    kind: "invalid-request",
    violations: [{ rule: "P2", field: "prompt", values: { actual: 32_001, limit: 32_000 } }],
  },
  "picture-refused": { kind: "picture-refused", name: "a.png", reason: "empty", values: {} },
  "reference-missing": { kind: "reference-missing", name: "pose.jpg" },
  "no-key": { kind: "no-key" },
  cancelled: { kind: "cancelled" },
  offline: { kind: "offline", cause: "dns", host: "api.example.com" },
  "proxy-refused": { kind: "proxy-refused", host: "proxy.example:8080", status: 407 },
  "certificate-refused": {
    kind: "certificate-refused",
    host: "api.example.com",
    code: "SELF_SIGNED_CERT_IN_CHAIN",
  },
  "key-refused": { kind: "key-refused", status: 401 },
  "quota-exhausted": { kind: "quota-exhausted", message: "no credit" },
  "rate-limited": { kind: "rate-limited", retryAfterMs: 80_000 },
  "refused-by-moderation": { kind: "refused-by-moderation", message: "not this" },
  "request-refused": {
    kind: "request-refused",
    status: 400,
    param: "size",
    code: "invalid_value",
    message: "bad size",
  },
  interrupted: {
    kind: "interrupted",
    billed: "unknown",
    cause: "server-error",
    status: 502,
    message: "bad gateway",
  },
  "result-unreachable": {
    kind: "result-unreachable",
    billed: "yes",
    host: "cdn.example.com",
    message: "HTTP 403",
  },
  "result-address-refused": {
    kind: "result-address-refused",
    billed: "yes",
    host: "10.0.0.1",
    reason: "private",
  },
  "result-undecodable": { kind: "result-undecodable", billed: "yes", keptAs: "reply 1a2b3c4d.bin" },
  "disk-full": { kind: "disk-full", folder: "/srv/ada/Pictures/Inlay", billed: "no" },
  "library-missing": { kind: "library-missing", folder: "/media/disk/Inlay" },
  "library-read-only": { kind: "library-read-only", folder: "/media/disk/Inlay" },
  "library-locked": { kind: "library-locked", folder: "/media/disk/Inlay", pid: 4711, host: "desktop" },
  "library-newer": { kind: "library-newer", folder: "/media/disk/Inlay", version: 9 },
  "file-unreadable": { kind: "file-unreadable", name: "a.png", code: "EACCES" },
  "not-found": { kind: "not-found", what: "picture", id: "1a2b3c4d1a2b3c4d" },
  "invalid-input": { kind: "invalid-input", call: "job.submit", issues: ["takes: too_big"] },
  "too-large": { kind: "too-large", limitBytes: 8_388_608 },
  "not-allowed": { kind: "not-allowed", reason: "session" },
  "not-in-this-state": { kind: "not-in-this-state", state: "saved" },
  "weak-key-storage": { kind: "weak-key-storage" },
  "unavailable-here": { kind: "unavailable-here", what: "picture.copy" },
  "host-unreachable": { kind: "host-unreachable" },
  bug: { kind: "bug", logId: "k3f9" },
};
