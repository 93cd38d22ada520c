// Takes the pictures of docs/screenshots: `npm run screenshots`. Not part of the tests.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import sharp, { type Sharp } from "sharp";
import { photographs, type Photograph } from "#tests/support/photographs.ts";
import {
  expect,
  galleryTiles,
  goTo,
  openDialog,
  promptField,
  resultTiles,
  test,
} from "#tests/support/e2e/studio-test.ts";

const folder = "docs/screenshots";
/** Pictures are drawn as large as they are asked for, and take their time. */
const patience = { timeout: 240_000 };
const themes = ["light", "dark"] as const;

async function makePictures(page: Page, prompt: string, takes: number): Promise<number> {
  await promptField(page).fill(prompt);
  await page.getByRole("textbox", { name: "Takes" }).fill(String(takes));
  await page.getByRole("button", { name: /^(Generate|Edit)/ }).click();
  // Those of earlier requests may have scrolled away.
  const tiles = page.getByRole("button", { name: `Open large: ${prompt.slice(0, 30)}` });
  await expect(tiles).toHaveCount(takes, patience);
  return takes;
}

/** What a designer has lying about: a photograph, its smaller copy for a page, and one that was made lighter. */
async function copiesOf({ path }: Photograph): Promise<readonly string[]> {
  const bytes = await readFile(path);
  const make = async (name: string, copy: Sharp) => {
    const file = join(dirname(path), name);
    await writeFile(file, await copy.jpeg({ quality: 86 }).toBuffer());
    return file;
  };
  return [
    await make("Garden for the page.jpg", sharp(bytes).resize({ width: 1000 })),
    await make("Garden, lighter.jpg", sharp(bytes).modulate({ brightness: 1.14 })),
  ];
}

const search = (page: Page) => page.getByRole("combobox", { name: "Search pictures" });

/** Narrows the gallery, and takes in hand what is found. */
async function takeInHand(page: Page, words: string, count: number): Promise<void> {
  await search(page).fill(words);
  await expect(galleryTiles(page)).toHaveCount(count);
  await page.getByRole("listbox", { name: "Pictures" }).focus();
  await page.keyboard.press("ControlOrMeta+A");
}

async function putMessagesAway(page: Page): Promise<void> {
  const messages = page.locator('[data-type] [aria-label="Dismiss"]');
  for (let left = await messages.count(); left > 0; left -= 1) {
    await messages.first().click();
    await expect(messages).toHaveCount(left - 1);
  }
}

/** Every picture in view stands in its own pixels: an `img` that is still loading would be shot as an empty place. */
async function expectPicturesThere(page: Page): Promise<void> {
  const waiting = () =>
    page.evaluate(() => {
      const inView = [...document.images].filter((image) => {
        const { width, height, bottom, right, top, left } = image.getBoundingClientRect();
        const isIn = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        return width > 0 && height > 0 && isIn;
      });
      return inView.filter((image) => !image.complete || image.naturalWidth === 0).length;
    });
  await expect.poll(waiting, patience).toBe(0);
  await page.evaluate(() => {
    const loaded = [...document.images].filter((image) => image.complete);
    return Promise.all(loaded.map((image) => image.decode().catch(() => undefined)));
  });
}

test("screenshots of every room, light and dark", async ({ page, openStudio }) => {
  test.setTimeout(1_500_000);
  await mkdir(folder, { recursive: true });
  const studio = await openStudio();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(studio.url);
  const shoot = async (view: string) => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => undefined);
      await expectPicturesThere(page);
      await page.screenshot({ path: `${folder}/${view}-${theme}.png` });
    }
  };

  let made = 0;
  await page.getByRole("radio", { name: /1536 × 1024/ }).click();
  made += await makePictures(page, "a lake between mountains at first light, a small cabin on the shore", 3);
  await page.getByRole("radio", { name: /1024 × 1536/ }).click();
  made += await makePictures(page, "a tall ceramic vase with wild flowers, pale wall, soft window light", 2);
  made += await makePictures(page, "poster for a summer festival, layered paper shapes, warm colours", 2);
  await page.getByRole("radio", { name: /1536 × 1024/ }).click();
  made += await makePictures(page, "city skyline at night over a calm harbour, reflections", 3);
  await page.getByRole("radio", { name: /1024 × 1024/ }).click();
  made += await makePictures(page, "a cute baby sea otter floating on a blue ocean", 2);
  await resultTiles(page).first().hover();
  await page.getByRole("button", { name: "Use as reference" }).first().click();
  made += await makePictures(page, "a red scarf around its neck, keep everything else", 2);
  await page.getByRole("button", { name: "Remove all" }).click();

  const [garden, flower, aqua] = await photographs();
  const lying = [garden!.path, flower!.path, aqua!.path, ...(await copiesOf(garden!))];
  await page
    .locator('input[type="file"][aria-label="Add pictures"]')
    .setInputFiles([garden!.path, flower!.path]);
  await page.getByRole("textbox", { name: "Label of FreshFlower.jpg" }).fill("style");
  await promptField(page).fill("a white cat on the left, keep everything else as it is");
  await putMessagesAway(page);
  await shoot("create");

  await goTo(page, "Gallery");
  await page.locator('input[type="file"][aria-label="Import pictures…"]').setInputFiles(lying);
  await expect(galleryTiles(page)).toHaveCount(made + lying.length, patience);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await takeInHand(page, "lake ", 3);
  await page.keyboard.press("5");
  await page.keyboard.press("a");
  await openDialog(page).getByRole("textbox").fill("Mountain resort");
  await page.keyboard.press("Enter");
  await expect(openDialog(page).getByRole("checkbox", { name: "Mountain resort" })).toBeChecked();
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await openDialog(page).getByRole("textbox").fill("landscape, cover");
  await page.keyboard.press("Enter");
  await expect(openDialog(page).getByRole("button", { name: "Take cover away" })).toBeVisible();
  await page.keyboard.press("Escape");
  await search(page).fill("");
  await expect(galleryTiles(page)).toHaveCount(made + lying.length);
  await galleryTiles(page).nth(lying.length).click();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText("scarf");
  await putMessagesAway(page);
  await shoot("gallery");
  await page.keyboard.press("l");
  await expect(openDialog(page).getByRole("button", { name: "Show in the gallery" })).toBeVisible();
  await shoot("lineage");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Space");
  await expect(openDialog(page).getByRole("img").last()).toBeVisible();
  await shoot("lightbox");
  await page.keyboard.press("Escape");

  await takeInHand(page, '"garden" -page ', 2);
  await page.keyboard.press("c");
  await openDialog(page).getByRole("radio", { name: "Slider" }).click();
  await shoot("compare");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+4");
  await expect(page.getByRole("button", { name: /^Open large: Garden/ }).first()).toBeVisible(patience);
  await shoot("duplicates");

  await goTo(page, "Usage");
  for (const label of ["Text input", "Image input", "Output"]) {
    const price = page.getByRole("textbox", { name: label });
    await price.fill("10");
    await price.press("Tab");
  }
  await expect(page.getByRole("table", { name: "By kind" })).toBeVisible();
  await expect(page.getByText("Fill in the prices to see money")).toHaveCount(0);
  await shoot("usage");
  await goTo(page, "Settings");
  await expect(page.getByRole("navigation", { name: "Settings" })).toBeVisible();
  await shoot("settings");
  await page.getByRole("button", { name: "Check all files", exact: true }).click();
  await expect(page.getByText(/\d checked/)).toBeVisible(patience);
  await page.getByRole("button", { name: "Back up now", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Restore the backup/ })).toBeVisible(patience);
  await page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Library" }).click();
  await shoot("care");

  await goTo(page, "Canvas");
  await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(garden!.path);
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.keyboard.press("m");
  await page.mouse.move(560, 300);
  await page.mouse.down();
  await page.mouse.move(800, 520, { steps: 6 });
  await page.mouse.up();
  await page
    .getByRole("textbox", { name: /what should/i })
    .last()
    .fill("a white cat");
  await page.getByRole("button", { name: /^Run/ }).click();
  // Both takes: one that came after the other was accepted would stay in the strip.
  await expect(page.getByText(/^Match \d+ %$/).nth(1)).toBeVisible(patience);
  await page.getByRole("button", { name: /^Accept/ }).click();
  await expect(page.getByText(/^0 of [\d,]+ protected pixels changed$/)).toBeVisible(patience);
  await expect(page.getByText("Placing…")).toHaveCount(0, patience);
  await shoot("canvas");
});
