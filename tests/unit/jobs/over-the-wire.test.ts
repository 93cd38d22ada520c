// Queue, provider, demo engine and library together, as a host joins them.
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import type { JobQueue } from "#electron/jobs/ports.ts";
import { openLibrary, type Library } from "#electron/library/library.ts";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import { createLog, type Log } from "#electron/platform/log.ts";
import { createImageClient } from "#electron/provider/image-client.ts";
import { isSettled } from "#shared/model/job.ts";
import { defaultSettings } from "#shared/model/settings.ts";
import { newClick, request, stageFolder } from "./queue-stage.ts";

const canary = "sk-canary-77c1e02b9f54";
const codec = createImageCodec({ workers: 1 });
let engine: DemoEngine;
beforeAll(async () => {
  engine = await startDemoEngine({ drawsPlain: true, latencyMs: 0, keepsRequests: true });
});
afterAll(async () => {
  await engine.close();
  await codec.close();
});

type Studio = {
  readonly folder: string;
  readonly queue: JobQueue;
  readonly library: Library;
  readonly log: Log;
};

async function openStudio(): Promise<Studio> {
  const folder = await stageFolder();
  // The log is not told of the key: nothing may hand it one.
  const log = createLog({ folder: join(folder, "log") });
  const opened = await openLibrary({
    folder: join(folder, "library"),
    mayCreate: true,
    codec,
    log,
    now: Date.now,
    randomBytes,
    owner: { host: "test" },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const library = opened.value;
  const client = createImageClient({ proxy: { mode: "none" }, extraCaPem: "", environment: {} });
  const queue = await openJobQueue({
    folder: library.folder,
    settings: () => defaultSettings,
    engine: () => "demo",
    send: async (prepared, dispatch) =>
      await client.send(prepared, {
        ...dispatch,
        key: canary,
        baseUrl: engine.url,
        openReference: async ({ asset, name }) => {
          const file = await library.resolveAsset(asset);
          return file === null ? null : { path: file.path, mediaType: file.mediaType, fileName: name };
        },
      }),
    keep: library.keepReply,
    hasReference: async ({ asset }) => (await library.resolveAsset(asset)) !== null,
    spent: library.usage,
    clock: {
      now: Date.now,
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    },
    randomBytes,
    log: (line) => log.info("queue.noted", { line }),
  });
  if (!queue.ok) throw new Error(JSON.stringify(queue.error));
  onTestFinished(async () => {
    await queue.value.close();
    await client.close();
    await library.close();
    log.close();
  });
  return { folder, queue: queue.value, library, log };
}

const small = { widthPx: 1024, heightPx: 640 };

async function rest({ queue }: Studio): Promise<readonly string[]> {
  await expect.poll(() => queue.list(50).jobs.every(isSettled), { timeout: 25_000 }).toBe(true);
  return queue.list(50).jobs.map(({ state }) => state);
}

/** Every file below a folder that holds the text. */
async function filesWith(folder: string, text: string): Promise<{ found: string[]; searched: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const found: string[] = [];
  for (const file of files) if ((await readFile(file)).includes(text)) found.push(file);
  return { found, searched: files.length };
}

describe("queue, provider and library together", () => {
  it("makes pictures, edits one of them, and knows how it came about", async () => {
    engine.steer({});
    const studio = await openStudio();
    await studio.queue.submit({ click: newClick(), requests: [{ ...request, size: small }], takes: 2 });
    expect(await rest(studio)).toEqual(["saved", "saved"]);
    const [first] = studio.queue.list(50).jobs;
    const reference = await studio.library.referenceFromPicture(first!.picture!);
    if (!reference.ok) throw new Error(JSON.stringify(reference.error));
    const edit = { ...request, prompt: "make it blue", size: small, references: [reference.value] };
    await studio.queue.submit({ click: newClick(), requests: [edit], takes: 1 });
    expect(await rest(studio)).toEqual(["saved", "saved", "saved"]);
    const [edited] = studio.queue.list(50).jobs;
    const detail = studio.library.get(edited!.picture!);
    expect(detail).toMatchObject({
      ok: true,
      value: {
        picture: { kind: "edit", job: edited!.id, problem: null, widthPx: 1024, heightPx: 640 },
        parents: [{ picture: first!.picture }],
      },
    });
    await expect.poll(async () => await readdir(studio.library.spoolFolder)).toEqual(["incoming"]);
  });

  it("[K1] writes the key nowhere, whatever goes wrong on the way", async () => {
    const studio = await openStudio();
    engine.steer({
      next: [
        { kind: "unauthorised" },
        { kind: "reset-after-body" },
        { kind: "malformed-json" },
        { kind: "html-502" },
        { kind: "undecodable-picture" },
        { kind: "rate-limited", retryAfterS: 0, form: "seconds" },
      ],
    });
    await studio.queue.submit({ click: newClick(), requests: [{ ...request, size: small }], takes: 6 });
    const states = await rest(studio);
    expect(new Set(states)).toEqual(new Set(["saved", "failed", "unknown"]));
    const { found, searched } = await filesWith(studio.folder, canary);
    expect(searched).toBeGreaterThan(5);
    expect(found).toEqual([]);
    expect(studio.log.recentLines().join("\n")).not.toContain(canary);
    expect(JSON.stringify(studio.queue.list(50))).not.toContain(canary);
    // The search would see it: the prompt is found in journal or records.
    expect((await filesWith(studio.folder, request.prompt)).found.length).toBeGreaterThan(0);
  });
});
