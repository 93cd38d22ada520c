// Pictures carried out of the grid by hand: to the references of Create, to the canvas, out of the app; and one whose file
// somebody changed, taken in again by key.
import { createHash } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { expect, galleryTiles, goTo, test } from "#tests/support/e2e/studio-test.ts";

const pngOf = async (red: number) =>
  await sharp({ create: { width: 320, height: 200, channels: 3, background: { r: red, g: 120, b: 160 } } })
    .png()
    .toBuffer();

/** Seizes a picture, rests on a room of the rail until it opens, and lets go over something in it. */
async function carry(
  page: Page,
  picture: Locator,
  room: "Create" | "Canvas",
  target: Locator,
): Promise<void> {
  const rail = page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: room });
  await picture.hover();
  await page.mouse.down();
  await rail.hover();
  await rail.hover({ position: { x: 6, y: 6 } });
  await expect(rail).toHaveAttribute("aria-current", "page");
  await target.hover();
  await target.hover({ position: { x: 12, y: 12 } });
  await page.mouse.up();
}

const grid = (page: Page) => page.getByRole("listbox", { name: "Pictures" });

/** By the palette, from wherever. */
async function checkAll(page: Page, outcome: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("check all files");
  await page.keyboard.press("Enter");
  await expect(page.getByText(outcome)).toBeVisible();
}

test("pictures go by hand from the grid to where they are wanted", async ({ page, openStudio }) => {
  const studio = await openStudio({ flags: ["--demo"] });
  await page.goto(studio.url);
  await goTo(page, "Gallery");
  const bytes = await pngOf(40);
  const files = [{ name: "harbour.png", mimeType: "image/png", buffer: bytes }];
  await page.locator('input[type="file"][aria-label="Import pictures…"]').setInputFiles(files);
  await expect(galleryTiles(page)).toHaveCount(1);
  const tile = galleryTiles(page).first();

  await test.step("to the references of Create", async () => {
    const tray = page.getByRole("region", { name: "References" });
    await carry(page, tile, "Create", tray);
    await expect(tray.getByRole("textbox", { name: "Label of harbour.png" })).toBeVisible();
  });

  await test.step("to the canvas", async () => {
    await goTo(page, "Gallery");
    // Something of the room itself: its code may still be on its way when its button says that it is open.
    await carry(page, tile, "Canvas", page.getByRole("heading", { name: "Canvas documents" }));
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  });

  await test.step("out of the app, as a file with its bytes and a name that people can read", async () => {
    await goTo(page, "Gallery");
    const carried = tile.evaluate(
      (element) =>
        new Promise<string>((found) =>
          element.ownerDocument.addEventListener(
            "dragstart",
            (event) => found(event.dataTransfer?.getData("DownloadURL") ?? ""),
            { once: true },
          ),
        ),
    );
    await tile.hover();
    await page.mouse.down();
    await page.mouse.move(500, 500, { steps: 4 });
    const [type, name, ...address] = (await carried).split(":");
    await page.mouse.up();
    expect([type, name]).toEqual(["image/png", expect.stringMatching(/^harbour-png [0-9a-f]{8}\.png$/)]);
    const file = await page.request.get(address.join(":"));
    expect(await file.body()).toEqual(bytes);
  });

  await test.step("one that was changed behind the app is taken in again, with its stars", async () => {
    await tile.click();
    await page.keyboard.press("4");
    await expect(page.getByRole("option", { name: /4 stars/ })).toBeVisible();
    const month = join(
      studio.folders.library,
      "pictures",
      (await readdir(join(studio.folders.library, "pictures")))[0]!,
    );
    const path = join(month, (await readdir(month))[0]!);
    const other = Buffer.concat([await pngOf(200), Buffer.from("edited")]);
    await writeFile(path, other);
    await checkAll(page, "1 checked, 1 changed");
    await goTo(page, "Gallery");
    await tile.click();
    const details = page.getByRole("complementary", { name: "Details" });
    await expect(details.getByRole("button", { name: /^Take in again/ })).toBeVisible();
    const beside = [{ name: "beside.png", mimeType: "image/png", buffer: await pngOf(90) }];
    await page.locator('input[type="file"][aria-label="Import pictures…"]').setInputFiles(beside);
    await expect(galleryTiles(page)).toHaveCount(2);
    await grid(page).focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("c");
    await expect(page.getByRole("dialog", { name: "Compare" })).toContainText("File was changed");
    await page.keyboard.press("Escape");
    await page.getByRole("option", { name: /4 stars/ }).click();
    await grid(page).focus();
    await page.keyboard.press("Shift+I");
    await expect(page.getByText("Taken in again as it is now")).toBeVisible();
    await expect(page.getByRole("option", { name: /4 stars/ })).toBeVisible();
    const asset = createHash("sha256").update(other).digest("hex");
    const served = await page.request.get(new URL(`/media/${asset}`, page.url()).href);
    expect(await served.body()).toEqual(other);

    await test.step("and one whose file has gone says so", async () => {
      const now = (await readdir(month)).map((name) => join(month, name));
      for (const file of now) await rm(file);
      await checkAll(page, "3 checked, 2 missing");
    });
  });
});
