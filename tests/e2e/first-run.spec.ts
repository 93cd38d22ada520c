// The journey of a newcomer, from the first key press to the second start.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { photographs } from "#tests/support/photographs.ts";
import {
  expect,
  galleryTiles,
  goTo,
  openDialog,
  promptField,
  resultTiles,
  test,
} from "#tests/support/e2e/studio-test.ts";

test("first run on the demo engine, to the second start", async ({ page, openStudio }) => {
  const studio = await openStudio();
  await page.goto(studio.url);

  await test.step("the prompt is focused and the demo is plainly marked", async () => {
    await expect(promptField(page)).toBeFocused();
    await expect(page.getByText("drawn by rule on this computer", { exact: false })).toBeVisible();
  });

  await test.step("four takes of a prompt", async () => {
    await page.keyboard.type("a cute baby sea otter in calm blue water");
    await page.getByRole("textbox", { name: "Takes" }).fill("4");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(resultTiles(page)).toHaveCount(4);
  });

  await test.step("reuse brings prompt and settings back", async () => {
    await promptField(page).fill("something else");
    await page
      .getByRole("button", { name: "Put prompt and settings back into the composer" })
      .first()
      .click();
    await expect(promptField(page)).toHaveValue("a cute baby sea otter in calm blue water");
  });

  await test.step("two photographs make it an edit", async () => {
    const [primary, reference] = await photographs();
    await page
      .locator('input[type="file"][aria-label="Add pictures"]')
      .setInputFiles([primary!.path, reference!.path]);
    await expect(page.getByRole("textbox", { name: "Label of FreshFlower.jpg" })).toBeVisible();
    await page.getByRole("textbox", { name: "Label of FreshFlower.jpg" }).fill("style");
    await promptField(page).fill("a red lamp on the left, keep everything else");
    await page.getByRole("textbox", { name: "Takes" }).fill("1");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(resultTiles(page)).toHaveCount(5);
  });

  await test.step("the lightbox shows it large and pages", async () => {
    await resultTiles(page).first().click();
    const lightbox = openDialog(page);
    await expect(lightbox).toBeVisible();
    await expect(lightbox.getByRole("img").last()).toHaveJSProperty("complete", true);
    await page.keyboard.press("Shift+Z");
    await expect(lightbox.getByText("100 %")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(lightbox).toBeHidden();
  });

  await test.step("delete in the gallery, and take it back", async () => {
    await goTo(page, "Gallery");
    await expect(galleryTiles(page)).toHaveCount(5);
    await galleryTiles(page).first().click();
    await page.keyboard.press("4");
    await expect(galleryTiles(page).first()).toHaveAccessibleName(/4 stars/);
    await page.keyboard.press("Delete");
    await expect(galleryTiles(page)).toHaveCount(4);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(galleryTiles(page)).toHaveCount(5);
    await expect(galleryTiles(page).first()).toHaveAccessibleName(/4 stars/);
  });

  await test.step("takes of one request stand behind the first, until they are opened", async () => {
    await page.getByRole("button", { name: "Stack takes of one request" }).click();
    await expect(galleryTiles(page)).toHaveCount(2);
    const stack = galleryTiles(page).nth(1);
    await expect(stack).toHaveAccessibleName(/stack of 4/);
    await stack.locator("[data-stack]").click();
    await expect(galleryTiles(page)).toHaveCount(5);
    await stack.locator("[data-stack]").click();
    await expect(galleryTiles(page)).toHaveCount(2);
    await page.getByRole("button", { name: "Stack takes of one request" }).click();
    await expect(galleryTiles(page)).toHaveCount(5);
  });

  await test.step("carried over the rail, a picture becomes a reference", async () => {
    const tray = page.getByRole("region", { name: "References" });
    await galleryTiles(page).first().hover();
    await page.mouse.down();
    await page.getByRole("button", { name: "Create" }).hover();
    await page.getByRole("button", { name: "Create" }).hover({ position: { x: 12, y: 12 } });
    await expect(tray).toBeVisible();
    await tray.hover();
    await tray.hover({ position: { x: 20, y: 20 } });
    await page.mouse.up();
    await expect(tray.getByRole("textbox", { name: /^Label of/ })).toHaveCount(3);
    await goTo(page, "Gallery");
  });

  await test.step("the files have names a person can read", async () => {
    const months = await readdir(join(studio.folders.library, "pictures"));
    const files = await readdir(join(studio.folders.library, "pictures", months[0]!));
    expect(files).toHaveLength(5);
    for (const file of files)
      expect(file).toMatch(/^\d{4}-\d\d-\d\d a-(cute-baby|red-lamp)\S* [0-9a-f]{8}\.png$/);
  });

  await test.step("after a restart all is there", async () => {
    await studio.stop();
    const again = await openStudio({ folders: studio.folders });
    await page.goto(again.url);
    await expect(resultTiles(page)).toHaveCount(5);
    await expect(promptField(page)).toHaveValue("a red lamp on the left, keep everything else");
    await goTo(page, "Gallery");
    await expect(galleryTiles(page)).toHaveCount(5);
    await galleryTiles(page).first().click();
    await expect(page.getByRole("complementary", { name: "Details" })).toContainText("the demo engine");
  });
});
