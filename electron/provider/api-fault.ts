// The API's error object, read from whatever a server sent in its place. Pure.

/** What the API says went wrong; `message` may be empty. */
export type ApiFault = {
  readonly message: string;
  readonly param: string | null;
  readonly code: string | null;
  readonly type: string | null;
};

const maxChars = 1000;

/** A fault from values of any kind; null when they say nothing at all. */
export function toFault(raw: Readonly<Record<keyof ApiFault, unknown>>): ApiFault | null {
  const fault = {
    message: textOf(raw.message) ?? "",
    param: textOf(raw.param),
    code: textOf(raw.code),
    type: textOf(raw.type),
  };
  return fault.message === "" && fault.type === null && fault.code === null ? null : fault;
}

/** Reads `{"error": {message, type, param, code}}`, or a gateway's `{"error": "…"}`; null for anything else. */
export function parseFault(body: string): ApiFault | null {
  const error = field(parseJson(body), "error");
  const read = (name: string): unknown => field(error, name);
  return toFault({
    message: read("message") ?? error,
    param: read("param"),
    code: read("code"),
    type: read("type"),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value.slice(0, maxChars) : null;
}
