// Run as a child process: sends many clicks through the queue, and prints what became of them and of memory.
import { randomBytes } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import type { JobPorts } from "#electron/jobs/ports.ts";
import { createImageClient } from "#electron/provider/image-client.ts";
import { ok } from "#shared/errors/result.ts";
import { idFromBytes, type AssetId, type ClickId, type PictureId } from "#shared/model/ids.ts";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import { isSettled, type Job } from "#shared/model/job.ts";
import { defaultSettings } from "#shared/model/settings.ts";
import type { QueueRun } from "./queue.bench.ts";

const [, , baseUrl = "", folder = "", count = "0", parallel = "1"] = process.argv;
const total = Number(count);
const client = createImageClient({ proxy: { mode: "none" }, extraCaPem: "", environment: {} });
await mkdir(join(folder, "pictures"));

const saved: string[] = [];
const keep: JobPorts["keep"] = async ({ job, path, usage, endedAt }) => {
  await rename(path, join(folder, "pictures", job.id));
  saved.push(job.request.prompt);
  return ok({
    id: job.id as string as PictureId,
    asset: "0".repeat(64) as AssetId,
    file: `pictures/${job.id}`,
    kind: "generate",
    mediaType: "image/webp",
    widthPx: 1024,
    heightPx: 640,
    bytes: 1,
    createdAt: endedAt,
    title: job.request.prompt,
    request: job.request,
    engine: job.engine,
    usage,
    durationMs: 0,
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
    problem: null,
    trashedAt: null,
  });
};

const opened = await openJobQueue({
  folder,
  settings: () => ({
    parallelRequests: Number(parallel),
    responseFormat: "b64_json",
    userId: "",
    editEncoding: "multipart",
    prices: defaultSettings.prices,
    budget: defaultSettings.budget,
  }),
  engine: () => "api",
  send: async (prepared, dispatch) =>
    await client.send(prepared, {
      ...dispatch,
      key: "sk-bench-key",
      baseUrl,
      openReference: async () => null,
    }),
  keep,
  hasReference: async () => true,
  spent: { sum: () => ({ textTokens: 0, imageTokens: 0, outputTokens: 0 }), missingJobs: (jobs) => jobs },
  clock: {
    now: Date.now,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  },
  randomBytes,
  log: () => undefined,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const queue = opened.value;

/** Memory that is in use, after tidying up. */
function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const rest = new Map<Job["state"], number>();
let settled = 0;
const usedAt = new Map<number, number>();
const finished = new Promise<void>((resolve) => {
  queue.onEvent((event) => {
    if (event.name !== "job.changed" || !isSettled(event.job)) return;
    settled += 1;
    rest.set(event.job.state, (rest.get(event.job.state) ?? 0) + 1);
    // Both while requests are under way, so that like is held against like.
    if (settled === total / 5 || settled === (4 * total) / 5) usedAt.set(settled, usedBytes());
    if (settled === total) resolve();
  });
});

const startedMs = performance.now();
const perClick = 100;
for (let first = 0; first < total; first += perClick) {
  const requests = Array.from({ length: perClick }, (_, index): ImageRequest => {
    const prompt = `a picture numbered ${first + index}`;
    return { ...blankRequest, prompt, size: { widthPx: 1024, heightPx: 640 }, format: "webp" };
  });
  const submitted = await queue.submit({ click: idFromBytes<ClickId>(randomBytes(8)), requests, takes: 1 });
  if (!submitted.ok) throw new Error(JSON.stringify(submitted.error));
}
await finished;
const run: QueueRun = {
  saved,
  states: Object.fromEntries(rest),
  elapsedMs: performance.now() - startedMs,
  grownBytes: (usedAt.get((4 * total) / 5) ?? 0) - (usedAt.get(total / 5) ?? 0),
};
await queue.close();
await client.close();
await rm(join(folder, "pictures"), { recursive: true });
process.stdout.write(JSON.stringify(run));
