// The canvas on a photograph with the demo engine: select, run, compare, accept, tune, a second patch over the first, undo
// and redo, a reload, flatten, export; and the same selection by keyboard alone. What comes out is read by a decoder of its own.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import sharp from "sharp";
import { photographs } from "#tests/support/photographs.ts";
import { expect, galleryTiles, goTo, test } from "#tests/support/e2e/studio-test.ts";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const prompt = (page: Page) => page.getByRole("textbox", { name: "What should be there" });
const stage = (page: Page) => page.getByRole("application", { name: "Picture" });
const patches = (page: Page) => page.getByRole("list", { name: "Patches" }).getByRole("listitem");

async function openPhotograph(page: Page): Promise<string> {
  const [photograph] = await photographs();
  await goTo(page, "Canvas");
  await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(photograph!.path);
  await expect(stage(page)).toBeVisible();
  return photograph!.path;
}

/** Selects a rectangle with the keyboard alone; `steps` are arrow keys after the first, which makes it. */
async function selectByKeys(page: Page, steps: readonly string[]): Promise<void> {
  await stage(page).focus();
  await page.keyboard.press("m");
  for (const key of ["ArrowRight", ...steps]) await page.keyboard.press(key);
}

async function runAndAccept(page: Page, words: string, takes: number): Promise<void> {
  await prompt(page).fill(words);
  await page.getByRole("textbox", { name: "Takes" }).fill(String(takes));
  await prompt(page).press("Enter");
  const arrived = page.getByRole("option", { name: /^Take \d, Ready$/ });
  await expect(arrived).toHaveCount(takes);
  await stage(page).focus();
  await page.keyboard.press("Period");
  await page.keyboard.press("a");
  await expect(page.getByText(/^0 of [\d,]+ protected pixels changed$/)).toBeVisible();
}

test("two patches on a photograph, and every other pixel as it was", async ({ page, openStudio }) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  const path = await openPhotograph(page);

  await test.step("three takes of a selection, one accepted", async () => {
    await selectByKeys(page, []);
    await expect(page.getByText(/^Window \d+ × \d+ px/)).toBeVisible();
    await runAndAccept(page, "a red paper lantern", 3);
    await expect(patches(page)).toHaveCount(1);
  });

  await test.step("tuning sends nothing", async () => {
    await page.getByRole("slider", { name: "Opacity" }).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("slider", { name: "Opacity" })).toHaveAttribute("aria-valuetext", "90 %");
    await expect(page.getByRole("option", { name: /^Take / })).toHaveCount(0);
  });

  await test.step("a second patch over the first", async () => {
    await selectByKeys(page, ["ArrowRight", "ArrowDown"]);
    await runAndAccept(page, "a small blue bird", 1);
    await expect(patches(page)).toHaveCount(2);
  });

  await test.step("undo to the start, and redo", async () => {
    const undo = page.getByRole("button", { name: "Undo", exact: true });
    const redo = page.getByRole("button", { name: "Redo", exact: true });
    while (await undo.isEnabled()) await undo.click();
    await expect(patches(page)).toHaveCount(0);
    while (await redo.isEnabled()) await redo.click();
    await expect(patches(page)).toHaveCount(2);
  });

  await test.step("it is there after a reload", async () => {
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.reload();
    await goTo(page, "Canvas");
    await expect(patches(page)).toHaveCount(2);
  });

  await test.step("the export differs from the photograph inside the patches only", async () => {
    await stage(page).focus();
    await page.keyboard.press("Shift+C");
    const counted = page.getByText(/^[\d]+ pixels differ from the base/);
    await expect(counted).toBeVisible();
    await expect(counted).not.toHaveText(/^0 /);
    const told = Number.parseInt((await counted.textContent()) ?? "", 10);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.keyboard.press("ControlOrMeta+Shift+E"),
    ]);
    const before = await sharp(path).rotate().removeAlpha().raw().toBuffer();
    const after = await sharp(await download.path())
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(after.length).toBe(before.length);
    let changed = 0;
    for (let i = 0; i < before.length; i += 3)
      if (before[i] !== after[i] || before[i + 1] !== after[i + 1] || before[i + 2] !== after[i + 2])
        changed++;
    expect(changed).toBe(told);
    expect(changed).toBeLessThan(before.length / 6);
  });

  await test.step("flattened, it is in the library", async () => {
    await page.keyboard.press("ControlOrMeta+Shift+F");
    await expect(page.getByText("Flattened to the library").first()).toBeVisible();
    await goTo(page, "Gallery");
    await expect(galleryTiles(page)).toHaveCount(2);
  });
});

test("the open canvas has no serious finding of axe", async ({ page, openStudio }) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  await openPhotograph(page);
  await selectByKeys(page, []);
  await runAndAccept(page, "a red paper lantern", 1);
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    async () => await (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
});
