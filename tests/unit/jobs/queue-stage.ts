// A queue on a stage: a real journal and spool in a folder of its own, a wire and a library that do as the test says,
// and a clock that the test moves.
import { randomBytes } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import type {
  Clock,
  Dispatch,
  JobPorts,
  JobQueue,
  QueueEvent,
  QueueSettings,
  Received,
  Spooled,
} from "#electron/jobs/ports.ts";
import type { Result } from "#shared/errors/result.ts";
import { err, ok } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { idFromBytes, type AssetId, type ClickId, type PictureId } from "#shared/model/ids.ts";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import type { Engine, Job, JobState } from "#shared/model/job.ts";
import type { Picture } from "#shared/model/picture.ts";
import { defaultSettings } from "#shared/model/settings.ts";
import type { PreparedRequest } from "#shared/rules/prepare-request.ts";

/** A clock that stands still until it is moved. */
export type ManualClock = Clock & {
  readonly move: (ms: number) => void;
  /** The time is another all at once, as after a sleep or by hand: what waits goes on waiting as long as before. */
  readonly jump: (ms: number) => void;
};

export function manualClock(): ManualClock {
  let now = 1_800_000_000_000;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    jump: (ms) => {
      now += ms;
      for (const timer of timers) timer.at += ms;
    },
    move: (ms) => {
      now += ms;
      for (const timer of [...timers].toSorted((a, b) => a.at - b.at))
        if (timer.at <= now && timers.delete(timer)) timer.run();
    },
  };
}

/** One request on the wire, answered by the test. */
export type Sending = {
  readonly prepared: PreparedRequest;
  readonly dispatch: Dispatch;
  /** The reply's first byte has come. */
  readonly begin: () => void;
  /** All bytes are in the target. */
  readonly arrive: (bytes?: Uint8Array) => Promise<void>;
  readonly fail: (error: StudioError, fragment?: Uint8Array) => Promise<void>;
};

export type Stage = {
  readonly folder: string;
  readonly queue: JobQueue;
  readonly clock: ManualClock;
  readonly settings: { -readonly [Name in keyof QueueSettings]: QueueSettings[Name] };
  /** Requests on the wire, in the order they came; taken off by `next`. */
  readonly wire: Sending[];
  /** Every request that ever went out. */
  readonly sentKeys: string[];
  readonly events: QueueEvent[];
  readonly logged: string[];
  /** Replies that the library took. */
  readonly kept: Spooled[];
  /** What the library answers instead of taking a reply. */
  refuseKeeping: StudioError | null;
  /** What the library finds wrong with the next pictures. */
  problem: Picture["problem"];
  missingAsset: AssetId | null;
  engine: Engine;
  readonly next: () => Promise<Sending>;
  readonly submit: (takes?: number, request?: Partial<ImageRequest>) => Promise<readonly Job[]>;
  readonly job: (id: Job["id"]) => Job;
  readonly reaches: (id: Job["id"], state: JobState) => Promise<Job>;
  readonly spoolFiles: () => Promise<string[]>;
  /** Closes, or with `crash` leaves everything as a killed process would, and opens again. */
  readonly reopen: () => Promise<Stage>;
};

export const request: ImageRequest = {
  ...blankRequest,
  prompt: "a sea otter",
  size: { widthPx: 1024, heightPx: 1024 },
};

export function newClick(): ClickId {
  return idFromBytes<ClickId>(randomBytes(8));
}

export async function stageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-queue-"));
  onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function openStage(folder?: string, change?: (ports: JobPorts) => JobPorts): Promise<Stage> {
  const home = folder ?? (await stageFolder());
  const clock = manualClock();
  const settings = {
    parallelRequests: 3,
    responseFormat: "b64_json",
    userId: "",
    editEncoding: "multipart",
    prices: defaultSettings.prices,
    budget: defaultSettings.budget,
  } as Stage["settings"];
  const wire: Sending[] = [];
  const sentKeys: string[] = [];
  const events: QueueEvent[] = [];
  const logged: string[] = [];
  const kept: Spooled[] = [];
  const own = { refuseKeeping: null, problem: null, missingAsset: null, engine: "api" } as Pick<
    Stage,
    "refuseKeeping" | "problem" | "missingAsset" | "engine"
  >;
  const ports: JobPorts = {
    folder: home,
    settings: () => settings,
    engine: () => own.engine,
    send: async (prepared, dispatch) =>
      await new Promise<Result<Received>>((resolve) => {
        sentKeys.push(dispatch.idempotencyKey);
        let hasBegun = false;
        const begin = () => {
          hasBegun = true;
          dispatch.onReceiving();
        };
        dispatch.signal.addEventListener("abort", () => {
          const index = wire.indexOf(sending);
          if (index >= 0) wire.splice(index, 1);
          const inFlight = {
            kind: "interrupted",
            billed: "unknown",
            cause: "cancelled-in-flight",
            status: null,
            message: "",
          } as const;
          resolve(err(inFlight));
        });
        const sending: Sending = {
          prepared,
          dispatch,
          begin,
          arrive: async (bytes = randomBytes(100)) => {
            if (!hasBegun) begin();
            await writeFile(dispatch.target.part, bytes);
            dispatch.onProgress({ receivedBytes: bytes.length, totalBytes: bytes.length });
            const usage = {
              totalTokens: 30,
              inputTokens: 10,
              outputTokens: 20,
              textTokens: 10,
              imageTokens: 0,
            };
            const received = { bytes: bytes.length, usage, durationMs: 5000 };
            await dispatch.onWhole(received);
            await rename(dispatch.target.part, dispatch.target.whole);
            resolve(ok(received));
          },
          fail: async (error, fragment) => {
            await writeFile(dispatch.target.part, fragment ?? "");
            resolve(err(error));
          },
        };
        wire.push(sending);
      }),
    keep: async (spooled) => {
      if (own.refuseKeeping !== null) return err(own.refuseKeeping);
      const pictures = join(home, "pictures");
      await mkdir(pictures, { recursive: true });
      if (!(await readdir(pictures)).includes(spooled.job.id)) {
        await copyFile(spooled.path, join(pictures, spooled.job.id));
        kept.push(spooled);
      }
      return ok(pictureOf(spooled, own.problem));
    },
    hasReference: async (reference) => reference.asset !== own.missingAsset,
    // The stage's library counts nothing itself: all spending is the journal's.
    spent: {
      sum: () => ({ textTokens: 0, imageTokens: 0, outputTokens: 0 }),
      missingJobs: (jobs) => jobs,
    },
    clock,
    randomBytes,
    log: (line) => logged.push(line),
  };
  const opened = await openJobQueue(change?.(ports) ?? ports);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const queue = opened.value;
  queue.onEvent((event) => events.push(event));
  let isOpen = true;
  const close = async () => {
    if (isOpen) await queue.close();
    isOpen = false;
  };
  onTestFinished(close);

  const job = (id: Job["id"]): Job => {
    const found = queue.list(500).jobs.find((one) => one.id === id);
    if (!found) throw new Error(`No job ${id} in the list`);
    return found;
  };
  const stage: Stage = Object.assign(own, {
    folder: home,
    queue,
    clock,
    settings,
    wire,
    sentKeys,
    events,
    logged,
    kept,
    job,
    next: async () => {
      await expect.poll(() => wire.length, { interval: 2 }).toBeGreaterThan(0);
      return wire.shift()!;
    },
    submit: async (takes = 1, change_: Partial<ImageRequest> = {}) => {
      const submitted = await queue.submit({
        click: newClick(),
        requests: [{ ...request, ...change_ }],
        takes,
      });
      if (!submitted.ok) throw new Error(JSON.stringify(submitted.error));
      return submitted.value.jobs;
    },
    reaches: async (id: Job["id"], state: JobState) => {
      await expect.poll(() => job(id).state, { interval: 2 }).toBe(state);
      return job(id);
    },
    spoolFiles: async () => (await readdir(join(home, "spool"))).toSorted(),
    reopen: async () => {
      await close();
      return await openStage(home, change);
    },
  });
  return stage;
}

function pictureOf({ job, usage, endedAt }: Spooled, problem: Picture["problem"]): Picture {
  const isGood = problem === null;
  return {
    id: job.id as string as PictureId,
    asset: "a".repeat(64) as AssetId,
    file: `pictures/${job.id}.png`,
    kind: "generate",
    mediaType: "image/png",
    widthPx: isGood ? 1024 : 0,
    heightPx: isGood ? 1024 : 0,
    bytes: 100,
    createdAt: endedAt,
    title: job.request.prompt,
    request: job.request,
    engine: job.engine,
    usage,
    durationMs: 5000,
    job: job.id,
    click: job.click,
    parents: [],
    composite: null,
    marks: { rating: 0, favourite: false, rejected: false },
    tags: [],
    collections: [],
    recipe: null,
    perceptualHash: null,
    thumbhash: null,
    problem,
    trashedAt: null,
  };
}
