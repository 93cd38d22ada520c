// kill -9 while a brush paints: the host and the page end at a random moment, or within 40 ms of a stroke's end, and what
// is there when the document is opened again is held against what was drawn. There is no peer: the aim is that at most
// the stroke under way is lost.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { chromium, type Browser, type Page } from "@playwright/test";
import sharp from "sharp";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import { killStudio, startStudio } from "#build/bench/start-studio.ts";
import { compareStrokes, startDrawing, type DrawnStroke, type Loss } from "./draw-strokes.ts";

const kills = 30;
/** Every other kill comes so soon after a stroke was lifted. */
const soonMs = 40;

/** A kill, before anybody has looked what is left. */
type Kill = {
  readonly isSoon: boolean;
  readonly at: number;
  readonly strokes: readonly DrawnStroke[];
  /** Strokes in the document before, and in its file after: that holds what was saved. */
  readonly before: number;
  readonly saved: number;
};
type Round = Loss &
  Pick<Kill, "isSoon"> & { /** Lifted strokes that no save held. */ readonly unsaved: number };

/** Points of each stroke of the selection, as the document's file has them. */
function strokesOnDisk(folder: string): number[] {
  const documents = join(folder, "library", "compositions");
  const [name] = readdirSync(documents).filter((each) => each.endsWith(".json"));
  if (name === undefined) throw new Error("There is no document on disk");
  const { document } = JSON.parse(readFileSync(join(documents, name), "utf8")) as {
    readonly document: {
      readonly selection: { readonly operations: { readonly points: number[] }[] } | null;
    };
  };
  return (document.selection?.operations ?? []).map(({ points }) => points.length / 3);
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

/** Opens the document, says what is left of what was drawn before the last kill, draws, and kills. */
async function openAndKill(
  browser: Browser,
  folder: string,
  picture: string | null,
  last: Kill | null,
  isSoon: boolean | null,
): Promise<{ readonly round: Round | null; readonly next: Kill | null }> {
  const studio = await startStudio(folder);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await openDocument(page, studio.url, picture);
    const found = strokesOnDisk(folder);
    const round = last === null ? null : judge(last, found);
    if (isSoon === null) return { round, next: null };
    const drawing = await startDrawing(page);
    await setTimeout(500 + Math.random() * 1500);
    if (isSoon) {
      await drawing.nextLift();
      await setTimeout(Math.random() * soonMs);
    }
    drawing.end();
    const at = performance.now();
    await killStudio(studio);
    const saved = strokesOnDisk(folder).length;
    await drawing.done;
    return { round, next: { isSoon, at, strokes: drawing.strokes, before: found.length, saved } };
  } finally {
    await killStudio(studio);
    await page.close();
  }
}

function judge({ isSoon, at, strokes, before, saved }: Kill, found: readonly number[]): Round {
  const loss = compareStrokes(strokes, found.slice(before), at);
  return { ...loss, isSoon, unsaved: Math.max(0, before + loss.lifted - saved) };
}

function report(rounds: readonly Round[]): Measurement[] {
  const sum = (of: (round: Round) => number) => rounds.reduce((all, round) => all + of(round), 0);
  const ages = rounds.map(({ lostMs }) => lostMs).toSorted((a, b) => a - b);
  const cases = { done: rounds.length, asked: kills };
  const none = { of: "ours", atMost: 0 } as const;
  const strokes = (name: string, of: (round: Round) => number) => ({ name, ours: sum(of), unit: "strokes" });
  return [
    { name: "kills", ours: rounds.length, unit: "kills", cases },
    {
      name: `kills within ${soonMs} ms of a stroke's end`,
      ours: sum(({ isSoon }) => (isSoon ? 1 : 0)),
      unit: "kills",
    },
    strokes("strokes lifted before a kill", ({ lifted }) => lifted),
    strokes("lifted strokes that no save held yet", ({ unsaved }) => unsaved),
    { ...strokes("lifted strokes lost", ({ liftedLost }) => liftedLost), aim: none },
    strokes("lifted strokes that lack their last points", ({ liftedShort }) => liftedShort),
    strokes("strokes under way at a kill", ({ underWay }) => (underWay > 0 ? 1 : 0)),
    {
      name: "points of strokes under way that came back",
      ours: (100 * sum(({ underWayBack }) => underWayBack)) / sum(({ underWay }) => underWay),
      unit: "%",
    },
    { name: "age of the oldest lost point, median kill", ours: ages[ages.length >> 1] ?? 0, unit: "ms" },
    { name: "age of the oldest lost point, worst kill", ours: ages.at(-1) ?? 0, unit: "ms" },
  ];
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
    let last: Kill | null = null;
    for (let n = 0; n <= kills; n++) {
      const isSoon = n === kills ? null : n % 2 === 1;
      const found = await openAndKill(browser, folder, n === 0 ? picture : null, last, isSoon);
      if (found.round !== null) rounds.push(found.round);
      last = found.next;
    }
    return report(rounds);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runBench({ name: "crash", measure });
