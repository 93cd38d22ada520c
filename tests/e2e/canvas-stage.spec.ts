// The stage by mouse and by keys: extending by dragging the frame, the view that fits again, the options bar at every width,
// the window's and the brush's keys.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, goTo, test } from "#tests/support/e2e/studio-test.ts";

const stage = (page: Page) => page.getByRole("application", { name: "Picture" });
const described = (page: Page) => page.locator("#canvas-description");
const zoom = (page: Page) => page.getByText(/^\d+ %$/).first();

async function openSmall(page: Page): Promise<void> {
  const path = join(await mkdtemp(join(tmpdir(), "inlay-stage-")), "small.png");
  await sharp({ create: { width: 800, height: 400, channels: 3, background: "#336699" } }).toFile(path);
  await goTo(page, "Canvas");
  await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(path);
  await expect(stage(page)).toBeVisible();
  await expect(page.getByText("The picture is loading")).toBeHidden();
  await stage(page).focus();
}

/** Where a point of the document lies on the page while the view fits it. */
async function placeOf(
  page: Page,
  x: number,
  y: number,
): Promise<{ readonly x: number; readonly y: number }> {
  const box = (await stage(page).boundingBox())!;
  const scale = Math.min((box.width - 80) / 800, (box.height - 80) / 400, 8);
  return {
    x: box.x + (box.width - 800 * scale) / 2 + x * scale,
    y: box.y + (box.height - 400 * scale) / 2 + y * scale,
  };
}

test("the canvas is extended by its edge, by keys and by numbers", async ({ page, openStudio }) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  await openSmall(page);

  await page.keyboard.press("c");
  const edge = await placeOf(page, 800, 130);
  await page.mouse.move(edge.x, edge.y);
  await expect(stage(page)).toHaveCSS("cursor", "ew-resize");
  await page.mouse.down();
  await page.mouse.move(edge.x + 20, edge.y, { steps: 3 });
  await expect(page.getByText(/^8\d\d × 400 px$/).first()).toBeVisible();
  await page.mouse.up();
  await page.keyboard.press("Escape");
  await expect(page.getByText("800 × 400 px", { exact: true })).toBeVisible();

  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(described(page)).toContainText("816 × 416 px");
  await expect(described(page)).toContainText("Selected: 816 × 416 px at 0, 0.");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(described(page)).toContainText("800 × 400 px");

  await page.getByRole("button", { name: "Numbers…" }).click();
  await page.getByRole("textbox", { name: "Right" }).fill("16");
  await page.getByRole("textbox", { name: "Bottom" }).fill("16");
  await page.getByRole("dialog").getByRole("button", { name: "Extend" }).click();
  await expect(described(page)).toContainText("Selected: 816 × 416 px at 0, 0.");

  await stage(page).focus();
  await page.keyboard.press("n");
  const message = page.getByText("The last empty part is selected.");
  await expect(message).toBeVisible();
  // Messages stand above what is pressed to run.
  const [said, run] = [
    await message.boundingBox(),
    await page.getByRole("button", { name: /^Run/ }).boundingBox(),
  ];
  expect(said!.y + said!.height).toBeLessThan(run!.y);
});

test("the view fits again when the stage changes, and the options stay in one line", async ({
  page,
  openStudio,
}) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  await openSmall(page);
  const bar = page.getByRole("toolbar", { name: "Options", exact: true });
  await expect(zoom(page)).toBeVisible();
  const before = await zoom(page).textContent();
  for (const [width, height] of [
    [1024, 700],
    [900, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const key of ["b", "w", "s", "c", "v", "z"]) {
      await stage(page).focus();
      await page.keyboard.press(key);
      const box = (await bar.boundingBox())!;
      expect(box.height).toBeLessThan(48);
      const ends = await bar
        .locator(":scope > *")
        .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().right));
      expect(Math.max(...ends)).toBeLessThanOrEqual(box.x + box.width);
    }
  }
  expect(await zoom(page).textContent()).not.toBe(before);
  await page.getByRole("button", { name: "Fit" }).click();
  const fitted = await zoom(page).textContent();
  await page.keyboard.press("Equal");
  await expect(zoom(page)).not.toHaveText(fitted ?? "");
});

test("the window that will be sent and the line between before and after are moved by keys", async ({
  page,
  openStudio,
}) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  await openSmall(page);
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowRight");
  const facts = page.getByText(/^Window \d+ × \d+ px ·/);
  await expect(facts).toBeVisible();
  const planned = await facts.textContent();
  await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
  await expect(page.getByRole("button", { name: "Plan the window again" })).toBeVisible();
  expect(await facts.textContent()).not.toBe(planned);

  const chosen = await described(page).textContent();
  await page.keyboard.press("Shift+Backslash");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(page.getByText("Before: 40 % of the width")).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Before: 41 % of the width")).toBeAttached();
  expect(await described(page).textContent()).toBe(chosen);
});
