// Takes secrets out of what is about to be written (K1). Works on the finished line, so no nesting hides one.

/** Turns a value into one line of JSON without secrets. */
export interface Redaction {
  readonly clean: (value: Readonly<Record<string, unknown>>) => string;
  /** Texts shorter than six characters are not taken: they would blank ordinary words. */
  readonly add: (secret: string) => void;
}

const removed = "[removed]";
const secretField = /^(?:proxy-)?authorization$|api[-_]?key|^key$|token$|^(?:set-)?cookie$|secret|passw/i;
const secretShapes: readonly (readonly [RegExp, string])[] = [
  [/\bsk-[\w-]{6,}/g, removed],
  [/\b(Bearer|Basic)\s+[\w+/=.~-]{6,}/gi, `$1 ${removed}`],
  // A user and a password in an address.
  [/(\/\/)[^\s/@"\\]+:[^\s/@"\\]+@/g, `$1${removed}@`],
];
const maxLineChars = 16_000;

export function createRedaction(initial: readonly string[]): Redaction {
  const spellings = new Set<string>();
  const add = (secret: string): void => {
    const text = secret.trim();
    if (text.length < 6) return;
    // JSON within JSON, as in the body of a request that is logged as text.
    const escaped = escapeForJson(text);
    const twice = escapeForJson(escaped);
    const bytes = Buffer.from(text);
    for (const spelling of [
      text,
      escaped,
      twice,
      escapeForJson(twice),
      encodeURIComponent(text),
      bytes.toString("base64").replace(/=+$/, ""),
      bytes.toString("base64url"),
      bytes.toString("hex"),
    ])
      spellings.add(spelling);
  };
  initial.forEach(add);

  const clean: Redaction["clean"] = (value) => {
    let line = toLine(value);
    for (const spelling of spellings) line = line.replaceAll(spelling, removed);
    for (const [shape, instead] of secretShapes) line = line.replace(shape, instead);
    if (line.length <= maxLineChars) return line;
    return JSON.stringify({ cut: line.slice(0, maxLineChars) });
  };
  return { clean, add };
}

function escapeForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function toLine(value: Readonly<Record<string, unknown>>): string {
  try {
    return JSON.stringify(value, replaceField);
  } catch {
    // A cycle in the fields: the event is worth more than they are.
    return JSON.stringify({ time: value["time"], level: value["level"], event: value["event"] });
  }
}

function replaceField(name: string, value: unknown): unknown {
  if (value instanceof Error)
    return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
  if (typeof value === "bigint") return String(value);
  // Counts of tokens are figures and stay.
  if (secretField.test(name) && typeof value === "string") return removed;
  return value;
}
