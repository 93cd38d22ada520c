// The canvas by keyboard alone; an edit of everything whose changes are chosen, painting between takes, a guide with
// references; and what goes wrong, said in a sentence with everything kept.
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import sharp from "sharp";
import { allFindings, seriousFindings } from "#tests/support/e2e/serious-findings.ts";
import { startStranger } from "#tests/support/e2e/stranger-engine.ts";
import { photographs } from "#tests/support/photographs.ts";
import { canaryKey, expect, goTo, openDialog, test as base } from "#tests/support/e2e/studio-test.ts";

const test = base.extend<{ readonly engine: DemoEngine }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted
  engine: async ({}, use) => {
    const engine = await startDemoEngine({ latencyMs: 20, drift: "typical", keepsRequests: true });
    await use(engine);
    await engine.close();
  },
});

const envOf = (engine: DemoEngine) => ({ INLAY_API_KEY: canaryKey, INLAY_BASE_URL: engine.url });
const slowly = { timeout: 120_000 };

const prompt = (page: Page) => page.getByRole("textbox", { name: "What should be there" });
const stage = (page: Page) => page.getByRole("application", { name: "Picture" });
const patches = (page: Page) => page.getByRole("list", { name: "Patches" }).getByRole("listitem");
const takes = (page: Page) => page.getByRole("radio", { name: /^Take \d, Ready$/ });
const proof = (page: Page) => page.getByText(/^0 of [\d,]+ protected pixels changed$/);

/** Small enough to be sent whole: what is tested is the journey, not the engine. */
async function openPhotograph(page: Page): Promise<string> {
  const [photograph] = await photographs();
  const path = join(dirname(photograph!.path), "Small garden.jpg");
  await sharp(photograph!.path).resize({ width: 1120 }).jpeg({ quality: 90 }).toFile(path);
  await goTo(page, "Canvas");
  await page.locator('input[type="file"][aria-label="Open a picture…"]').setInputFiles(path);
  await expect(stage(page)).toBeVisible();
  return path;
}

/** Selects a rectangle with the keyboard alone; `steps` are keys after the first arrow, which makes it. */
async function selectByKeys(page: Page, steps: readonly string[]): Promise<void> {
  await stage(page).focus();
  await page.keyboard.press("m");
  for (const key of ["ArrowRight", ...steps]) await page.keyboard.press(key);
  await expect(page.getByText(/^Selected: /).last()).toBeVisible();
}

/** Types into the prompt, by the key that leads there, and runs. */
async function runByKeys(page: Page, words: string): Promise<void> {
  await stage(page).focus();
  await page.keyboard.press("/");
  await expect(prompt(page)).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await expect(takes(page).first()).toBeVisible(slowly);
  await stage(page).focus();
}

async function setTakes(page: Page, count: number): Promise<void> {
  await page.getByRole("textbox", { name: "Takes" }).fill(String(count));
}

async function pressUntil(page: Page, key: string, name: string): Promise<void> {
  const button = page.getByRole("toolbar", { name: "Options" }).getByRole("button", { name, exact: true });
  while (await button.isEnabled()) await page.keyboard.press(key);
}

test("two patches by keyboard alone, all else as it was", async ({ page, openStudio, engine }) => {
  test.setTimeout(300_000);
  const studio = await openStudio({ env: envOf(engine) });
  await page.goto(studio.url);
  const path = await openPhotograph(page);

  await test.step("a rectangle by arrows, two takes, one accepted", async () => {
    await selectByKeys(page, ["Alt+Shift+ArrowLeft", "Shift+ArrowDown"]);
    await expect(page.getByText(/^Window \d+ × \d+ px/)).toBeVisible();
    const chosen = page.getByText(/^Selected: /).last();
    const drawn = await chosen.textContent();
    await page.keyboard.press("g");
    await expect(chosen).not.toHaveText(drawn ?? "");
    await page.keyboard.press("k");
    await expect(chosen).toHaveText(drawn ?? "");
    // Larger than what was selected for it.
    await runByKeys(page, "a large red paper lantern");
    await expect(takes(page)).toHaveCount(2, slowly);
    await page.keyboard.press("Period");
    await page.keyboard.press("a");
    await expect(proof(page)).toBeVisible(slowly);
  });

  await test.step("what goes on beyond the selection is taken in", async () => {
    const area = page.getByText(/^0 of [\d,]+ protected/);
    const before = await area.textContent();
    await page.getByRole("button", { name: "Extend the selection" }).click();
    await expect(page.getByText("The selection was extended").first()).toBeVisible();
    await expect(area).not.toHaveText(before ?? "");
    await stage(page).focus();
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(area).toHaveText(before ?? "");
  });

  await test.step("a second patch over the first", async () => {
    await selectByKeys(page, ["ArrowRight", "ArrowDown"]);
    await runByKeys(page, "a small blue bird");
    await expect(takes(page)).toHaveCount(2, slowly);
    await page.keyboard.press("a");
    await expect(patches(page)).toHaveCount(2);
    await expect(takes(page)).toHaveCount(0);
    await expect(proof(page)).toBeVisible(slowly);
  });

  await test.step("the upper one asked again from the original, by keys, and its takes put away", async () => {
    const again = page.getByRole("button", { name: /again from the original/ });
    await again.focus();
    await page.keyboard.press("Enter");
    await expect(prompt(page)).toBeFocused();
    await expect(page.getByText(/^Ask “a small blue bird” again from the original/)).toBeVisible();
    expect(await allFindings(page)).toEqual([]);
    // Its window is the patch's own: it is not dragged about.
    await stage(page).focus();
    await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
    await expect(page.getByRole("button", { name: "Plan the window again" })).toHaveCount(0);
    await prompt(page).focus();
    await page.keyboard.press("Enter");
    await expect(takes(page)).toHaveCount(2, slowly);
    await stage(page).focus();
    await page.keyboard.press("Shift+A");
    await expect(takes(page)).toHaveCount(0);
    await expect(stage(page)).toBeFocused();
    await expect(patches(page).first()).toContainText("2 takes");
  });

  await test.step("renamed, moved and deleted from the list, and all of it taken back", async () => {
    const name = patches(page)
      .first()
      .getByRole("button", { name: /^a small blue bird/ });
    await name.focus();
    await page.keyboard.press("F2");
    await page.keyboard.type("lost");
    await page.keyboard.press("Escape");
    await expect(name).toBeFocused();
    await page.keyboard.press("F2");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("bird");
    await page.keyboard.press("Enter");
    const renamed = patches(page).getByRole("button", { name: /^bird/ });
    await expect(renamed).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(patches(page).nth(1)).toContainText("bird");
    await expect(renamed).toBeFocused();
    // At the end of the list its button keeps the focus, and where the patch is now is said.
    const up = page.getByRole("button", { name: "Move bird up" });
    await up.press("Enter");
    await expect(page.getByText("“bird” is now number 1 of 2 from the top")).toBeAttached();
    await up.press("Enter");
    await expect(page.getByText("“bird” is at the top")).toBeAttached();
    await expect(up).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Z");
    await renamed.focus();
    await page.keyboard.press("Delete");
    await expect(patches(page)).toHaveCount(1);
    const left = patches(page).getByRole("button", { name: /^a large red paper lantern/ });
    await expect(left).toBeFocused();
    // Its row goes with the button pressed, and the list with the row.
    await left.press("Enter");
    await page.getByRole("button", { name: /^Delete a large red paper lantern/ }).press("Enter");
    await expect(patches(page)).toHaveCount(0);
    await expect(stage(page)).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(left).toBeVisible();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ControlOrMeta+Z");
    await expect(patches(page).first()).toContainText("a small blue bird");
  });

  await test.step("undo to the start, and redo", async () => {
    await pressUntil(page, "ControlOrMeta+Z", "Undo");
    await expect(patches(page)).toHaveCount(0);
    await pressUntil(page, "ControlOrMeta+Shift+Z", "Redo");
    // The last four were the name, the place and the deletions.
    await expect(patches(page)).toHaveCount(0);
    for (let i = 0; i < 4; i++) await page.keyboard.press("ControlOrMeta+Z");
    await expect(patches(page)).toHaveCount(2);
  });

  await test.step("it is there after a reload, and the export differs inside the patches only", async () => {
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.reload();
    await goTo(page, "Canvas");
    await expect(patches(page)).toHaveCount(2);
    await stage(page).focus();
    await page.keyboard.press("Shift+C");
    const counted = page.getByText(/^[\d,]+ pixels differ from the base/);
    await expect(counted).not.toHaveText(/^0 /, slowly);
    await page.getByRole("button", { name: "View", exact: true }).press("Enter");
    await expect(page.getByRole("menuitemcheckbox", { name: "Changed pixels", checked: true })).toBeVisible();
    await expect(page.getByRole("menuitemcheckbox", { name: "Difference", checked: false })).toBeVisible();
    expect(await allFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await stage(page).focus();
    const told = Number.parseInt(((await counted.textContent()) ?? "").replaceAll(",", ""), 10);
    const [download] = await Promise.all([
      page.waitForEvent("download", slowly),
      page.keyboard.press("ControlOrMeta+Shift+E"),
    ]);
    const before = await sharp(path).rotate().removeAlpha().raw().toBuffer();
    const after = await sharp(await download.path())
      .removeAlpha()
      .raw()
      .toBuffer();
    let changed = 0;
    for (let i = 0; i < before.length; i += 3)
      if (before[i] !== after[i] || before[i + 1] !== after[i + 1] || before[i + 2] !== after[i + 2])
        changed++;
    expect([after.length, changed]).toEqual([before.length, told]);
  });
});

test("an edit of everything: its changes are chosen, takes are painted into each other", async ({
  page,
  openStudio,
  engine,
}) => {
  test.setTimeout(300_000);
  const studio = await openStudio({ env: envOf(engine) });
  await page.goto(studio.url);
  await openPhotograph(page);
  const list = page.getByRole("list", { name: "Changes" });
  const first = list.getByRole("checkbox").first();

  await test.step("everything goes where that was chosen, and not by a mere Enter", async () => {
    await prompt(page).fill("a red paper lantern");
    await stage(page).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^Nothing is selected\. Select a part, or choose/).first()).toBeVisible();
    expect(engine.requests).toHaveLength(0);
    await page.getByRole("radio", { name: "Whole picture" }).click();
    await expect(page.getByText(/^Whole picture: you choose which changes to keep/)).toBeVisible();
    await runByKeys(page, "a red paper lantern");
    await expect(first).toBeChecked(slowly);
    expect(engine.requests.at(-1)?.parts.find(({ name }) => name === "prompt")?.value).toMatch(
      /^a red paper lantern\n\nChange nothing else\./,
    );
  });

  await test.step("a change is rejected by Space and kept by a press on the picture", async () => {
    await first.focus();
    await page.keyboard.press("Space");
    await expect(first).not.toBeChecked();
    const box = await stage(page).boundingBox();
    await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height / 2);
    await expect(first).toBeChecked();
    await page.getByRole("button", { name: "Keep none" }).click();
    await expect(page.getByRole("button", { name: /^Accept/ })).toBeDisabled();
    await first.click();
  });

  await test.step("axe finds nothing, and nothing in what opens", async () => {
    expect(await allFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await expect(page.getByRole("menuitem", { name: "PNG" })).toBeVisible();
    expect(await allFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add references from the library" }).click();
    await expect(page.getByRole("button", { name: /^Send .* along$/ }).first()).toBeVisible();
    expect(await allFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("textbox", { name: "Search the library" }).waitFor({ state: "hidden" });
  });

  await test.step("a patch of the kept ones, and one take painted over the other", async () => {
    await expect(takes(page)).toHaveCount(2, slowly);
    await stage(page).focus();
    await page.keyboard.press("a");
    await expect(proof(page)).toBeVisible(slowly);
    // The take that shows everywhere has nothing to be painted over.
    await page.getByRole("button", { name: /^Paint with take/, disabled: false }).click();
    await expect(page.getByText(/^Tools paint take \d into/)).toBeVisible();
    const box = await stage(page).boundingBox();
    await page.mouse.move(box!.x + box!.width / 2 - 20, box!.y + box!.height / 2);
    await page.mouse.down();
    await page.mouse.move(box!.x + box!.width / 2 + 20, box!.y + box!.height / 2 + 10, { steps: 4 });
    await page.mouse.up();
    const clear = page.getByRole("button", { name: "Remove the painting" });
    await expect(clear).toBeVisible();
    await stage(page).focus();
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(clear).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+Shift+Z");
    await expect(clear).toBeVisible();
    await page.getByRole("button", { name: "Done", exact: true }).click();
  });

  await test.step("a guide and references go along, in their order, within the thousand characters", async () => {
    const [one, two] = await photographs();
    await selectByKeys(page, []);
    await page.getByRole("checkbox", { name: "Send a guide with the outline" }).click();
    await page
      .locator('input[type="file"][aria-label="Add reference pictures"]')
      .setInputFiles([two!.path, one!.path]);
    await expect(page.getByText("2 of 15")).toBeVisible();
    await page.getByRole("textbox", { name: "Label of Garden.jpg" }).fill("light");
    await page.getByRole("button", { name: /^Garden.jpg, number 2 of 2/ }).press("ArrowLeft");
    await page.keyboard.press("Alt+U");
    await page.getByRole("button", { name: "Send Small garden.jpg along" }).press("Enter");
    await page.getByRole("button", { name: "Small garden.jpg goes along already" }).press("Enter");
    await expect(page.getByText("3 of 15")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Remove Small garden/ }).press("Enter");
    await setTakes(page, 1);
    await runByKeys(page, "a small blue bird");
    const sent = engine.requests.at(-1);
    const words = sent?.parts.find(({ name }) => name === "prompt")?.value as string;
    expect(words).toContain("Image 4 outlines that area");
    expect(words).toContain("Image 2 is the light reference.");
    expect(words.length).toBeLessThanOrEqual(1000);
    expect(sent?.parts.filter(({ file }) => file !== undefined)).toHaveLength(4);
    await page.keyboard.press("Shift+A");
    await expect(takes(page)).toHaveCount(0);
  });

  await test.step("the proof goes into the file by choice", async () => {
    await page.keyboard.press("ControlOrMeta+Alt+E");
    await expect(openDialog(page)).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("checkbox", { name: "Write the proof figures into files" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download", slowly),
      page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click(),
    ]);
    const file = await readFile(await download.path());
    expect(file.includes("changedProtectedPixels")).toBe(true);
    // The quick ways say that they carry it as well.
    await page.getByRole("button", { name: "Export", exact: true }).press("Enter");
    await expect(page.getByRole("menuitem", { name: "PNG" })).toContainText("carries the proof figures");
    await page.getByRole("menuitemcheckbox", { name: /proof figures/, checked: true }).press("Enter");
  });
});

test("a reply of another scene is refused by the gate, and placed by hand, by mouse and by keys", async ({
  page,
  openStudio,
}) => {
  const [, other] = await photographs();
  const stranger = await startStranger(other!.path);
  try {
    const studio = await openStudio({
      env: { INLAY_API_KEY: canaryKey, INLAY_BASE_URL: stranger.url },
    });
    await page.goto(studio.url);
    await openPhotograph(page);
    await selectByKeys(page, []);
    await setTakes(page, 1);
    await runByKeys(page, "a lamp");
    await page.getByRole("button", { name: /^Accept/ }).click();
    // The strip went with its button.
    await expect(stage(page)).toBeFocused();
    await expect(page.getByText(/^The composition changed: /)).toBeVisible(slowly);
    expect(await allFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Place by hand" }).click();
    await expect(stage(page)).toBeFocused();
    const onion = page.getByRole("checkbox", { name: "Onion skin" }).first();
    await expect(onion).toBeChecked();

    const [right, down] = ["Right", "Down"].map((name) => page.getByRole("textbox", { name, exact: true }));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowUp");
    await expect(right!).toHaveValue("1");
    await expect(down!).toHaveValue("-10");
    const box = (await stage(page).boundingBox())!;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 30, middle.y + 40, { steps: 4 });
    await page.mouse.up();
    await expect(right!).not.toHaveValue("1");
    await expect(down!).not.toHaveValue("-10");
    // One drag, one step of undo.
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(right!).toHaveValue("1");
    await expect(proof(page)).toBeVisible(slowly);
    // The onion skin goes with the tool it is for.
    await page.keyboard.press("b");
    await page.keyboard.press("v");
    await expect(onion).not.toBeChecked();
  } finally {
    await stranger.close();
  }
});

test("what goes wrong is said in a sentence, and nothing is lost", async ({ page, openStudio, engine }) => {
  test.setTimeout(240_000);
  const studio = await openStudio({ env: envOf(engine) });
  await page.goto(studio.url);
  await openPhotograph(page);

  await test.step("an empty selection, a prompt of 1,001 characters, a selection of everything", async () => {
    await stage(page).focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("i");
    await prompt(page).fill("a lamp");
    await expect(page.getByText(/^The selection is empty\./)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Run/ })).toBeDisabled();
    await stage(page).focus();
    await page.keyboard.press("i");
    await prompt(page).fill("x".repeat(1001));
    await expect(page.getByText(/^\d+ too many: \d+ of 1,000 say what must stay$/)).toBeVisible();
    await expect(prompt(page)).toHaveValue("x".repeat(1001));
    await prompt(page).fill("a lamp");
    await expect(page.getByRole("button", { name: /^Run/ })).toBeEnabled();
  });

  await test.step("a take that failed, and one whose outcome is not known, can be tried again", async () => {
    await selectByKeys(page, []);
    await setTakes(page, 1);
    engine.steer({ next: [{ kind: "moderation" }, { kind: "html-502" }] });
    await prompt(page).press("Enter");
    // Refused in the words of the documents: nothing was charged, and no button warns of it.
    const retry = page.getByRole("button", { name: "Retry", exact: true });
    await expect(retry).toBeVisible(slowly);
    await expect(page.getByRole("button", { name: "Retry, may charge again" })).toHaveCount(0);
    expect(engine.requests).toHaveLength(1);
    await retry.click();
    await expect(page.getByRole("button", { name: "Retry, may charge again" })).toBeVisible(slowly);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Retry, may charge again" }).click();
    await expect(takes(page)).toHaveCount(1, slowly);
    await stage(page).focus();
    await page.keyboard.press("a");
    await expect(proof(page)).toBeVisible(slowly);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });

  await test.step("a base that is gone", async () => {
    const folder = join(studio.folders.library, "pictures");
    const found = (await readdir(folder, { recursive: true })).filter(
      (name) => name.includes("garden") || name.includes("Garden"),
    );
    for (const name of found) await rm(join(folder, name), { force: true });
    await page.reload();
    await goTo(page, "Canvas");
    await expect(page.getByRole("alert").filter({ hasText: "is missing from the library" })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await expect(patches(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: /^Run/ })).toBeDisabled();
  });
});
