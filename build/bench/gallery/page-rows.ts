// The page's half of the bench, in a real browser on the built app: the first row, the answer to each key, and a fling
// through the whole grid. What counts is what is painted.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type CDPSession, type Page } from "@playwright/test";
import type { Measurement } from "#build/bench/bench-report.ts";
import { typedQueries } from "./made-prompts.ts";

const flingFrames = 600;
const openings = 3;

/** Opens the library of the folder in the browser host and measures what a designer sees. */
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
    args: [
      "--disable-background-networking",
      "--enable-precise-memory-info",
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
  });
  try {
    const address = await readAddress(host);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    const opens: number[] = [];
    for (let run = 0; run < openings; run += 1) {
      if (run > 0) await page.reload();
      await page.locator("textarea:focus").waitFor();
      opens.push(await timeOpening(page));
    }
    const keys = await timeKeys(page);
    const session = await page.context().newCDPSession(page);
    const before = await heapMegabytes(session);
    const fling = await timeFling(page);
    const after = await heapMegabytes(session);
    return [
      {
        name: "gallery to the first painted row",
        ours: middle(opens, 0.5),
        unit: "ms",
        aim: { of: "ours", atMost: 400 },
      },
      { name: "key to painted result, p50", ours: middle(keys, 0.5), unit: "ms" },
      {
        name: "key to painted result, p95",
        ours: middle(keys, 0.95),
        unit: "ms",
        aim: { of: "ours", atMost: 30 },
      },
      {
        name: "fling, frames a second at p95",
        ours: 1000 / middle(fling.frames, 0.95),
        unit: "fps",
        aim: { of: "ours", atLeast: 55 },
      },
      { name: "fling, longest task", ours: fling.longestTask, unit: "ms", aim: { of: "ours", atMost: 50 } },
      {
        name: "fling, most live nodes of the grid",
        ours: fling.nodes,
        unit: "nodes",
        aim: { of: "ours", atMost: 300 },
      },
      {
        name: "page memory after the fling against before",
        ours: after,
        peer: before,
        unit: "MB",
        aim: { of: "ratio", atMost: 1.2 },
      },
    ];
  } finally {
    await browser.close();
    await stop(host);
    await rm(data, { recursive: true, force: true });
  }
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

/** Milliseconds from the press of the room's button to a frame in which pictures of the first row have been drawn. */
async function timeOpening(page: Page): Promise<number> {
  return await page.evaluate(
    async () =>
      await new Promise<number>((done) => {
        const began = performance.now();
        document.querySelector<HTMLElement>('nav button[aria-label="Gallery"]')?.click();
        const look = () => {
          const first = document.querySelector<HTMLImageElement>("[data-picture] img");
          if (first?.complete === true && first.naturalWidth > 0)
            requestAnimationFrame(() => done(performance.now() - began));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** For each letter of the typed queries: from the key to the frame in which its answer is drawn. */
async function timeKeys(page: Page): Promise<readonly number[]> {
  const field = page.getByRole("combobox", { name: "Search pictures" });
  await page.evaluate(() => {
    const taken: number[] = [];
    Object.assign(globalThis, { taken });
    addEventListener(
      "input",
      (event) => {
        const began = event.timeStamp;
        const look = () => {
          const isAsking = document.querySelector('output[aria-busy="true"]') !== null;
          if (isAsking) requestAnimationFrame(look);
          // The frame after the one that laid it out has it on the screen.
          else requestAnimationFrame((painted) => taken.push(painted - began));
        };
        // React answers the event first; only then is the question under way.
        queueMicrotask(() => requestAnimationFrame(look));
      },
      true,
    );
  });
  const count = async () =>
    await page.evaluate(() => (globalThis as unknown as { taken: number[] }).taken.length);
  for (const text of typedQueries) {
    await field.fill("");
    for (const letter of text) {
      const before = await count();
      await page.keyboard.type(letter);
      while ((await count()) <= before)
        await page.evaluate(async () => await new Promise(requestAnimationFrame));
    }
  }
  await field.fill("");
  return await page.evaluate(() => (globalThis as unknown as { taken: number[] }).taken);
}

type Fling = { readonly frames: readonly number[]; readonly longestTask: number; readonly nodes: number };

/** Runs the whole grid past in ten seconds and back in none; frames and nodes are counted on the way. */
async function timeFling(page: Page): Promise<Fling> {
  await page.locator("[data-picture]").first().waitFor();
  return await page.evaluate(async (steps) => {
    const list = document.querySelector<HTMLElement>('[role="listbox"][aria-multiselectable]');
    if (list === null) throw new Error("There is no grid");
    let longestTask = 0;
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) longestTask = Math.max(longestTask, duration);
    });
    observer.observe({ entryTypes: ["longtask"] });
    const frames: number[] = [];
    let nodes = 0;
    let last = performance.now();
    const end = list.scrollHeight - list.clientHeight;
    for (let step = 1; step <= steps; step += 1) {
      list.scrollTop = (end * step) / steps;
      const now = await new Promise<number>((done) => requestAnimationFrame(done));
      frames.push(now - last);
      last = now;
      nodes = Math.max(nodes, list.querySelectorAll("*").length);
    }
    list.scrollTop = 0;
    await new Promise((done) => setTimeout(done, 500));
    observer.disconnect();
    return { frames: frames.slice(1), longestTask, nodes };
  }, flingFrames);
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 2 ** 20;
}

function middle(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
