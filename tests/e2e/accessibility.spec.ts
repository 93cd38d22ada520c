// axe in every view, light and dark: nothing serious or critical, in the gallery nothing at all. The canvas is looked at in its own journeys.
import { allFindings, dialogs, seriousFindings, whole } from "#tests/support/e2e/serious-findings.ts";
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
  const check = async (view: string, within = whole, findings = seriousFindings) => {
    for (const colorScheme of themes)
      await test.step(`${view}, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        expect(await findings(page, within)).toEqual([]);
      });
  };
  const checkAll = async (view: string, within = whole) => await check(view, within, allFindings);

  await expect(promptField(page)).toBeVisible();
  await check("Create, empty");

  await page.keyboard.press("ControlOrMeta+K");
  await expect(openDialog(page)).toBeVisible();
  await check("Command palette");
  await page.keyboard.press("Escape");

  await promptField(page).fill("an otter for everyone");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(resultTiles(page)).toHaveCount(1);
  await promptField(page).fill("an otter for most");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(resultTiles(page)).toHaveCount(2);
  api.steer({ next: [{ kind: "html-502" }] });
  await promptField(page).fill("an otter that fails");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("button", { name: /may charge again/i })).toBeVisible();
  await promptField(page).fill("x".repeat(32_001));
  await check("Create, with a picture, a failure and a prompt that is too long");

  await resultTiles(page).first().click();
  await expect(openDialog(page)).toBeVisible();
  await checkAll("Lightbox");
  await page.keyboard.press("Escape");

  await goTo(page, "Gallery");
  await galleryTiles(page).first().click();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText("otter");
  await checkAll("Gallery with details");
  await page.getByRole("combobox", { name: "Search pictures" }).fill("nothing is called this");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await checkAll("Gallery, nothing found");
  await page.keyboard.press("ControlOrMeta+Shift+f");
  await expect(openDialog(page)).toContainText("Save this search");
  await checkAll("Save this search", dialogs);
  await page.keyboard.press("Escape");

  await page.getByRole("combobox", { name: "Search pictures" }).fill("");
  await expect(galleryTiles(page)).toHaveCount(2);
  await page.getByRole("listbox", { name: "Pictures" }).focus();
  await page.keyboard.press("ControlOrMeta+A");
  for (const [key, view] of [
    ["t", "Tags"],
    ["a", "Collections"],
    ["ControlOrMeta+Shift+S", "Export"],
    ["ControlOrMeta+P", "Contact sheet"],
    ["ControlOrMeta+Alt+n", "New collection"],
    ["c", "Compare, side by side"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(openDialog(page)).toBeVisible();
    await checkAll(view, dialogs);
    if (key !== "c") await page.keyboard.press("Escape");
    if (key !== "c") await expect(openDialog(page)).toBeHidden();
  }
  for (const mode of ["Slider", "Difference"]) {
    await openDialog(page).getByRole("radio", { name: mode }).click();
    if (mode === "Difference") await expect(openDialog(page)).toContainText(/pixels/);
    await checkAll(`Compare, ${mode}`, dialogs);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await checkAll("Import", '[role="menu"]');
  await page.keyboard.press("Escape");
  await page.getByRole("listbox", { name: "Pictures" }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: /^Use as reference/ })).toBeVisible();
  await checkAll("Menu of a picture", '[role="menu"]');
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await expect(openDialog(page)).toContainText("to go");
  await checkAll("Triage", dialogs);
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await expect(openDialog(page).getByRole("button", { name: "Show in the gallery" })).toBeVisible();
  await checkAll("Lineage", dialogs);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+4");
  await expect(page.getByRole("region", { name: "Duplicates" })).toBeVisible();
  await checkAll("Duplicates", "main");
  await page.keyboard.press("Shift+1");
  await galleryTiles(page).first().click();
  await page.keyboard.press("Delete");
  await expect(galleryTiles(page)).toHaveCount(1);
  await page.keyboard.press("Shift+5");
  await galleryTiles(page).first().click();
  await checkAll("Trash", "main");
  await page.keyboard.press("Space");
  await expect(openDialog(page).getByRole("button", { name: /^Restore/ })).toBeVisible();
  await expect(openDialog(page).getByRole("button", { name: /star|Triage|canvas/ })).toHaveCount(0);
  await checkAll("Lightbox over the trash", dialogs);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Delete");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await checkAll("Deleting for good", dialogs);
  await page.keyboard.press("Escape");
  await page.keyboard.press("u");

  await goTo(page, "Usage");
  await expect(page.getByRole("table", { name: "By kind" })).toBeVisible();
  await check("Usage");

  await goTo(page, "Settings");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Check all files", exact: true }).click();
  await page.getByRole("button", { name: "Back up now", exact: true }).click();
  await expect(page.getByText("2 checked")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Restore the backup/ })).toBeVisible();
  await check("Settings");
  await page.getByRole("button", { name: "Work that has ended" }).click();
  await expect(openDialog(page)).toBeVisible();
  await check("Work that ended", dialogs);
});
