// What the queue needs from the rest of the app, as ports that a host fills, and the queue's own door.
// Knows no key, no address and no HTTP.
import type { Estimate } from "#shared/contract/calls/job-calls.ts";
import type { BudgetState } from "#shared/contract/calls/usage-calls.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Notice } from "#shared/contract/notice.ts";
import type { Result } from "#shared/errors/result.ts";
import type { ClickId, JobId } from "#shared/model/ids.ts";
import type { ImageRequest, Reference } from "#shared/model/image-request.ts";
import type { Engine, Job, JobOrigin } from "#shared/model/job.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { EditEncoding, Settings } from "#shared/model/settings.ts";
import type { Usage } from "#shared/model/usage.ts";
import type { PaidTokens } from "#shared/rules/prices.ts";
import type { PreparedRequest } from "#shared/rules/prepare-request.ts";
import type { UsageBeside, UsageTime } from "./usage-beside.ts";

/** How a request goes out; the sender adds address and key of the engine. */
export type Dispatch = {
  readonly engine: Engine;
  readonly idempotencyKey: string;
  readonly encoding: EditEncoding;
  /** Where the decoded bytes go: `part` while they come, `whole` when all of them are on the disk. */
  readonly target: { readonly part: string; readonly whole: string };
  readonly shelter: Shelter;
  readonly signal: AbortSignal;
  readonly onReceiving: () => void;
  readonly onProgress: (progress: { receivedBytes: number; totalBytes: number | null }) => void;
  /** To be awaited between the last byte on the disk and the file's final name. Never rejects. */
  readonly onWhole: (received: Received) => Promise<void>;
};

/** What the disk is helped with, and what is left where it fails nevertheless. */
export type Shelter = {
  /** To be awaited before bytes are written to `part`: as much of the room held for them is given back. False: none is left. */
  readonly makeRoom: (bytes: number) => Promise<boolean>;
  /** Takes what the disk refused and all that follows, in order; `position` counts from the start of the reply. */
  readonly take: (bytes: Uint8Array, position: number) => Promise<void>;
  /** The reply begins anew: nothing that was taken counts. */
  readonly restart: () => Promise<void>;
};

/** A reply whose picture is in `target.whole`. */
export type Received = {
  readonly bytes: number;
  /** Its end lies in the shelter and its beginning in `target.part`; then nothing has the final name yet. */
  readonly isSplit?: boolean;
  readonly usage: Usage | null;
  readonly durationMs: number;
};

/** A complete reply on disk, with all that the library's record needs. */
export type Spooled = {
  readonly job: Job;
  /** Absolute path of the bytes as received, in the library's spool folder. The library may take the file away. */
  readonly path: string;
  readonly usage: Usage | null;
  /** When the last byte came, unix milliseconds. */
  readonly endedAt: number;
};

export type QueueSettings = Pick<
  Settings,
  "parallelRequests" | "responseFormat" | "userId" | "editEncoding" | "prices" | "budget"
>;

/** Time, so that tests need not wait. */
export type Clock = {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Runs once after a delay; the returned function calls it off. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

export type JobPorts = {
  /** The library folder: `journal.sqlite`, `spool/` and `backups/` are in it. */
  readonly folder: string;
  /** Folders on other disks, where there are any, for replies that the library's disk refuses; tried in this order. */
  readonly refuges?: readonly string[];
  /** Read at each use, so that changes are in force at once. */
  readonly settings: () => QueueSettings;
  /** Who would answer a click made now. */
  readonly engine: () => Engine;
  /** Sends once and never by itself again. The error's kind says whether anything can have been made. */
  readonly send: (prepared: PreparedRequest, dispatch: Dispatch) => Promise<Result<Received>>;
  /**
   * Puts a reply into the library for good before it resolves. The same job again gives the picture that stands,
   * also when `path` is gone by then.
   * Bytes that do not decode are kept too; their picture has the problem `undecodable`.
   */
  readonly keep: (spooled: Spooled) => Promise<Result<Picture>>;
  /** Whether the bytes of a reference are still there. */
  readonly hasReference: (reference: Reference) => Promise<boolean>;
  /** What the library knows of spending. */
  readonly spent: {
    readonly sum: (time: UsageTime) => PaidTokens;
    /** Of these jobs, those whose picture is not in the library. */
    readonly missingJobs: (jobs: readonly JobId[]) => readonly JobId[];
  };
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  /** One line for the log, without prompts. */
  readonly log: (line: string) => void;
};

/** What the queue tells: `job.changed`, `job.dismissed`, `queue.changed`, `budget.changed`, `notice.raised`. */
export type QueueEvent = Extract<
  StudioEvent,
  { name: "job.changed" | "job.dismissed" | "queue.changed" | "budget.changed" | "notice.raised" }
>;

export type Click = {
  readonly click: ClickId;
  readonly requests: readonly ImageRequest[];
  readonly takes: number;
  /** Absent: the Create room. */
  readonly origin?: JobOrigin;
};

/** The queue of one open library. Methods answer as the calls of the same names in `shared/contract` say. */
export type JobQueue = {
  readonly submit: (click: Click) => Promise<Result<{ jobs: Job[] }>>;
  readonly list: (settled: number) => { jobs: Job[]; paused: boolean };
  /** All jobs of a click, whatever became of them. */
  readonly jobsOfClick: (click: ClickId) => Job[];
  /** `onlyUnsent`: one of which anything may have been sent is refused, and goes on. */
  readonly cancel: (id: JobId, onlyUnsent?: boolean) => Promise<Result<Job>>;
  /** Sends again; a reply that lies in the spool is saved again instead. */
  readonly retry: (id: JobId) => Promise<Result<Job>>;
  readonly dismiss: (id: JobId) => Result<Record<string, never>>;
  readonly setPaused: (paused: boolean) => Result<{ paused: boolean }>;
  readonly estimate: (wish: Pick<Click, "requests" | "takes">) => Estimate;
  /** Requests of that time whose picture is not in the library. */
  readonly usageBeside: UsageBeside;
  readonly budget: () => BudgetState;
  readonly allowMore: () => Result<BudgetState>;
  /** Tells of changes until the returned function is called. */
  readonly onEvent: (listen: (event: QueueEvent) => void) => () => void;
  /** What was found and done on opening: jobs in doubt, replies recovered, a journal that had to be replaced. */
  readonly notices: readonly Notice[];
  /** Settings or pictures changed: judges the budget anew and starts what may start now. */
  readonly wake: () => void;
  /** Stops sending. Requests in flight are cut and become `unknown`; queued ones stand for the next start. */
  readonly close: () => Promise<void>;
};
