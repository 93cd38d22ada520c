// axe in every view, light and dark: nothing serious or critical. The canvas is looked at in its own journeys.
import { seriousFindings } from "#tests/support/e2e/serious-findings.ts";
import {
  expect,
  galleryTiles,
  goTo,
  openDialog,
  promptField,
  resultTiles,
  test,
} from "#tests/support/e2e/studio-test.ts";

const themes = ["light", "dark"] as const;

test("every view has no serious finding, light and dark", async ({ page, openStudio, api }) => {
  const studio = await openStudio({ env: api.env });
  await page.goto(studio.url);
  const check = async (view: string) => {
    for (const colorScheme of themes)
      await test.step(`${view}, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        expect(await seriousFindings(page)).toEqual([]);
      });
  };

  await expect(promptField(page)).toBeVisible();
  await check("Create, empty");

  await page.keyboard.press("ControlOrMeta+K");
  await expect(openDialog(page)).toBeVisible();
  await check("Command palette");
  await page.keyboard.press("Escape");

  await promptField(page).fill("an otter for everyone");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(resultTiles(page)).toHaveCount(1);
  api.steer({ next: [{ kind: "html-502" }] });
  await promptField(page).fill("an otter that fails");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("button", { name: /may charge again/i })).toBeVisible();
  await promptField(page).fill("x".repeat(32_001));
  await check("Create, with a picture, a failure and a prompt that is too long");

  await resultTiles(page).first().click();
  await expect(openDialog(page)).toBeVisible();
  await check("Lightbox");
  await page.keyboard.press("Escape");

  await goTo(page, "Gallery");
  await galleryTiles(page).first().click();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText("otter");
  await check("Gallery with details");
  await page.getByRole("combobox", { name: "Search pictures" }).fill("nothing is called this");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await check("Gallery, nothing found");

  await goTo(page, "Usage");
  await expect(page.getByRole("table", { name: "By kind" })).toBeVisible();
  await check("Usage");

  await goTo(page, "Settings");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await check("Settings");
});
