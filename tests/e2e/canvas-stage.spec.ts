// The stage by mouse and by keys: extending by dragging the frame, the view that fits again, the options bar at every width,
// the window's and the brush's keys.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, goTo, test } from "#tests/support/e2e/studio-test.ts";
import { photographOfThing } from "#tests/support/photographs.ts";

const stage = (page: Page) => page.getByRole("application", { name: "Picture" });
const described = (page: Page) => page.locator("#canvas-description");
const zoom = (page: Page) => page.getByText(/^\d+ %$/).first();

async function openSmall(page: Page, size = { width: 800, height: 400 }): Promise<void> {
  const path = join(await mkdtemp(join(tmpdir(), "inlay-stage-")), "small.png");
  await sharp({ create: { ...size, channels: 3, background: "#336699" } }).toFile(path);
  await openFile(page, path);
}

async function openFile(page: Page, path: string): Promise<void> {
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
  { width, height } = { width: 800, height: 400 },
): Promise<{ readonly x: number; readonly y: number }> {
  const box = (await stage(page).boundingBox())!;
  const scale = Math.min((box.width - 80) / width, (box.height - 80) / height, 8);
  return {
    x: box.x + (box.width - width * scale) / 2 + x * scale,
    y: box.y + (box.height - height * scale) / 2 + y * scale,
  };
}

/** What the description says is selected, document px; null for nothing. */
async function selected(page: Page) {
  const said = /Selected: (\d+) × (\d+) px at (\d+), (\d+)\./.exec(
    (await described(page).textContent()) ?? "",
  );
  if (said === null) return null;
  const [width, height, x, y] = said.slice(1).map(Number) as [number, number, number, number];
  return { x, y, width, height, right: x + width, bottom: y + height };
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

test("wand, smart select and magnetic lasso find a thing in a photograph", async ({ page, openStudio }) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  const { path, thing } = await photographOfThing();
  await openFile(page, path);
  const size = { width: 1120, height: 700 };
  const at = async (x: number, y: number) => await placeOf(page, x, y, size);
  const [right, bottom] = [thing.x + thing.width, thing.y + thing.height];
  /** Nothing far outside the thing, and at least so much of it. */
  const isOnThing = async (least: number) => {
    const box = await selected(page);
    if (box === null) return "nothing";
    const isIn =
      box.x >= thing.x - 24 && box.y >= thing.y - 24 && box.right <= right + 24 && box.bottom <= bottom + 24;
    return isIn && box.width >= least && box.height >= least / 2 ? "thing" : JSON.stringify(box);
  };

  await page.keyboard.press("w");
  const wing = await at(760, 338);
  await page.mouse.click(wing.x, wing.y);
  await expect.poll(async () => await isOnThing(40)).toBe("thing");

  await page.keyboard.press("d");
  await page.keyboard.press("s");
  const [from, to] = [await at(755, 335), await at(800, 372)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => await isOnThing(70)).toBe("thing");

  await page.keyboard.press("d");
  await page.keyboard.press("Shift+l");
  const anchors = [
    [738, 362],
    [785, 309],
    [837, 362],
    [786, 402],
    [738, 362],
  ] as const;
  for (const [x, y] of anchors) {
    const anchor = await at(x, y);
    await page.mouse.move(anchor.x, anchor.y, { steps: 12 });
    await page.mouse.down();
    await page.mouse.up();
  }
  await expect.poll(async () => await isOnThing(70)).toBe("thing");
});

test("the window that will be sent is moved and sized by mouse, and stays sent 1:1", async ({
  page,
  openStudio,
}) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  const size = { width: 2400, height: 1504 };
  await openSmall(page, size);
  const at = async (x: number, y: number) => await placeOf(page, x, y, size);
  const facts = page.getByText(/^Window \d+ × \d+ px ·/);
  const drag = async (from: { x: number; y: number }, dx: number, dy: number) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + dx, from.y + dy, { steps: 4 });
    const during = await stage(page).boundingBox();
    await page.mouse.up();
    return during;
  };
  await page.keyboard.press("m");
  await drag(await at(1100, 650), 80, 80);
  await expect(facts).toBeVisible();
  const words = async () => (await facts.textContent())?.match(/\d+/g)?.slice(0, 2).map(Number) ?? [];
  const [width = 0, height = 0] = await words();
  const box = await selected(page);
  const middle = { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
  const stood = await stage(page).boundingBox();

  const corner = await at(middle.x + width / 2, middle.y + height / 2);
  await page.mouse.move(corner.x, corner.y);
  await expect(stage(page)).toHaveCSS("cursor", "nwse-resize");
  expect(await drag(corner, 61, 37)).toEqual(stood);
  await expect(facts).toContainText("sent at 100 %, nothing is resampled");
  const [wider = 0, higher = 0] = await words();
  expect([wider > width, higher > height, wider % 16, higher % 16]).toEqual([true, true, 0, 0]);

  // Taken by its label it goes no further than the selection lets it.
  const label = await at(middle.x - width / 2, middle.y - height / 2);
  await drag({ x: label.x + 20, y: label.y - 16 }, -1000, 0);
  expect(await words()).toEqual([wider, higher]);
  await page.getByRole("button", { name: "Plan the window again" }).click();
  expect(await words()).toEqual([width, height]);
  await expect(stage(page)).toBeFocused();
});
