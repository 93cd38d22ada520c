// Run as a child process that gets killed: a queue over the real provider, with a fresh click at each start.
// Prints a line for each step of a job, and for each reply that it has received whole, in the moment it has.
import { randomBytes } from "node:crypto";
import { constants, writeSync } from "node:fs";
import { copyFile, open, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import type { Spooled } from "#electron/jobs/ports.ts";
import { createImageClient } from "#electron/provider/image-client.ts";
import { ok, type Result } from "#shared/errors/result.ts";
import { idFromBytes, type AssetId, type ClickId, type PictureId } from "#shared/model/ids.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import type { Picture } from "#shared/model/picture.ts";
import { defaultSettings } from "#shared/model/settings.ts";

const [folder = "", baseUrl = "", takes = "0"] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const client = createImageClient({ proxy: { mode: "none" }, extraCaPem: "", environment: {} });

/** As the library does: a copy, safe on disk, under its name at last; the same job again changes nothing. */
async function keep({ job, path, usage, endedAt }: Spooled): Promise<Result<Picture>> {
  const place = join(folder, "pictures", job.id);
  const isThere = await stat(place).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await copyFile(path, `${place}.tmp`, constants.COPYFILE_FICLONE);
    const file = await open(`${place}.tmp`, "r+");
    await file.sync();
    await file.close();
    await wait(Math.random() * 10);
    await rename(`${place}.tmp`, place);
    await wait(Math.random() * 10);
  }
  return ok({
    id: job.id as string as PictureId,
    asset: "a".repeat(64) as AssetId,
    file: `pictures/${job.id}`,
    kind: "generate",
    mediaType: "image/png",
    widthPx: 1024,
    heightPx: 1024,
    bytes: 1,
    createdAt: endedAt,
    title: "",
    request: job.request,
    engine: job.engine,
    usage,
    durationMs: 1,
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
}

const opened = await openJobQueue({
  folder,
  settings: () => ({
    parallelRequests: 4,
    responseFormat: "b64_json",
    userId: "",
    editEncoding: "multipart",
    prices: defaultSettings.prices,
    budget: defaultSettings.budget,
  }),
  engine: () => "api",
  send: async (prepared, dispatch) => {
    const sent = await client.send(prepared, {
      ...dispatch,
      key: "sk-kill-loop",
      baseUrl,
      openReference: async () => null,
    });
    if (sent.ok) say(`received ${dispatch.idempotencyKey}`);
    return sent;
  },
  keep,
  hasReference: async () => true,
  spent: { sum: () => ({ textTokens: 0, imageTokens: 0, outputTokens: 0 }), missingJobs: (jobs) => jobs },
  clock: {
    now: () => Date.now(),
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
// Each line is a moment at which this process may be killed.
queue.onEvent((event) => say(event.name === "job.changed" ? event.job.state : event.name));
say("open");
if (Number(takes) > 0) {
  const click = idFromBytes<ClickId>(randomBytes(8));
  const size = { widthPx: 1024, heightPx: 1024 };
  await queue.submit({ click, requests: [{ ...blankRequest, prompt: "a", size }], takes: Number(takes) });
} else {
  // The last run: whatever is left comes to rest.
  while (queue.list(0).jobs.length > 0) await wait(20);
  await queue.close();
  await client.close();
}
