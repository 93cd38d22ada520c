// A view that is moved shifts what is drawn and draws only what comes into view: that looks as drawing all of it does.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, goTo, test } from "#tests/support/e2e/studio-test.ts";

const stage = (page: Page) => page.getByRole("application", { name: "Picture" });

/** Pans a few frames by the wheel and gives the surface as it then is, and how it was before. */
async function panAndRead(page: Page): Promise<{ readonly before: string; readonly after: string }> {
  return await stage(page).evaluate(async (element) => {
    const frame = async () => await new Promise<void>((next) => requestAnimationFrame(() => next()));
    const read = () => element.querySelector("canvas")!.toDataURL();
    const box = element.getBoundingClientRect();
    const [clientX, clientY] = [box.left + box.width / 2, box.top + box.height / 2];
    const before = read();
    for (const [deltaX, deltaY] of [
      [7, -5],
      [-31, 12],
      [3, 40],
    ] as const) {
      const turn = { bubbles: true, cancelable: true, clientX, clientY, deltaX, deltaY };
      element.dispatchEvent(new WheelEvent("wheel", turn));
      await frame();
    }
    await frame();
    return { before, after: read() };
  });
}

/** The surface after all of it was drawn anew. */
async function redrawAndRead(page: Page): Promise<string> {
  await page.keyboard.press("q");
  await page.keyboard.press("q");
  return await stage(page).evaluate(async (element) => {
    for (let i = 0; i < 2; i++) await new Promise((next) => requestAnimationFrame(next));
    return element.querySelector("canvas")!.toDataURL();
  });
}

/** Of any sample of two pictures. A ring is smoothed a little otherwise where only a part of the surface is drawn. */
async function largestDifference(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map(
      async (url) =>
        await sharp(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"))
          .raw()
          .toBuffer(),
    ),
  );
  expect(b!.length).toBe(a!.length);
  return a!.reduce((most, value, i) => Math.max(most, Math.abs(value - b![i]!)), 0);
}

/** The surface as it is at rest: twice the same, with time for a frame between. */
async function readAtRest(page: Page): Promise<string> {
  let last = "";
  await expect
    .poll(
      async () => {
        const before = last;
        last = await stage(page).evaluate((element) => element.querySelector("canvas")!.toDataURL());
        return last === before;
      },
      { intervals: [300] },
    )
    .toBe(true);
  return last;
}

test("a panned picture is the same shifted as drawn anew", async ({ page, openStudio }) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(studio.url);
  const path = join(await mkdtemp(join(tmpdir(), "inlay-shift-")), "noise.png");
  const noise = { type: "gaussian" as const, mean: 128, sigma: 50 };
  await sharp({ create: { width: 1200, height: 900, channels: 3, background: "#000", noise } })
    .png()
    .toFile(path);
  await goTo(page, "Canvas");
  await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(path);
  await expect(stage(page)).toBeVisible();
  await expect(page.getByText("The picture is loading")).toBeHidden();
  await stage(page).focus();
  // The brush, the rulers and the ring of the focus keep to the stage; then a selection with its window is on it as well.
  await page.keyboard.press("b");
  for (const keys of [["1"], ["m", "ArrowRight", "b"], Array.from({ length: 12 }, () => "Equal")]) {
    for (const key of keys) await page.keyboard.press(key);
    await redrawAndRead(page);
    const { before, after } = await panAndRead(page);
    expect(after).not.toBe(before);
    expect(await largestDifference(after, await redrawAndRead(page))).toBeLessThan(8);
  }

  // A stroke that goes on while the view is zoomed by several levels is tinted as one that is drawn from its mask.
  await page.keyboard.press("0");
  const box = (await stage(page).boundingBox())!;
  const at = async (x: number, y: number) =>
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 3 });
  await page.keyboard.press("q");
  await at(0.4, 0.4);
  await page.mouse.down();
  await at(0.5, 0.5);
  await page.keyboard.down("Control");
  for (const turn of [60, 300, 300, -300]) {
    await page.mouse.wheel(0, turn);
    await at(0.5 + turn / 3000, 0.52);
  }
  await page.keyboard.up("Control");
  await page.mouse.up();
  const painted = await readAtRest(page);
  await page.keyboard.press("ControlOrMeta+z");
  expect(await readAtRest(page)).not.toBe(painted);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  expect(await largestDifference(painted, await readAtRest(page))).toBeLessThan(8);
});
