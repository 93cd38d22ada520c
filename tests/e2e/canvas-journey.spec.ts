// The whole journey of the canvas on a photograph, against replies that drift as the API's do: lasso, three takes, compare,
// accept, tune, a second patch over the first, undo to the start and redo, a reload, flatten, PSD. What comes out is
// compared with the photograph sample by sample, by a decoder of the tests' own.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { startDemoEngine } from "#electron/demo/demo-engine.ts";
import { depthSteps } from "#renderer/canvas/preview/depth-steps.ts";
import { decodePng } from "#tests/support/decode-png.ts";
import { photographs } from "#tests/support/photographs.ts";
import { canaryKey, expect, galleryTiles, goTo, test } from "#tests/support/e2e/studio-test.ts";

const prompt = (page: Page) => page.getByRole("textbox", { name: "What should be there" });
const stage = (page: Page) => page.getByRole("application", { name: "Picture" });
const patches = (page: Page) => page.getByRole("list", { name: "Patches" }).getByRole("listitem");
const takes = (page: Page) => page.getByRole("radio", { name: /^Take \d, Ready$/ });

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What the panel says is selected, document px. */
async function selected(page: Page): Promise<Box> {
  const words = page.getByText(/^Selected: /).last();
  await expect(words).toBeVisible();
  const [width = 0, height = 0, x = 0, y = 0] =
    ((await words.textContent()) ?? "").match(/-?\d+/g)?.map(Number) ?? [];
  return { x, y, width, height };
}

/** A rough circle with the lasso, in shares of the stage. */
async function lasso(
  page: Page,
  at: { readonly x: number; readonly y: number; readonly r: number },
): Promise<Box> {
  await stage(page).focus();
  await page.keyboard.press("l");
  const box = (await stage(page).boundingBox()) as Box;
  const point = (turn: number) => ({
    x: box.x + box.width * at.x + box.height * at.r * Math.cos(turn * 2 * Math.PI),
    y: box.y + box.height * at.y + box.height * at.r * Math.sin(turn * 2 * Math.PI),
  });
  await page.mouse.move(point(0).x, point(0).y);
  await page.mouse.down();
  for (let i = 1; i < 24; i++) await page.mouse.move(point(i / 24).x, point(i / 24).y);
  await page.mouse.up();
  return await selected(page);
}

async function run(page: Page, words: string, count: number): Promise<void> {
  await prompt(page).fill(words);
  await page.getByRole("textbox", { name: "Takes" }).fill(String(count));
  await prompt(page).press("Enter");
  await expect(takes(page)).toHaveCount(count, { timeout: 120_000 });
}

async function accept(page: Page): Promise<void> {
  await stage(page).focus();
  await page.keyboard.press("a");
  await expect(takes(page)).toHaveCount(0);
  await expect(page.getByText(/^0 of [\d,]+ protected pixels changed$/)).toBeVisible({ timeout: 120_000 });
}

/** A button of the bar on top: messages offer an undo of their own. */
const inBar = (page: Page, name: "Undo" | "Redo") =>
  page.getByRole("toolbar", { name: "Options" }).getByRole("button", { name, exact: true });

async function pressAll(button: Locator): Promise<number> {
  let presses = 0;
  while (await button.isEnabled()) {
    await button.click();
    presses++;
  }
  return presses;
}

async function exported(page: Page, entry: string): Promise<Buffer> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 120_000 }),
    page.getByRole("menuitem", { name: entry }).click(),
  ]);
  return await readFile(await download.path());
}

/** The mean colour of a few pixels of the stage around a point, in shares of it. */
async function colourAt(page: Page, at: { readonly x: number; readonly y: number }): Promise<number[]> {
  const box = (await stage(page).boundingBox()) as Box;
  const clip = { x: box.x + box.width * at.x - 6, y: box.y + box.height * at.y - 6, width: 12, height: 12 };
  const { channels } = await sharp(await page.screenshot({ clip })).stats();
  return channels.slice(0, 3).map(({ mean }) => mean);
}

/** Where two pictures differ: how often, and the smallest box around it. */
function difference(before: ReturnType<typeof decodePng>, after: ReturnType<typeof decodePng>) {
  const { width, height } = before;
  let [count, left, top, right, bottom] = [0, width, height, 0, 0];
  for (let i = 0; i < width * height; i++) {
    const isSame = [0, 1, 2].every(
      (c) => before.samples[3 * i + c] === after.samples[after.channels * i + c],
    );
    if (isSame) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    count++;
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ];
  }
  return { count, left, top, right, bottom };
}

test("from a photograph to a layered file, every other pixel as it was", async ({
  page,
  openStudio,
}, info) => {
  test.setTimeout(300_000);
  const engine = await startDemoEngine({ latencyMs: 20, drift: "typical", keepsRequests: true });
  try {
    const studio = await openStudio({ env: { INLAY_API_KEY: canaryKey, INLAY_BASE_URL: engine.url } });
    const [photograph] = await photographs();
    const bytes = await sharp(photograph!.path).resize({ width: 1120 }).removeAlpha().png().toBuffer();
    const base = join(studio.folders.root, "photograph.png");
    await writeFile(base, bytes);
    const before = decodePng(bytes);
    await page.goto(studio.url);
    await goTo(page, "Canvas");
    await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(base);
    await expect(stage(page)).toBeVisible();

    const first = await test.step("lasso, and three takes that are compared", async () => {
      const box = await lasso(page, { x: 0.45, y: 0.5, r: 0.14 });
      await run(page, "a red paper lantern", 3);
      // Placed, each take tells how well it matches, its seam and its drift.
      for (let i = 0; i < 3; i++)
        await expect(page.getByText(/^Match \d+ %$/).nth(i)).toBeVisible({ timeout: 120_000 });
      await takes(page).nth(2).hover();
      await takes(page).first().focus();
      await page.keyboard.press("ArrowRight");
      await expect(takes(page).nth(1)).toBeFocused();
      await expect(takes(page).nth(1)).toHaveAttribute("aria-checked", "true");
      // On the stage the same keys switch takes, and leave the selection where it is.
      await stage(page).focus();
      await page.keyboard.press("ArrowRight");
      await expect(takes(page).nth(2)).toHaveAttribute("aria-checked", "true");
      expect(await selected(page)).toEqual(box);
      await page.keyboard.press("ArrowUp");
      await expect.poll(async () => (await selected(page)).y).toBe(box.y - 1);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowLeft");
      await expect(takes(page).nth(1)).toHaveAttribute("aria-checked", "true");
      await accept(page);
      await expect(page.getByText(/^The reply had changed [\d.]+ % of them\.$/)).toBeVisible();
      return box;
    });

    await test.step("tuning sends nothing", async () => {
      const sent = engine.requests.length;
      const opacity = page.getByRole("slider", { name: "Opacity" });
      await opacity.focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowLeft");
      await expect(opacity).toHaveAttribute("aria-valuetext", "95 %");
      await page.getByRole("switch", { name: "Keep untouched detail" }).click();
      expect(engine.requests).toHaveLength(sent);
    });

    const second = await test.step("a second patch over the first", async () => {
      const box = await lasso(page, { x: 0.49, y: 0.55, r: 0.1 });
      await run(page, "a small blue bird", 1);
      await accept(page);
      await expect(patches(page)).toHaveCount(2);
      return box;
    });

    await test.step("asked again from the original, and discarded", async () => {
      const sent = engine.requests.length;
      await page.getByRole("button", { name: /again from the original/ }).click();
      await expect(page.getByText(/^Ask “a small blue bird” again from the original/)).toBeVisible();
      await run(page, "a small yellow bird", 1);
      expect(engine.requests).toHaveLength(sent + 1);
      await accept(page);
      await expect(patches(page)).toHaveCount(2);
      await expect(patches(page).first()).toContainText("2 takes");
      // What was made anew is first to go, and comes back with redo.
      await inBar(page, "Undo").click();
      await expect(patches(page).first()).toContainText("1 take");
      await inBar(page, "Redo").click();
      await expect(patches(page).first()).toContainText("2 takes");
      await page.getByRole("button", { name: /again from the original/ }).click();
      await run(page, "a small green bird", 1);
      await page.getByRole("button", { name: /^Discard/ }).click();
      await expect(takes(page)).toHaveCount(0);
      await expect(page.getByText(/^The takes are put away/).first()).toBeVisible();
      await expect(stage(page)).toBeFocused();
      await expect(patches(page).first()).toContainText("2 takes");
      // As long as nothing else was done, undo brings them back.
      await page.keyboard.press("ControlOrMeta+Z");
      await expect(takes(page)).toHaveCount(1);
      await page.keyboard.press("Shift+A");
      await expect(takes(page)).toHaveCount(0);
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.press("d");
    });

    await test.step("undo to the start, and redo", async () => {
      const undone = await pressAll(inBar(page, "Undo"));
      await expect(patches(page)).toHaveCount(0);
      expect(await pressAll(inBar(page, "Redo"))).toBe(undone);
      await expect(patches(page)).toHaveCount(2);
    });

    await test.step("it is there after a reload", async () => {
      await expect(page.getByText("Saved", { exact: true })).toBeVisible();
      await page.reload();
      // In the room where it was left.
      await expect(patches(page)).toHaveCount(2);
    });

    await test.step("the difference, and how often pixels were made anew", async () => {
      const note = page.getByText("Difference to the base, four times as strong");
      await stage(page).focus();
      // Once a view is there, everything is placed.
      await page.keyboard.press("Shift+D");
      await expect(note).toBeVisible();
      await page.keyboard.press("Shift+D");
      await expect(note).toHaveCount(0);
      const plain = await colourAt(page, { x: 0.49, y: 0.55 });
      const away = async () => {
        const now = await colourAt(page, { x: 0.49, y: 0.55 });
        return now.map((value, i) => Math.round(value - plain[i]!));
      };
      await page.keyboard.press("Shift+D");
      await expect(note).toBeVisible();
      await expect.poll(async () => Math.max(...(await away()).map(Math.abs))).toBeGreaterThan(15);
      await page.keyboard.press("Shift+G");
      await expect(page.getByRole("list", { name: "Times made anew" })).toContainText("once");
      // Covered by the colour of one of the legend's steps.
      const offStep = async () => {
        const seen = await colourAt(page, { x: 0.49, y: 0.55 });
        return Math.min(
          ...depthSteps.map((step) => Math.max(...step.map((value, c) => Math.abs(value - seen[c]!)))),
        );
      };
      await expect.poll(offStep).toBeLessThan(45);
      await page.keyboard.press("Shift+G");
      await expect.poll(away).toEqual([0, 0, 0]);
    });

    await test.step("copied, it is on the clipboard at full size", async () => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.getByRole("button", { name: "Export", exact: true }).click();
      await page.getByRole("menuitem", { name: /^Copy picture/ }).click();
      await expect(page.getByText("Copied", { exact: true }).first()).toBeVisible({ timeout: 120_000 });
      const size = await page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        const { width, height } = await createImageBitmap(await item!.getType("image/png"));
        return [width, height];
      });
      expect(size).toEqual([before.width, before.height]);
    });

    await test.step("the PNG is the photograph outside the patches, and what the app counted inside", async () => {
      await stage(page).focus();
      await page.keyboard.press("Shift+C");
      const counted = page.getByText(/^[\d,]+ pixels differ from the base/);
      await expect(counted).not.toHaveText(/^0 /, { timeout: 120_000 });
      const told = Number.parseInt(((await counted.textContent()) ?? "").replaceAll(",", ""), 10);
      const after = decodePng(await exported(page, "PNG"));
      expect([after.width, after.height, after.bits]).toEqual([before.width, before.height, 8]);
      const found = difference(before, after);
      expect(found.count).toBe(told);
      // Nothing grows further than 64 px beyond what was selected.
      expect(found.left).toBeGreaterThanOrEqual(Math.min(first.x, second.x) - 64);
      expect(found.top).toBeGreaterThanOrEqual(Math.min(first.y, second.y) - 64);
      expect(found.right).toBeLessThan(Math.max(first.x + first.width, second.x + second.width) + 64);
      expect(found.bottom).toBeLessThan(Math.max(first.y + first.height, second.y + second.height) + 64);
    });

    await test.step("the PSD has the base and a layer for each patch", async () => {
      const psd = await exported(page, "PSD with layers");
      expect(psd.toString("latin1", 0, 4)).toBe("8BPS");
      expect([psd.readUInt32BE(18), psd.readUInt32BE(14)]).toEqual([before.width, before.height]);
      for (const name of ["Base", "a red paper lantern", "a small blue bird"])
        expect(psd.includes(Buffer.from(name, "utf16le").swap16())).toBe(true);
    });

    await test.step("flattened, it is in the library", async () => {
      await page.keyboard.press("ControlOrMeta+Shift+F");
      await expect(page.getByText("Flattened to the library").first()).toBeVisible({ timeout: 120_000 });
      await page.screenshot({ path: info.outputPath("journey.png") });
      await goTo(page, "Gallery");
      await expect(galleryTiles(page)).toHaveCount(2);
    });

    await test.step("in the list of documents it looks as it was left", async () => {
      await goTo(page, "Canvas");
      await page.getByRole("button", { name: "All documents" }).click();
      const cover = page.getByRole("list", { name: "Canvas documents" }).locator('img[src^="/cover/"]');
      await expect
        .poll(() => cover.evaluate((element) => (element as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(100);
    });
  } finally {
    await engine.close();
  }
});
