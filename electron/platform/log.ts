// The log: one JSON object a line, secrets removed, never in the way. Knows no event by name.
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createRedaction } from "./redact.ts";

export type LogLevel = "info" | "warn" | "error";
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes to `inlay.log`; a full disk silences the file but not the memory of recent lines. */
export interface Log {
  /** `event` is a short fixed phrase in `noun.happened` form; what varies goes into `fields`. */
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
  /** Notes a bug with its stack and returns the id that goes into `{kind: "bug", logId}`. */
  readonly bug: (error: unknown, fields?: LogFields) => string;
  /** From now on this text is written nowhere, in no spelling it could take in a line. */
  readonly addSecret: (secret: string) => void;
  /** The newest lines, oldest first, as they were written. */
  readonly recentLines: () => readonly string[];
  readonly close: () => void;
}

export type LogOptions = {
  /** Null keeps the log in memory only. */
  readonly folder: string | null;
  readonly secrets?: readonly string[];
  readonly now?: () => number;
  /** A file larger than this is put aside; three old ones are kept. */
  readonly maxFileBytes?: number;
};

const keptFiles = 3;
const recentCount = 400;

/** Opens the log. Never throws: a folder that cannot be written leaves it in memory. */
export function createLog(options: LogOptions): Log {
  const now = options.now ?? Date.now;
  const redaction = createRedaction(options.secrets ?? []);
  const recent: string[] = [];
  const sink = options.folder === null ? null : openSink(options.folder, options.maxFileBytes ?? 4_000_000);

  const write = (level: LogLevel, event: string, fields: LogFields = {}): void => {
    const time = new Date(now()).toISOString();
    const line = redaction.clean({ time, level, event, ...fields });
    recent.push(line);
    if (recent.length > recentCount) recent.shift();
    sink?.append(`${line}\n`);
  };
  return {
    info: (event, fields) => write("info", event, fields),
    warn: (event, fields) => write("warn", event, fields),
    error: (event, fields) => write("error", event, fields),
    bug: (error, fields) => {
      const logId = randomBytes(4).toString("hex");
      write("error", "bug", { logId, error, ...fields });
      return logId;
    },
    addSecret: redaction.add,
    recentLines: () => [...recent],
    close: () => sink?.close(),
  };
}

interface Sink {
  readonly append: (line: string) => void;
  readonly close: () => void;
}

// Written at once and in step: the last lines before a crash are the ones that matter.
function openSink(folder: string, maxFileBytes: number): Sink {
  const path = join(folder, "inlay.log");
  let file: number | null = null;
  let sizeBytes = 0;
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch {
      // A log that cannot be written must not stop the work; the lines stay in memory.
    }
  };
  const start = (): void => {
    mkdirSync(folder, { recursive: true });
    file = openSync(path, "a", 0o600);
    sizeBytes = statSync(path).size;
  };
  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  const rotate = (): void => {
    close();
    for (let number = keptFiles - 1; number >= 1; number -= 1)
      attempt(() => renameSync(join(folder, `inlay.${number}.log`), join(folder, `inlay.${number + 1}.log`)));
    attempt(() => renameSync(path, join(folder, "inlay.1.log")));
    start();
  };
  attempt(start);
  return {
    append: (line) =>
      attempt(() => {
        if (file !== null && sizeBytes > 0 && sizeBytes + line.length > maxFileBytes) rotate();
        if (file !== null) sizeBytes += writeSync(file, line);
      }),
    close: () => attempt(close),
  };
}
