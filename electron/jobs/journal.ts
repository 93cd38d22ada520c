// The journal: every job and every step of it, on disk before the step is taken. The only place that changes a
// job's state, and it refuses steps that are not in the table (J1).
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ClickId, JobId } from "#shared/model/ids.ts";
import type { Engine, Job, JobState } from "#shared/model/job.ts";
import { usageSchema } from "#shared/model/usage.ts";
import { canAdvance } from "#shared/rules/advance-job.ts";
import type { PastRequest } from "#shared/rules/prices.ts";
import {
  applyPatch,
  columns,
  fromRow,
  toRow,
  type JobPatch,
  type JobRecord,
  type Row,
} from "./job-record.ts";
import { transact } from "./journal-file.ts";
import { createUsageBeside, usageKindOf, type UsageBeside } from "./usage-beside.ts";

/** For which period (its first moment) there was a warning, and for which more is allowed. */
export type BudgetNote = `${"warned" | "allowed"}-${"day" | "month"}`;

/** Each method throws SQLite's error when the disk refuses; nothing has changed then. */
export type Journal = {
  /** Adds the jobs of a click; a click that stands already is answered as it stands, and nothing is added (J3). */
  readonly addClick: (click: ClickId, make: (firstPlace: number) => readonly JobRecord[]) => JobRecord[];
  readonly add: (record: JobRecord) => void;
  /** All jobs of a click, first take first. */
  readonly ofClick: (click: ClickId) => JobRecord[];
  readonly get: (id: JobId) => JobRecord | null;
  /** Takes a step; throws on one that is not in the table. */
  readonly advance: (id: JobId, to: JobState, patch: JobPatch) => JobRecord;
  /** Changes a job in its state. */
  readonly amend: (id: JobId, patch: JobPatch) => JobRecord;
  /** Jobs that are not settled, in their order. */
  readonly unsettled: () => JobRecord[];
  /** Settled jobs that are not dismissed, newest first. */
  readonly settled: (limit: number) => JobRecord[];
  readonly dismiss: (id: JobId) => void;
  readonly nextPlace: () => number;
  readonly isPaused: () => boolean;
  readonly setPaused: (paused: boolean) => void;
  /** What the budget has to remember: a whole number by name, 0 where there is none. */
  readonly note: (name: BudgetNote) => number;
  readonly setNote: (name: BudgetNote, value: number) => void;
  readonly usageBeside: (missingJobs: (jobs: readonly JobId[]) => readonly JobId[]) => UsageBeside;
  /** Requests of an engine that gave a picture, newest first. */
  readonly past: (engine: Engine, limit: number) => PastRequest[];
  readonly close: () => void;
};

export function createJournal(database: DatabaseSync): Journal {
  const insert = database.prepare(
    `INSERT INTO job (${columns.join(", ")}) VALUES (${columns.map((name) => `:${name}`).join(", ")})`,
  );
  const replace = database.prepare(
    `UPDATE job SET ${columns.map((name) => `${name} = :${name}`).join(", ")} WHERE id = :id`,
  );
  const byId = database.prepare("SELECT * FROM job WHERE id = ?");
  const byClick = database.prepare("SELECT * FROM job WHERE click = ? ORDER BY take");
  const open = database.prepare(
    "SELECT * FROM job WHERE state IN ('queued', 'sending', 'receiving', 'spooled') ORDER BY place",
  );
  const closed = database.prepare(
    `SELECT * FROM job WHERE state IN ('saved', 'failed', 'unknown', 'cancelled') AND is_dismissed = 0
     ORDER BY place DESC LIMIT ?`,
  );
  const hide = database.prepare("UPDATE job SET is_dismissed = 1 WHERE id = ?");
  const lastPlace = database.prepare("SELECT coalesce(max(place), 0) AS place FROM job");
  const readNote = database.prepare("SELECT value FROM queue WHERE name = ?");
  const writeNote = database.prepare("INSERT OR REPLACE INTO queue (name, value) VALUES (?, ?)");
  const finished = database.prepare(
    `SELECT kind, megapixels, usage, ended_at - started_at AS duration,
            json_array_length(request, '$.references') AS reference_count
     FROM job WHERE state = 'saved' AND engine = ? AND megapixels IS NOT NULL AND started_at IS NOT NULL
     ORDER BY place DESC LIMIT ?`,
  );

  const all = (statement: StatementSync, ...values: (string | number)[]): JobRecord[] =>
    statement.all(...values).map((row) => fromRow(row as Row));
  const get = (id: JobId): JobRecord | null => {
    const row = byId.get(id);
    return row === undefined ? null : fromRow(row as Row);
  };
  const demand = (id: JobId): JobRecord => {
    const record = get(id);
    if (record === null) throw new Error(`The journal has no job ${id}`);
    return record;
  };
  const addDoubt = database.prepare("INSERT INTO doubt (job, at, engine, kind) VALUES (?, ?, ?, ?)");
  const noteDoubt = (job: Job): void => {
    addDoubt.run(job.id, job.endedAt ?? job.createdAt, job.engine, usageKindOf(job));
  };
  const nextPlace = (): number => Number(lastPlace.get()?.["place"]) + 1;
  const change = (id: JobId, to: JobState | null, patch: JobPatch): JobRecord =>
    transact(database, () => {
      const before = demand(id);
      const state = to ?? before.job.state;
      if (to !== null && !canAdvance(before.job.state, to))
        throw new Error(`[J1] A job does not go from ${before.job.state} to ${to}`);
      const after = applyPatch(before, state, patch);
      replace.run(toRow(after));
      if (before.job.state === "unknown" && patch.tries === 0) noteDoubt(before.job);
      return after;
    });

  return {
    addClick: (click, make) =>
      transact(database, () => {
        const standing = all(byClick, click);
        if (standing.length > 0) return standing;
        const records = [...make(nextPlace())];
        for (const record of records) insert.run(toRow(record));
        return records;
      }),
    add: (record) => {
      insert.run(toRow(record));
    },
    ofClick: (click) => all(byClick, click),
    get,
    advance: change,
    amend: (id, patch) => change(id, null, patch),
    unsettled: () => all(open),
    settled: (limit) => all(closed, limit),
    dismiss: (id) => {
      hide.run(id);
    },
    nextPlace,
    isPaused: () => readNote.get("paused")?.["value"] === 1,
    setPaused: (paused) => {
      writeNote.run("paused", paused ? 1 : 0);
    },
    note: (name) => Number(readNote.get(name)?.["value"] ?? 0),
    setNote: (name, value) => {
      writeNote.run(name, value);
    },
    usageBeside: (missingJobs) => createUsageBeside(database, missingJobs),
    past: (engine, limit) => finished.all(engine, limit).map((row) => toPast(row as Row)),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function toPast(row: Row): PastRequest {
  return {
    kind: row["kind"] === "edit" ? "edit" : "generate",
    megapixels: Number(row["megapixels"]),
    references: Number(row["reference_count"]),
    usage: row["usage"] === null ? null : usageSchema.parse(JSON.parse(String(row["usage"]))),
    durationMs: Math.max(0, Number(row["duration"])),
  };
}
