// Takes secrets out of what is about to be written (K1). Works on every text at any depth.

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
const minSecretChars = 6;
const maxLineChars = 16_000;

export function createRedaction(initial: readonly string[]): Redaction {
  /** Long ones first: a short spelling can be a part of a longer one. */
  let spellings: readonly string[] = [];
  const add = (secret: string): void => {
    const text = secret.trim().toWellFormed();
    if (text.length >= minSecretChars)
      spellings = [...new Set([...spellings, ...spellingsOf(text)])].toSorted((a, b) => b.length - a.length);
  };
  initial.forEach(add);

  const cleanText = (text: string): string => {
    let clean = text;
    for (const spelling of spellings) clean = clean.replaceAll(spelling, removed);
    for (const [shape, instead] of secretShapes) clean = clean.replace(shape, instead);
    return clean;
  };
  // On the texts themselves, before JSON escapes them: then no escape can be torn apart.
  const replaceField = (name: string, value: unknown): unknown => {
    if (value instanceof Error)
      return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "string") return value;
    return secretField.test(name) ? removed : cleanText(value);
  };
  const toLine = (value: Readonly<Record<string, unknown>>): string => {
    try {
      return JSON.stringify(value, replaceField);
    } catch {
      // A cycle in the fields: the event is worth more than they are.
      const { time, level, event } = value as Record<"time" | "level" | "event", unknown>;
      return JSON.stringify({ time, level, event }, replaceField);
    }
  };
  const clean: Redaction["clean"] = (value) => {
    const line = toLine(value);
    const whole = line.length <= maxLineChars ? line : JSON.stringify({ cut: line.slice(0, maxLineChars) });
    // Names of fields come last; no secret is one, and if it were, a broken line is the lesser harm.
    return spellings.some((spelling) => whole.includes(spelling)) ? cleanText(whole) : whole;
  };
  return { clean, add };
}

function spellingsOf(text: string): readonly string[] {
  // JSON within JSON, as in the body of a request that is logged as text.
  const escaped = escapeForJson(text);
  const twice = escapeForJson(escaped);
  const bytes = Buffer.from(text);
  return [
    text,
    escaped,
    twice,
    escapeForJson(twice),
    encodeURIComponent(text),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ];
}

function escapeForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
