// The page's half of the bench, in a real browser on the built app: the first row, the answer to each key, and a fling
// through the whole grid. What counts is what is painted; times of threads stand beside it for a busy machine.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Browser, type CDPSession, type Page } from "@playwright/test";
import type { Measurement } from "#build/bench/bench-report.ts";
import { flingThrough, openGallery, watchKeys, type Opening } from "./drive-page.ts";
import { typedQueries } from "./made-prompts.ts";
import { readPageTrace, sumMs, tasksBetween, threadMs, traceCategories } from "./thread-times.ts";

const flingFrames = 600;
const openings = 5;
/** Flings after the first, for memory: it must not grow with them. */
const moreFlings = 2;

/** Opens the library in the browser host and measures what a designer sees. */
export async function pageRows(library: string): Promise<readonly Measurement[]> {
  const data = await mkdtemp(join(tmpdir(), "inlay-gallery-page-"));
  const host = spawn(
    process.execPath,
    [resolve("out/main/browser-main.js"), "--no-open", "--demo", "--library", library],
    { env: { ...process.env, INLAY_DATA: data }, stdio: ["ignore", "pipe", "inherit"] },
  );
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env["INLAY_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--disable-background-networking", ...(isRoot ? ["--no-sandbox"] : [])],
  });
  try {
    const address = await readAddress(host);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    const measured = { browser, page, host };
    return [...(await openingRows(measured)), ...(await keyRows(measured)), ...(await flingRows(measured))];
  } finally {
    await browser.close();
    await stop(host);
    await rm(data, { recursive: true, force: true });
  }
}

type Measured = { readonly browser: Browser; readonly page: Page; readonly host: ChildProcess };

async function openingRows({ browser, page, host }: Measured): Promise<readonly Measurement[]> {
  const opens: Opening[] = [];
  const pageMs: number[] = [];
  const hostMs: number[] = [];
  for (let run = 0; run < openings; run += 1) {
    if (run > 0) await page.reload();
    await page.locator("textarea:focus").waitFor();
    // A designer needs a moment to find the button.
    await page.waitForTimeout(1000);
    const before = threadMs(host.pid);
    await browser.startTracing(page, { categories: traceCategories });
    opens.push(await page.evaluate(openGallery));
    const trace = readPageTrace(await browser.stopTracing());
    hostMs.push(threadMs(host.pid) - before);
    pageMs.push(...tasksBetween(trace, "opening", "opened").map(sumMs));
  }
  return [
    {
      name: "gallery to the first row in its colours",
      ours: quantile(
        opens.map(({ likenessMs }) => likenessMs),
        0.5,
      ),
      unit: "ms",
    },
    {
      name: "gallery to the pictures of the first row",
      ours: quantile(
        opens.map(({ picturesMs }) => picturesMs),
        0.5,
      ),
      unit: "ms",
      aim: { of: "ours", atMost: 400 },
    },
    { name: "the first row, page's thread", ours: quantile(pageMs, 0.5), unit: "ms" },
    ...hostRow("the first screen, host's thread", quantile(hostMs, 0.5)),
  ];
}

/** Each letter of the typed queries, pressed when the answer to the one before has been painted. */
async function keyRows({ browser, page, host }: Measured): Promise<readonly Measurement[]> {
  const field = page.getByRole("combobox", { name: "Search pictures" });
  await page.evaluate(watchKeys);
  const wallMs: number[] = [];
  const hostMs: number[] = [];
  await browser.startTracing(page, { categories: traceCategories });
  for (const text of typedQueries) {
    if (text !== typedQueries[0]) await press(page, async () => await field.fill(""));
    else await field.focus();
    for (const letter of text) {
      const before = threadMs(host.pid);
      wallMs.push(await press(page, async () => await page.keyboard.type(letter)));
      hostMs.push(threadMs(host.pid) - before);
    }
  }
  const trace = readPageTrace(await browser.stopTracing());
  await press(page, async () => await field.fill(""));
  const spans = tasksBetween(trace, "key", "answer");
  const pageMs = spans.map(sumMs);
  const row = (name: string, values: readonly number[], at: number): Measurement => ({
    name,
    ours: quantile(values, at),
    unit: "ms",
  });
  return [
    row("key to painted result, p50", wallMs, 0.5),
    { ...row("key to painted result, p95", wallMs, 0.95), aim: { of: "ours", atMost: 30 } },
    row("each key, page's thread, p50", pageMs, 0.5),
    row("each key, page's thread, p95", pageMs, 0.95),
    ...hostRow("each key, host's thread, p50", quantile(hostMs, 0.5)),
    ...hostRow("each key, host's thread, p95", quantile(hostMs, 0.95)),
    longestRow("keys, longest task, page's thread", spans),
  ];
}

/** Does what changes the query and waits for the painted answer; milliseconds in between. */
async function press(page: Page, act: () => Promise<void>): Promise<number> {
  const answered = page.evaluate(
    async () => await (globalThis as unknown as { answered: () => Promise<number> }).answered(),
  );
  await act();
  return await answered;
}

async function flingRows({ browser, page }: Measured): Promise<readonly Measurement[]> {
  await page.locator("[data-picture]").first().waitFor();
  const session = await page.context().newCDPSession(page);
  const before = await heapMegabytes(session);
  await browser.startTracing(page, { categories: traceCategories });
  const fling = await page.evaluate(flingThrough, flingFrames);
  const trace = readPageTrace(await browser.stopTracing());
  const first = await heapMegabytes(session);
  for (let more = 0; more < moreFlings; more += 1) await page.evaluate(flingThrough, flingFrames / 4);
  const after = await heapMegabytes(session);
  const frames = tasksBetween(trace, "frame", "frame").slice(1).map(sumMs);
  return [
    {
      name: "fling, frames a second at p95",
      ours: 1000 / quantile(fling.framesMs, 0.95),
      unit: "fps",
      aim: { of: "ours", atLeast: 55 },
    },
    { name: "fling, each frame, page's thread, p50", ours: quantile(frames, 0.5), unit: "ms" },
    { name: "fling, each frame, page's thread, p95", ours: quantile(frames, 0.95), unit: "ms" },
    longestRow("fling, longest task, page's thread", tasksBetween(trace, "fling", "flung")),
    {
      name: "fling, most live nodes of the grid",
      ours: fling.nodes,
      unit: "nodes",
      aim: { of: "ours", atMost: 300 },
    },
    { name: "page memory after a fling against before", ours: first, peer: before, unit: "MB" },
    {
      name: "page memory after three against after one",
      ours: after,
      peer: first,
      unit: "MB",
      aim: { of: "ratio", atMost: 1.1 },
    },
  ];
}

function longestRow(
  name: string,
  spans: readonly (readonly { readonly processorMs: number }[])[],
): Measurement {
  const longest = Math.max(...spans.flat().map(({ processorMs }) => processorMs));
  return { name, ours: longest, unit: "ms", aim: { of: "ours", atMost: 50 } };
}

/** No row where the system does not say. */
function hostRow(name: string, ours: number): readonly Measurement[] {
  return Number.isNaN(ours) ? [] : [{ name, ours, unit: "ms" }];
}

async function readAddress(child: ChildProcess): Promise<string> {
  return await new Promise((found, fail) => {
    child.once("exit", (code) => fail(new Error(`The studio ended with ${code}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /^Inlay is ready: (\S+)$/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGTERM");
  await ended;
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 2 ** 20;
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}
