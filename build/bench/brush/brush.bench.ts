// Frames while a brush of 120 px paints on a 4K picture, alone and with pan and zoom, in Chromium. The frame rate is not
// held back, so that a frame takes as long as its work. The peer runs in the same browser with the same events.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import sharp from "sharp";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import { killStudio, startStudio } from "#build/bench/start-studio.ts";
import { driveBrush, type DriveWish } from "./drive-brush.ts";
import { readCosts, traceCategories, type FrameCosts } from "./frame-costs.ts";
import { plainPage } from "./plain-canvas.ts";

const size = { width: 3840, height: 2160 };
const viewport = { width: 1920, height: 1080 };
const frames = 300;
const tracedFrames = 80;

/** Times of frames from one to the next, ms, and what the processor does in them. */
type Found = { readonly whole: readonly number[]; readonly costs: FrameCosts };

const ways = [
  { name: "painting", pans: false, zooms: false },
  { name: "painting and panning", pans: true, zooms: false },
  { name: "painting, panning and zooming", pans: true, zooms: true },
] as const;

async function makePicture(): Promise<Buffer> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  return await sharp({ create: { ...size, channels: 3, background: "#000", noise } })
    .blur(3)
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function paint(
  page: Page,
  target: string,
  wish: Omit<DriveWish, "target">,
): Promise<readonly number[]> {
  const box = await page.locator(target).boundingBox();
  if (box === null) throw new Error(`${target} is not in view`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.77);
  await page.mouse.down();
  const times = await page.evaluate(driveBrush, { ...wish, target });
  await page.mouse.up();
  return times;
}

async function measureAll(
  browser: Browser,
  page: Page,
  target: string,
  reset: () => Promise<void>,
): Promise<Found[]> {
  const found: Found[] = [];
  // Once not counted: code that is not compiled yet.
  await paint(page, target, { ...ways[2], frames: 100 });
  for (const { pans, zooms } of ways) {
    await reset();
    const whole = await paint(page, target, { pans, zooms, frames });
    await reset();
    await browser.startTracing(page, { categories: traceCategories });
    await paint(page, target, { pans, zooms, frames: tracedFrames });
    found.push({ whole, costs: readCosts(await browser.stopTracing(), tracedFrames) });
  }
  return found;
}

async function measureOurs(browser: Browser, picture: string, folder: string): Promise<Found[]> {
  const studio = await startStudio(folder);
  try {
    const page = await browser.newPage({ viewport });
    await page.goto(studio.url);
    await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "Canvas" }).click();
    await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(picture);
    const stage = page.getByRole("application", { name: "Picture" });
    await stage.waitFor();
    await page.getByText("The picture is loading").waitFor({ state: "hidden" });
    await stage.focus();
    await page.keyboard.press("b");
    await page.getByRole("textbox", { name: "Size" }).fill("120");
    const reset = async () => {
      await stage.focus();
      await page.keyboard.press("0");
      await page.keyboard.press("d");
    };
    const times = await measureAll(browser, page, '[role="application"]', reset);
    await page.close();
    return times;
  } finally {
    await killStudio(studio);
  }
}

async function measurePeer(browser: Browser, picture: Buffer): Promise<Found[]> {
  const server = createServer((request, reply) => {
    const isPage = request.url === "/";
    reply.setHeader("content-type", isPage ? "text/html" : "image/jpeg");
    reply.end(isPage ? plainPage("/picture") : picture);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    const page = await browser.newPage({ viewport });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => document.title === "ready");
    const reset = async () =>
      await page.evaluate(() => (globalThis as unknown as { resetView: () => void }).resetView());
    const times = await measureAll(browser, page, "#plain", reset);
    await page.close();
    return times;
  } finally {
    server.close();
  }
}

/** The value that a share of all is not above. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function compare(name: string, ours: Found, peer: Found): Measurement[] {
  const time = (what: string, share: number): Measurement => ({
    name: `${name}: ${what}`,
    ours: quantile(ours.whole, share),
    peer: quantile(peer.whole, share),
    unit: "ms",
  });
  const cost = (what: string, part: keyof FrameCosts): Measurement => ({
    name: `${name}: ${what}`,
    ours: ours.costs[part],
    peer: peer.costs[part],
    unit: "ms",
  });
  return [
    time("frame, median", 0.5),
    { ...time("frame, 99 %", 0.99), aim: { of: "ours", atMost: 8 } },
    cost("processor, script", "script"),
    cost("processor, drawing pixels", "raster"),
    cost("processor, laying surfaces", "blend"),
  ];
}

async function measure(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "inlay-brush-"));
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env["INLAY_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--disable-background-networking",
      "--disable-frame-rate-limit",
      "--disable-gpu-vsync",
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
  });
  try {
    const picture = await makePicture();
    const path = join(folder, "picture.jpg");
    writeFileSync(path, picture);
    const ours = await measureOurs(browser, path, folder);
    const peer = await measurePeer(browser, picture);
    return ways.flatMap(({ name }, i) => {
      const [mine, others] = [ours[i], peer[i]];
      return mine === undefined || others === undefined ? [] : compare(name, mine, others);
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runBench({
  name: "brush",
  peer: "one plain 2D canvas that draws everything again each frame",
  measure,
});
