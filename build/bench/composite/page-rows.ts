// The rows that only the page can tell: what a 4K take costs the page's thread when it arrives and becomes a patch, and what
// one step of a slider costs, in the worker and in the page. Processor time of threads, from the browser's own trace.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import sharp from "sharp";
import { type BenchStudio, killStudio, startStudio } from "#build/bench/start-studio.ts";
import { FOUR_K } from "./four-k.ts";
import { plainPlacing } from "./plain-placing.ts";
import { loadPhoto, type Photo } from "./photo-source.ts";
import { medianOf } from "./score-result.ts";
import { readTasks, taskCategories, type ThreadTasks } from "./ui-tasks.ts";

/** Of one step, ms of processor time: median of the worker's, mean of all that the page does. */
export type StepCost = { readonly worker: number; readonly page: number };

export type PageRows = {
  /** The longest task of the page's thread from the request to the accepted patch, ms; and how many took over 50 ms. */
  readonly arrival: { readonly longest: number; readonly long: number };
  /** The longest task of a page that decodes and draws the reply itself. */
  readonly plain: { readonly longest: number; readonly long: number };
  /** Sliders over a patch of about 1.4 MP. */
  readonly opacity: StepCost;
  readonly grow: StepCost;
};

export const chromiumPath = process.env["INLAY_CHROMIUM"] ?? "/usr/bin/chromium";

const viewport = { width: 1600, height: 1000 };
const STEPS = 40;
/** Between steps: longer than a step takes, shorter than a slider rests. */
const STEP_MS = 60;
const LONG_MS = 50;
/** Tasks of a worker that only pass something on take less. */
const MESSAGE_MS = 1.5;

/** Runs the built studio in Chromium on one photograph. */
export async function measurePage(photo: Photo): Promise<PageRows> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-page-"));
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const studio = await startStudio(folder);
  try {
    const picture = join(folder, "photograph.png");
    const { data } = await loadPhoto(photo, FOUR_K.width, FOUR_K.height);
    const png = await sharp(data, { raw: { ...FOUR_K, channels: 4 } })
      .removeAlpha()
      .png({ compressionLevel: 3 })
      .toBuffer();
    await writeFile(picture, png);
    const page = await openPicture(browser, studio, picture);
    await page.getByRole("textbox", { name: "Takes" }).fill("1");
    await stageOf(page).focus();
    await page.keyboard.press("Control+a");
    await page
      .getByText(/^Selected: /)
      .first()
      .waitFor();
    const arrival = await traced(browser, page, async () => await placeTake(page));
    await stageOf(page).focus();
    await page.keyboard.press("m");
    const box = (await stageOf(page).boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
    const scale = Math.min(box.width / FOUR_K.width, box.height / FOUR_K.height);
    const [x, y] = [box.x + box.width / 2 - 500 * scale, box.y + box.height / 2 - 420 * scale];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 1000 * scale, y + 840 * scale, { steps: 4 });
    await page.mouse.up();
    await page
      .getByText(/^Selected: /)
      .first()
      .waitFor();
    await placeTake(page);
    const opacity = await measureDrag(browser, page, "Opacity");
    const grow = await measureDrag(browser, page, "Grow");
    await page.close();
    return { arrival: judge(arrival), plain: judge(await tracePlain(browser, png)), opacity, grow };
  } finally {
    await browser.close();
    await killStudio(studio);
    await rm(folder, { recursive: true, force: true });
  }
}

const stageOf = (page: Page) => page.getByRole("application", { name: "Picture" });

async function openPicture(browser: Browser, studio: BenchStudio, picture: string): Promise<Page> {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(120_000);
  await page.goto(studio.url);
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "Canvas" }).click();
  await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(picture);
  await stageOf(page).waitFor();
  await page.getByText("The picture is loading").waitFor({ state: "hidden" });
  await stageOf(page).focus();
  return page;
}

/** Asks for one take of what is selected, and accepts it once it is placed. */
async function placeTake(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "What should be there" }).fill("a red kite over the hill");
  await page.getByRole("textbox", { name: "What should be there" }).press("Enter");
  await page.getByRole("radio", { name: /^Take 1, Ready$/ }).waitFor();
  await page
    .getByText(/^Match \d+ %$/)
    .first()
    .waitFor();
  await stageOf(page).focus();
  await page.keyboard.press("a");
  await page.getByRole("radio", { name: /^Take 1/ }).waitFor({ state: "hidden" });
  await page.getByText(/^0 of [\d,]+ protected pixels changed$/).waitFor();
  await stageOf(page).focus();
}

async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<ThreadTasks> {
  await browser.startTracing(page, { categories: taskCategories });
  await work();
  return readTasks(await browser.stopTracing());
}

/** Drags a slider of the panel there and back; the first drag is not counted: code that is not compiled yet. */
async function measureDrag(browser: Browser, page: Page, name: string): Promise<StepCost> {
  const slider = page.getByRole("slider", { name });
  await slider.scrollIntoViewIfNeeded();
  const thumb = (await slider.locator("..").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  const reach = name === "Opacity" ? -1 : 1;
  const drag = async () => {
    for (let i = 1; i <= STEPS; i++) {
      await page.mouse.move(x + reach * (i < STEPS / 2 ? 3 * i : 3 * (STEPS - i)), y);
      await page.waitForTimeout(STEP_MS);
    }
  };
  await page.mouse.move(x, y);
  await page.mouse.down();
  await drag();
  const { page: tasks, workers } = await traced(browser, page, drag);
  await page.mouse.up();
  // On a busy machine the slider may seem to rest now and then, and is laid in full: that is no step.
  return {
    worker: medianOf(workers.filter((ms) => ms > MESSAGE_MS)),
    page: tasks.reduce((sum, ms) => sum + ms, 0) / STEPS,
  };
}

/** The peer: a page that decodes the reply and draws it with a soft edge, all by itself. */
async function tracePlain(browser: Browser, reply: Buffer): Promise<ThreadTasks> {
  const page = await browser.newPage({ viewport });
  await page.goto("about:blank");
  const address = `data:image/png;base64,${reply.toString("base64")}`;
  const tasks = await traced(browser, page, async () => {
    await page.evaluate(plainPlacing, { address, ...FOUR_K });
    await page.evaluate(async () => await new Promise((drawn) => requestAnimationFrame(drawn)));
  });
  await page.close();
  return tasks;
}

function judge({ page }: ThreadTasks): { readonly longest: number; readonly long: number } {
  return { longest: Math.max(0, ...page), long: page.filter((ms) => ms > LONG_MS).length };
}
