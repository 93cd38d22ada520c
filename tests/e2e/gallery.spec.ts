// The gallery as a designer keeps order in it: files come in, are searched, judged by keyboard, compared, tagged, collected,
// thrown away and brought back, and all of it is there again when the index is gone.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import sharp from "sharp";
import type { AssetId } from "#shared/model/ids.ts";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import { writeRecipeXmp } from "#shared/rules/recipes/recipe-xmp.ts";
import { expect, galleryTiles, goTo, promptField, test } from "#tests/support/e2e/studio-test.ts";

const names = [
  "otter on ice",
  "otter at sea",
  "kelp forest",
  "harbour at night",
  "red vase",
  "red vase copy",
];

const made: ImageRequest = {
  ...blankRequest,
  prompt: "kelp, seen from below & <slowly>",
  size: { widthPx: 1536, heightPx: 1024 },
  references: [
    {
      asset: "ab".repeat(32) as AssetId,
      mediaType: "image/png",
      name: "elsewhere.png",
      label: "style",
      widthPx: 10,
      heightPx: 10,
      bytes: 99,
      picture: null,
      notes: [],
      url: null,
    },
  ],
};

/** Small pictures of several shapes; the last two look alike. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-gallery-"));
  for (const [at, name] of names.entries()) {
    const seed = Math.min(at, 4);
    const [width = 0, height = 0] =
      [
        [320, 180],
        [180, 320],
        [240, 240],
        [400, 200],
        [200, 260],
      ][seed] ?? [];
    const pixels = Buffer.alloc(width * height * 3);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      pixels[pixel * 3] = ((seed + 1) * 53 + x) % 256;
      pixels[pixel * 3 + 1] = (seed * 91 + y) % 256;
      pixels[pixel * 3 + 2] = Math.hypot(x - width / 2, y - height / (seed + 2)) < 40 + seed * 9 ? 240 : 30;
    }
    // One pixel apart: another file, the same picture to the eye.
    if (at === 5) pixels[0] = (pixels[0] ?? 0) ^ 8;
    const picture = sharp(pixels, { raw: { width, height, channels: 3 } }).png();
    // One says how it was made, from a reference that is not here.
    if (name === "kelp forest") picture.withXmp(writeRecipeXmp(made, made.prompt));
    await writeFile(join(folder, `${name}.png`), await picture.toBuffer());
  }
  return folder;
}

const search = (page: Page) => page.getByRole("combobox", { name: "Search pictures" });
const side = (page: Page) => page.getByRole("navigation", { name: "Where to look" });
const grid = (page: Page) => page.getByRole("listbox", { name: "Pictures" });
const selected = (page: Page) => grid(page).getByRole("option", { selected: true });

/** Lets a file go over the pictures, as a hand does that has dragged it there. */
async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const base64 = Buffer.from(bytes).toString("base64");
  const data = await page.evaluateHandle(
    ([title = "", text = ""]) => {
      const transfer = new DataTransfer();
      const whole = Uint8Array.from(atob(text), (sign) => sign.codePointAt(0) ?? 0);
      transfer.items.add(new File([whole], title, { type: "image/webp" }));
      return transfer;
    },
    [name, base64],
  );
  for (const event of ["dragenter", "dragover", "drop"])
    await grid(page).dispatchEvent(event, { dataTransfer: data });
}

/** Searches, and leads the keyboard to what was found; the space at the end says that no word is begun. */
async function find(page: Page, text: string, count: number): Promise<void> {
  await search(page).fill(text === "" ? "" : `${text} `);
  await expect(galleryTiles(page)).toHaveCount(count);
  await grid(page).focus();
}

test("a folder of pictures, from the import to a rebuilt library", async ({ page, openStudio }) => {
  const folder = await makeFolder();
  const studio = await openStudio({ flags: ["--demo"] });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(studio.url);
  await goTo(page, "Gallery");

  await test.step("import", async () => {
    await page.locator('input[type="file"][aria-label="Import a folder…"]').setInputFiles(folder);
    await expect(page.getByText("6 pictures imported · 1 carries a recipe")).toBeVisible({ timeout: 60_000 });
    await expect(galleryTiles(page)).toHaveCount(names.length, { timeout: 60_000 });
  });

  await test.step("search: words, filters, a wrong word that costs nothing", async () => {
    await find(page, "otter", 2);
    await find(page, "otter ratio:landscape", 1);
    await expect(page.getByRole("button", { name: "Take away ratio:landscape" })).toBeVisible();
    await search(page).fill("otter colour:bl");
    await expect(galleryTiles(page)).toHaveCount(2);
    // A word that is still typed is not told wrong; finished, it is.
    await expect(page.getByText(/there is no filter called colour/)).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(page.getByText(/there is no filter called colour/)).toBeVisible();
    await find(page, "otter colour:blue", 2);
    await expect(page.getByText(/there is no filter called colour/)).toBeVisible();
    await page.getByRole("button", { name: "Take away colour:blue" }).click();
    await expect(search(page)).toHaveValue("otter");
    await search(page).fill("-otter kind:im");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(search(page)).toHaveValue("-otter kind:import ");
    await expect(galleryTiles(page)).toHaveCount(4);
    await page.getByRole("button", { name: "Save this search…" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("No otters");
    await page.keyboard.press("Enter");
    await expect(side(page).getByRole("button", { name: "No otters", exact: true })).toBeVisible();
    await find(page, "", names.length);
  });

  await test.step("a box drawn from the edge of the grid selects, and moves no border", async () => {
    const before = (await grid(page).boundingBox())!;
    await page.mouse.move(before.x + 4, before.y + 50);
    await page.mouse.down();
    await page.mouse.move(before.x + 200, before.y + 150, { steps: 4 });
    await page.mouse.up();
    await expect(selected(page)).not.toHaveCount(0);
    expect((await grid(page).boundingBox())!.x).toBe(before.x);
  });

  await test.step("triage by keyboard: stars and rejecting lead on", async () => {
    await search(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press("Home");
    await expect(selected(page)).toHaveCount(1);
    await page.keyboard.press("j");
    // Messages are dialogs as well.
    const box = page.locator("[data-shortcuts]");
    await expect(box).toContainText("1 of 6");
    await page.keyboard.press("=");
    await expect(box).toContainText("150 %");
    await page.keyboard.press("-");
    await expect(box).toContainText("100 %");
    await page.keyboard.press("4");
    await expect(box).toContainText("2 of 6");
    await page.keyboard.press("x");
    await expect(box).toContainText("3 of 6");
    await page.keyboard.press("5");
    await expect(box).toContainText("4 of 6");
    await page.keyboard.press("ArrowRight");
    await expect(box).toContainText("5 of 6");
    await page.keyboard.press("ArrowLeft");
    await expect(box).toContainText("4 of 6");
    await page.keyboard.press("Escape");
    await expect(box).toBeHidden();
    await expect(grid(page).getByRole("option", { name: /rejected/ })).toHaveCount(1);
    await find(page, "rating:>3", 2);
    await find(page, "-is:rejected", 5);
    await find(page, "is:rejected", 1);
    await page.keyboard.press("Home");
    await page.keyboard.press("x");
    await expect(galleryTiles(page)).toHaveCount(0);
    await find(page, "", 6);
  });

  await test.step("compare two, exactly", async () => {
    await find(page, "vase", 2);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("c");
    const compare = page.getByRole("dialog", { name: "Compare" });
    await expect(compare.getByRole("img")).toHaveCount(2);
    const one = compare.getByRole("group", { name: /^red vase/ }).first();
    await one.focus();
    await page.keyboard.press("f");
    await expect(one.getByRole("button", { name: "Favourite" })).toHaveAttribute("aria-pressed", "true");
    await compare.getByRole("radio", { name: "Difference" }).click();
    await expect(compare).toContainText("1 of 52,000 pixels differ (0.00192 %), at most by 8 of 255.");
    await compare.getByRole("radio", { name: "Slider" }).click();
    await compare.getByRole("slider", { name: "Where one picture ends" }).press("ArrowRight");
    await expect(compare.getByRole("slider")).toHaveAttribute("aria-valuenow", "52");
    await page.keyboard.press("Escape");
    await expect(compare).toBeHidden();
  });

  await test.step("tags in bulk", async () => {
    await page.keyboard.press("t");
    const dialog = page.getByRole("dialog", { name: "Tags of 2 pictures" });
    await dialog.getByRole("textbox", { name: "Add a tag" }).fill("still life");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: "Take still life away" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await find(page, 'tag:"still life"', 2);
  });

  await test.step("a tag renamed by key, taken back, and joined with another", async () => {
    const rename = async (tag: string, name: string) => {
      await side(page)
        .getByRole("button", { name: `More for ${tag}` })
        .press("Enter");
      await page.getByRole("menuitem", { name: "Rename…" }).press("Enter");
      const dialog = page.getByRole("dialog", { name: "Rename the tag everywhere" });
      await expect(dialog.getByRole("textbox")).toBeFocused();
      await page.keyboard.type(name);
      return dialog;
    };
    const entry = (tag: string) => side(page).getByRole("button", { name: new RegExp(`^${tag} ?\\d`) });
    await rename("still life", "quiet");
    await page.keyboard.press("Enter");
    await expect(search(page)).toHaveValue("tag:quiet");
    await expect(galleryTiles(page)).toHaveCount(2);
    await expect(side(page).getByRole("button", { name: "More for quiet" })).toBeFocused();
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(entry("still life")).toBeVisible();
    await find(page, 'tag:"still life"', 2);

    await grid(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("t");
    await page.getByRole("textbox", { name: "Add a tag" }).fill("sea");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(entry("sea")).toBeVisible();
    const dialog = await rename("sea", "still life");
    await expect(dialog.getByText("the two become one")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(entry("sea")).toBeHidden();
    await expect(entry("still life")).toContainText("2");
    await grid(page).focus();
    await page.keyboard.press("ControlOrMeta+A");
  });

  await test.step("collections, by key and by drag", async () => {
    await page.keyboard.press("Home");
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog", { name: "Collections of 1 picture" });
    await dialog.getByRole("textbox").fill("Campaign");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("checkbox", { name: "Campaign" })).toBeChecked();
    await page.keyboard.press("Escape");
    const entry = side(page).getByRole("button", { name: /^Campaign/ });
    await expect(entry).toContainText("1");
    await find(page, "kelp", 1);
    await galleryTiles(page).first().dragTo(entry);
    await expect(entry).toContainText("2");
    await entry.click();
    await expect(galleryTiles(page)).toHaveCount(2);
    await expect(search(page)).toHaveValue("in:Campaign");

    await page.keyboard.press("ControlOrMeta+Alt+n");
    await page.getByRole("textbox", { name: "Name" }).fill("Autumn");
    await page.keyboard.press("Enter");
    const autumn = side(page).getByRole("button", { name: /^Autumn/ });
    const inside = side(page).getByRole("list", { name: "Campaign" });
    await autumn.dragTo(entry);
    await expect(inside).toContainText("Autumn");
    await autumn.dragTo(side(page).getByRole("heading", { name: "Collections" }));
    await expect(inside).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(inside).toContainText("Autumn");
  });

  await test.step("the trash gives back", async () => {
    await grid(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Delete");
    await expect(galleryTiles(page)).toHaveCount(1);
    await side(page).getByRole("button", { name: "Trash" }).click();
    await expect(galleryTiles(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Restore all" }).click();
    await expect(page.getByText("The trash is empty")).toBeVisible();
    await side(page).getByRole("button", { name: "All pictures" }).click();
    await expect(galleryTiles(page)).toHaveCount(6);
  });

  await test.step("duplicates; no key reaches the grid behind them", async () => {
    await grid(page).focus();
    await expect(selected(page)).toHaveCount(1);
    await side(page).getByRole("button", { name: "Duplicates" }).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
    const duplicates = page.getByRole("region", { name: "Duplicates" });
    await expect(duplicates.getByRole("button", { name: /^Open large: red vase/ })).toHaveCount(2);
    await duplicates.getByRole("button", { name: "Keep only this" }).first().click();
    await expect(duplicates.getByText("No duplicates")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(duplicates.getByRole("button", { name: /^Open large: red vase/ })).toHaveCount(2);
    await search(page).fill("kelp ");
    await expect(galleryTiles(page)).toHaveCount(1);
  });

  await test.step("out by a template, in again by a drop, and its recipe with it", async () => {
    await side(page).getByRole("button", { name: "All pictures" }).click();
    await find(page, "is:recipe", 1);
    await page.keyboard.press("Home");
    await page.keyboard.press("ControlOrMeta+Shift+KeyS");
    const dialog = page.getByRole("dialog", { name: "Export 1 picture" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("{title} {width}");
    await dialog.getByRole("radio", { name: "WebP" }).click();
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Export as a zip" }).click();
    const [[name, bytes] = ["", new Uint8Array()]] = Object.entries(
      unzipSync(await readFile(await (await download).path())),
    );
    expect(name).toBe("kelp forest 240.webp");
    await dropFile(page, name, bytes);
    const offer = page.getByRole("dialog", { name: "This file carries a recipe" });
    await expect(offer).toContainText(made.prompt);
    await expect(offer).toContainText("1 of its references is not in this library.");
    await offer.getByRole("button", { name: "Apply" }).click();
    await expect(promptField(page)).toHaveValue(made.prompt);
    await expect(page.getByRole("radio", { name: /1536 × 1024/ })).toBeChecked();
    await expect(
      page.getByText("1 reference is not in this library and was left out.").first(),
    ).toBeVisible();
    await goTo(page, "Gallery");
    await find(page, "is:recipe", 2);
  });

  await test.step("a contact sheet, and the keyboard back where it was", async () => {
    await find(page, "", 7);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("ControlOrMeta+P");
    const dialog = page.getByRole("dialog", { name: "Contact sheet of 7 pictures" });
    await expect(dialog.getByRole("textbox", { name: "Title" })).toBeFocused();
    await page.keyboard.type("Otters and others");
    await expect(dialog).toContainText("1 page, 20 pictures on each");
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Make the sheet" }).click();
    const sheet = await readFile(await (await download).path());
    expect(sheet.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    await expect(dialog).toBeHidden();
    await expect(grid(page)).toBeFocused();
  });

  await test.step("taller rows, and the way through time at their edge", async () => {
    const tallPx = async () => (await galleryTiles(page).first().boundingBox())!.height;
    const before = await tallPx();
    await page.getByRole("slider", { name: "Row height" }).press("End");
    await expect.poll(tallPx).toBeGreaterThan(1.5 * before);
    const time = page.getByRole("slider", { name: "Time" });
    const topPx = async () => await grid(page).evaluate((list) => list.scrollTop);
    const edge = (await time.boundingBox())!;
    await page.mouse.click(edge.x + edge.width / 2, edge.y + edge.height * 0.6);
    await expect.poll(topPx).toBeGreaterThan(100);
    await time.press("Home");
    await expect.poll(topPx).toBe(0);
    // The next start keeps the height of the rows: all of them are to be in view then.
    await page.getByRole("slider", { name: "Row height" }).press("Home");
    await expect.poll(tallPx).toBeLessThan(before);
  });

  await test.step("a backup brings back what was lost on the disk", async () => {
    await goTo(page, "Settings");
    await page.getByRole("button", { name: "Back up now", exact: true }).click();
    const restore = page.getByRole("button", { name: /^Restore the backup/ });
    await expect(restore).toBeVisible();
    const records = join(studio.folders.library, "records");
    const [record = ""] = await readdir(records);
    await rm(join(records, record));
    await restore.click();
    await expect(page.getByText("1 brought back, 6 were there")).toBeVisible();
    expect(await readdir(records)).toContain(record);
    await goTo(page, "Gallery");
  });

  await test.step("all of it is there again without the index", async () => {
    await studio.stop();
    for (const end of ["", "-wal", "-shm"])
      await rm(join(studio.folders.library, `index.sqlite${end}`), { force: true });
    const again = await openStudio({ folders: studio.folders, flags: ["--demo"] });
    await page.goto(again.url);
    await goTo(page, "Gallery");
    await expect(galleryTiles(page)).toHaveCount(7);
    await expect(side(page).getByRole("button", { name: /^Campaign/ })).toContainText("2");
    await expect(side(page).getByRole("list", { name: "Campaign" })).toContainText("Autumn");
    await expect(side(page).getByRole("button", { name: "No otters", exact: true })).toBeVisible();
    await find(page, "rating:>3", 2);
    await find(page, 'tag:"still life"', 2);
  });
  await rm(folder, { recursive: true, force: true });
});
