// A connection that never stood, as an error that travels through undici unharmed and is told apart by its class.
import type { StudioError } from "#shared/errors/studio-error.ts";

/** Thrown by the connector only, so before a byte of any request was written. */
export class ConnectFailure extends Error {
  readonly reason: StudioError;

  constructor(reason: StudioError, cause?: unknown) {
    super(`No connection: ${reason.kind}`, { cause });
    this.reason = reason;
  }
}

/** The `code` of a Node error, or "". */
export function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

const dnsCodes = /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL|EREFUSED)$/;
const timeoutCodes = /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/;
const certificateCodes =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET|DECRYPT|DECODE)|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_)/;
const tlsCodes = /^(EPROTO|ECONNRESET|ERR_SSL_|ERR_TLS_)/;

/** Why a connection to `host` failed, by the error's code alone. */
export function explainConnectError(error: unknown, host: string): StudioError {
  const code = codeOf(error);
  if (certificateCodes.test(code)) return { kind: "certificate-refused", host, code };
  if (dnsCodes.test(code)) return { kind: "offline", cause: "dns", host };
  if (code === "ECONNREFUSED") return { kind: "offline", cause: "refused", host };
  if (timeoutCodes.test(code)) return { kind: "offline", cause: "connect-timeout", host };
  if (tlsCodes.test(code)) return { kind: "offline", cause: "tls", host };
  return { kind: "offline", cause: "unreachable", host };
}
