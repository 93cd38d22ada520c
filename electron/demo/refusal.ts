// The answers that are not pictures: status and the error body that OpenAI-like APIs send.

/** An answer other than 200. `retryAfter` and `allow` become the headers of those names. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  readonly retryAfter?: string;
  readonly allow?: string;
}

/** A 400 about one parameter. */
export function badParameter(param: string | null, code: string | null, message: string): Refusal {
  return { status: 400, message, type: "invalid_request_error", param, code };
}

/** Any other refusal of the request as sent. */
export function badRequest(status: number, code: string | null, message: string): Refusal {
  return { status, message, type: "invalid_request_error", param: null, code };
}

/** The body of a refusal, as JSON text. */
export function refusalBody(refusal: Refusal): string {
  const { message, type, param, code } = refusal;
  return JSON.stringify({ error: { message, type, param, code } });
}
