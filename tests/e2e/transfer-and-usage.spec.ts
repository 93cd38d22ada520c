// Out and in again: a picture is exported under a name of the user's making, dropped back, and its recipe restored.
// Then what it all cost.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { dialogs, seriousFindings } from "#tests/support/e2e/serious-findings.ts";
import {
  expect,
  galleryTiles,
  goTo,
  promptField,
  resultTiles,
  test,
} from "#tests/support/e2e/studio-test.ts";

const prompt = 'a small red boat, "calm" water & <fog>';

test("export with a template, drop the file back, find the recipe and the cost", async ({
  page,
  openStudio,
}) => {
  const studio = await openStudio();
  await page.goto(studio.url);
  await promptField(page).fill(prompt);
  await page.getByRole("textbox", { name: "Takes" }).fill("2");
  await page.getByRole("radio", { name: /1536 × 1024/ }).click();
  await page.getByRole("button", { name: /^Generate/ }).click();
  await expect(resultTiles(page)).toHaveCount(2);

  await goTo(page, "Gallery");
  await galleryTiles(page).first().click();
  await page.keyboard.press("Control+Shift+KeyS");
  const dialog = page.getByRole("dialog", { name: "Export 1 picture" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("boat {width}x{height} {oops}");
  await expect(dialog.getByText("There is no field {oops}")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("boat {width}x{height}");
  await expect(dialog.getByTestId("export-preview")).toContainText("boat 1536x1024.png");
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export as a zip" }).click();
  const zip = await readFile(await (await download).path());
  const [[name, bytes] = ["", new Uint8Array()]] = Object.entries(unzipSync(zip));
  expect(name).toBe("boat 1536x1024.png");
  await page.getByRole("button", { name: "Work that has ended" }).click();
  await expect(page.getByText("1 exported")).toBeVisible();
  await page.keyboard.press("Escape");

  await goTo(page, "Create");
  await promptField(page).fill("something else");
  await page.getByRole("radio", { name: /1024 × 1024/ }).click();
  const file = join(studio.folders.root, name);
  await writeFile(file, bytes);
  const input = page.locator('input[type="file"][aria-label="Add pictures"]');
  await input.setInputFiles(file);
  const offer = page.getByRole("dialog", { name: "This file carries a recipe" });
  await expect(offer).toContainText(prompt);
  expect(await seriousFindings(page, dialogs)).toEqual([]);
  await offer.getByRole("button", { name: "Apply" }).click();
  await expect(promptField(page)).toHaveValue(prompt);
  await expect(page.getByRole("radio", { name: /1536 × 1024/ })).toBeChecked();
  await expect(page.getByRole("button", { name: /^Generate/ })).toBeVisible();
  await input.setInputFiles(file);
  await offer.getByRole("button", { name: "Reference only" }).click();
  await expect(page.getByRole("button", { name: /^Edit/ })).toBeVisible();

  await page.locator("body").press("Alt+Digit4");
  await expect(page.getByRole("heading", { name: "Usage", level: 1 })).toBeVisible();
  await expect(page.getByText("Fill in the prices to see money")).toBeVisible();
  const prices = page.getByRole("complementary", { name: "Prices and budget" });
  for (const label of ["Text input", "Image input", "Output"]) {
    await prices.getByRole("textbox", { name: label }).fill("1000000");
    await prices.getByRole("textbox", { name: label }).press("Tab");
  }
  await expect(prices.getByText("An amount is between 0 and 100,000.").first()).toBeVisible();
  for (const label of ["Text input", "Image input", "Output"]) {
    await prices.getByRole("textbox", { name: label }).fill("40");
    await prices.getByRole("textbox", { name: label }).press("Tab");
  }
  const kinds = page.getByRole("table", { name: "By kind" });
  await expect(kinds.getByRole("row", { name: /^Generations 2 0 2 [\d,]+ \$/ })).toBeVisible();
  const chart = page.getByRole("slider", { name: /^Money by time/ });
  await chart.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /: \$\d/);
  const csv = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as CSV" }).click();
  const text = await readFile(await (await csv).path(), "utf8");
  expect(text).toMatch(/^\uFEFFby,name,requests/);
  expect(text).toMatch(/\r\nkind,generate,2,0,0,2,/);
});
