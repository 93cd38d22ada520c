// Drives the app and the peer through a picture of 12,000x9,000 px in one browser and reads times and memory.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createReadStream } from "node:fs";
import { chromium, type Browser, type Page } from "@playwright/test";
import { driveBrush } from "#build/bench/brush/drive-brush.ts";
import { readCosts, traceCategories, type FrameCosts } from "#build/bench/brush/frame-costs.ts";
import { killStudio, startStudio } from "#build/bench/start-studio.ts";
import { forgetPeak, memoryOf, pageProcess, type Memory } from "./process-memory.ts";
import { plainPage } from "./plain-page.ts";
import { watchStage } from "./watch-stage.ts";

export type Looked = {
  readonly firstMs: number;
  readonly sharpMs: number;
  readonly actualMs: number;
  /** Moving at 100 %, processor time per frame. */
  readonly costs: FrameCosts;
  /** The page's, since it was opened. */
  readonly page: Memory;
};

export type Flattened = { readonly ms: number; readonly hostPeak: number };

const frames = 60;
const stageSelector = '[role="application"]';

export async function openBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return await chromium.launch({
    executablePath: process.env["INLAY_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--disable-background-networking", ...(isRoot ? ["--no-sandbox"] : [])],
  });
}

async function moveAbout(browser: Browser, page: Page, target: string): Promise<FrameCosts> {
  await page.evaluate(driveBrush, { target, frames: 20, pans: true, zooms: false });
  await browser.startTracing(page, { categories: traceCategories });
  await page.evaluate(driveBrush, { target, frames, pans: true, zooms: true });
  return readCosts(await browser.stopTracing(), frames);
}

async function sharp(page: Page): Promise<void> {
  await page.locator(`${stageSelector}[aria-busy="false"]`).waitFor({ timeout: 120_000 });
}

/** Ours: opens the picture, looks at it, flattens it. */
export async function lookWithInlay(
  picture: string,
  folder: string,
): Promise<{ readonly looked: Looked; readonly host: Memory; readonly flattened: Flattened }> {
  const studio = await startStudio(folder);
  const browser = await openBrowser();
  try {
    const hostPid = studio.child.pid ?? 0;
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(studio.url);
    await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "Canvas" }).click();
    const pagePid = await pageProcess(browser);
    await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(picture);
    const stage = page.getByRole("application", { name: "Picture" });
    await stage.waitFor({ timeout: 120_000 });
    forgetPeak(pagePid);
    forgetPeak(hostPid);
    const seen = await page.evaluate(watchStage, {
      surface: `${stageSelector} canvas`,
      busy: `${stageSelector}[aria-busy="true"]`,
    });
    await stage.focus();
    const began = performance.now();
    await page.keyboard.press("1");
    await page.locator(`${stageSelector}[aria-busy="true"]`).waitFor();
    await sharp(page);
    const actualMs = performance.now() - began;
    const costs = await moveAbout(browser, page, stageSelector);
    await sharp(page);
    const looked = {
      firstMs: seen.first ?? Number.NaN,
      sharpMs: seen.sharp ?? Number.NaN,
      actualMs,
      costs,
      page: memoryOf(pagePid),
    };
    const host = memoryOf(hostPid);
    forgetPeak(hostPid);
    return { looked, host, flattened: await flatten(page, hostPid) };
  } finally {
    await browser.close();
    await killStudio(studio);
  }
}

async function flatten(page: Page, hostPid: number): Promise<Flattened> {
  const from = performance.now();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "Flatten to the library" }).click();
  await page.getByText("Flattened to the library").waitFor({ timeout: 300_000 });
  return { ms: performance.now() - from, hostPeak: memoryOf(hostPid).peak };
}

/** The peer: one bitmap of everything. */
export async function lookPlainly(picture: string): Promise<Looked> {
  const server = createServer((request, reply) => {
    if (request.url !== "/") {
      createReadStream(picture).pipe(reply);
      return;
    }
    reply.setHeader("content-type", "text/html");
    reply.end(plainPage("/picture"));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const pid = await pageProcess(browser);
    forgetPeak(pid);
    await page.evaluate("void openPicture()");
    const seen = await page.evaluate(watchStage, { surface: "#plain", busy: "#never" });
    const began = performance.now();
    await page.evaluate("showActualPixels()");
    await page.evaluate(async () => await new Promise(requestAnimationFrame));
    const actualMs = performance.now() - began;
    const costs = await moveAbout(browser, page, "#plain");
    const firstMs = seen.first ?? Number.NaN;
    return { firstMs, sharpMs: firstMs, actualMs, costs, page: memoryOf(pid) };
  } finally {
    await browser.close();
    server.close();
  }
}
