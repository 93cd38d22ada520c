// kill -9 while a brush paints: the host and the page end at a random moment, and what is on disk is held against what was
// drawn. There is no peer: the aim is that at most the stroke under way is lost.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { chromium, type Browser, type Page } from "@playwright/test";
import sharp from "sharp";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import { killStudio, startStudio } from "#build/bench/start-studio.ts";

const kills = 12;

type Round = {
  /** Strokes that were lifted before the kill, and how many of them are not on disk. */
  readonly drawn: number;
  readonly lost: number;
  /** How long before the kill the oldest lost stroke was lifted, ms; 0 when none was lost. */
  readonly oldestMs: number;
};

/** Operations of the selection as they are on disk; 0 while there is none. */
function strokesOnDisk(folder: string): number {
  const documents = join(folder, "library", "compositions");
  const [name] = readdirSync(documents).filter((each) => each.endsWith(".json"));
  if (name === undefined) throw new Error("There is no document on disk");
  const text = readFileSync(join(documents, name), "utf8");
  return (text.match(/"kind":\s*"stroke"/g) ?? []).length;
}

async function openDocument(page: Page, url: string, picture: string | null): Promise<void> {
  await page.goto(url);
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "Canvas" }).click();
  if (picture === null)
    await page.getByRole("list", { name: "Canvas documents" }).getByRole("button").first().click();
  else await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(picture);
  await page.getByRole("application", { name: "Picture" }).waitFor({ timeout: 60_000 });
  await page.getByText("The picture is loading").waitFor({ state: "hidden" });
  await page.getByRole("application", { name: "Picture" }).focus();
  await page.keyboard.press("b");
}

/** Draws strokes until the page or the host is gone. */
async function drawUntilEnd(page: Page, lifted: number[], isOver: () => boolean): Promise<void> {
  const box = await page.getByRole("application", { name: "Picture" }).boundingBox();
  if (box === null) throw new Error("The stage is not in view");
  for (let n = 0; !isOver(); n++) {
    const [x, y] = [box.x + 120 + (n % 20) * 25, box.y + 120 + (n % 7) * 40];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 5 && !isOver(); i++) await page.mouse.move(x + 12 * i, y + 7 * i);
    if (isOver()) return;
    await page.mouse.up();
    lifted.push(performance.now());
  }
}

async function crashOnce(browser: Browser, folder: string, picture: string | null): Promise<Round> {
  const studio = await startStudio(folder);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await openDocument(page, studio.url, picture);
  const before = strokesOnDisk(folder);
  const lifted: number[] = [];
  let killedAt = Infinity;
  const kill = async (): Promise<void> => {
    await setTimeout(600 + Math.random() * 2500);
    killedAt = performance.now();
    await killStudio(studio);
  };
  const killed = kill();
  await drawUntilEnd(page, lifted, () => killedAt !== Infinity);
  await killed;
  await page.close();
  const drawn = lifted.filter((at) => at < killedAt);
  const lost = Math.max(0, before + drawn.length - strokesOnDisk(folder));
  const oldest = lost === 0 ? undefined : drawn.at(-lost);
  return { drawn: drawn.length, lost, oldestMs: oldest === undefined ? 0 : killedAt - oldest };
}

async function measure(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "inlay-crash-"));
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env["INLAY_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--disable-background-networking", ...(isRoot ? ["--no-sandbox"] : [])],
  });
  try {
    const picture = join(folder, "picture.jpg");
    const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
    writeFileSync(
      picture,
      await sharp({ create: { width: 1600, height: 1000, channels: 3, background: "#000", noise } })
        .blur(3)
        .jpeg()
        .toBuffer(),
    );
    const rounds: Round[] = [];
    for (let n = 0; n < kills; n++) rounds.push(await crashOnce(browser, folder, n === 0 ? picture : null));
    const most = (of: (round: Round) => number) => Math.max(...rounds.map(of));
    return [
      { name: "kills", ours: rounds.length, unit: "kills" },
      {
        name: "strokes lifted before a kill",
        ours: rounds.reduce((sum, { drawn }) => sum + drawn, 0),
        unit: "strokes",
      },
      {
        name: "lifted strokes lost, all kills",
        ours: rounds.reduce((sum, { lost }) => sum + lost, 0),
        unit: "strokes",
      },
      {
        name: "lifted strokes lost, worst kill",
        ours: most(({ lost }) => lost),
        unit: "strokes",
        aim: { of: "ours", atMost: 0 },
      },
      { name: "age of the oldest lost stroke", ours: most(({ oldestMs }) => oldestMs), unit: "ms" },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runBench({ name: "crash", measure });
