// axe in every view, light and dark: nothing serious or critical. The rules run inside the page, because its policy
// lets no script be added.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, Result } from "axe-core";
import {
  expect,
  galleryTiles,
  goTo,
  openDialog,
  promptField,
  resultTiles,
  test,
} from "#tests/support/e2e/studio-test.ts";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const { violations, passes } = await page.evaluate(
    async () => await (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  expect(passes.length, "axe looked at something").toBeGreaterThan(10);
  const describe = ({ id, impact, nodes }: Result) =>
    `${impact}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`;
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(describe);
}

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
