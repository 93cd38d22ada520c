// Takes the pictures of docs/screenshots: `npm run screenshots`. Not part of the tests.
import { mkdir } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { photographs } from "#tests/support/photographs.ts";
import {
  expect,
  galleryTiles,
  goTo,
  promptField,
  resultTiles,
  test,
} from "#tests/support/e2e/studio-test.ts";

const folder = "docs/screenshots";

async function makePictures(page: Page, prompt: string, takes: number, sofar: number): Promise<number> {
  await promptField(page).fill(prompt);
  await page.getByRole("textbox", { name: "Takes" }).fill(String(takes));
  await page.getByRole("button", { name: /^(Generate|Edit)/ }).click();
  await expect(resultTiles(page)).toHaveCount(sofar + takes);
  return sofar + takes;
}

test("screenshots of every room, light and dark", async ({ page, openStudio }) => {
  test.setTimeout(400_000);
  await mkdir(folder, { recursive: true });
  const studio = await openStudio();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(studio.url);

  let made = 0;
  made = await makePictures(
    page,
    "a lake between mountains at first light, a small cabin on the shore",
    3,
    made,
  );
  await page.getByRole("radio", { name: /1536 × 1024/ }).click();
  made = await makePictures(page, "a red fox in a birch forest, autumn leaves, low sun", 3, made);
  await page.getByRole("radio", { name: /1024 × 1536/ }).click();
  made = await makePictures(
    page,
    "a tall ceramic vase with wild flowers, pale wall, soft window light",
    2,
    made,
  );
  await page.getByRole("radio", { name: /1024 × 1024/ }).click();
  made = await makePictures(page, "city skyline at night over a calm harbour, reflections", 4, made);
  made = await makePictures(page, "a cute baby sea otter floating on a blue ocean", 4, made);

  const [primary, reference] = await photographs();
  await page
    .locator('input[type="file"][aria-label="Add pictures"]')
    .setInputFiles([primary!.path, reference!.path]);
  await page.getByRole("textbox", { name: "Label of FreshFlower.jpg" }).fill("style");
  await promptField(page).fill("a white cat on the left, keep everything else as it is");

  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const shoot = async (view: string) => {
      await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => undefined);
      await page.screenshot({ path: `${folder}/${view}-${theme}.png` });
    };
    await goTo(page, "Create");
    await shoot("create");
    await goTo(page, "Gallery");
    await galleryTiles(page).nth(1).click();
    await expect(page.getByRole("complementary", { name: "Details" })).toContainText("otter");
    await shoot("gallery");
    await page.keyboard.press("Space");
    await expect(page.getByRole("dialog").getByRole("img").last()).toBeVisible();
    await shoot("lightbox");
    await page.keyboard.press("Escape");
    await goTo(page, "Usage");
    for (const label of ["Text input", "Image input", "Output"]) {
      const price = page.getByRole("textbox", { name: label });
      await price.fill("10");
      await price.press("Tab");
    }
    await expect(page.getByRole("table", { name: "By kind" })).toBeVisible();
    await shoot("usage");
    await goTo(page, "Settings");
    await shoot("settings");
  }

  await goTo(page, "Canvas");
  await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(primary!.path);
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
  await expect(page.getByRole("button", { name: /^Accept/ })).toBeEnabled();
  await page.getByRole("button", { name: /^Accept/ }).click();
  await expect(page.getByText(/^0 of [\d,]+ protected pixels changed$/)).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => undefined);
    await page.screenshot({ path: `${folder}/canvas-${theme}.png` });
  }
});
