// Create and Gallery without a mouse: every step is a key press, from the first picture to the import.
import { corpusPictures } from "#tests/corpus/hostile-pictures.ts";
import type { FileChooser, Page } from "@playwright/test";
import {
  expect,
  galleryTiles,
  openDialog,
  promptField,
  resultTiles,
  test,
} from "#tests/support/e2e/studio-test.ts";

/** Tabs until the focus is on something with this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    // Once round, the focus is on nothing for one step.
    const label = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === document.body
        ? ""
        : (focused?.getAttribute("aria-label") ?? focused?.textContent ?? "");
    });
    if (name.test(label)) return;
  }
  throw new Error(`Sixty tabs lead to nothing called ${name}`);
}

test("Create by keyboard alone", async ({ page, openStudio, api }) => {
  const studio = await openStudio({ env: api.env });
  await page.goto(studio.url);
  await expect(promptField(page)).toBeFocused();

  await test.step("two takes, one in another size", async () => {
    await page.keyboard.type("an otter by key");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(resultTiles(page)).toHaveCount(1);
    await tabTo(page, /1024 × 1024/);
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("radio", { name: /1536 × 1024/ })).toBeChecked();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(resultTiles(page)).toHaveCount(2);
    expect(api.requests).toHaveLength(2);
  });

  await test.step("the tiles: arrows, favourite, large, and back to where it was", async () => {
    await tabTo(page, /^Open large: /);
    await page.keyboard.press("ArrowDown");
    const lower = resultTiles(page).nth(1);
    await expect(lower).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(openDialog(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(lower).toBeFocused();
    await page.keyboard.press("Delete");
    await expect(resultTiles(page)).toHaveCount(1);
    await expect(page.locator(":focus")).toHaveAccessibleName(/^Open large: /);
  });

  await test.step("a picture goes into the tray, gets a label and goes again", async () => {
    await page.keyboard.press("Tab");
    await expect(page.locator(":focus")).toHaveAccessibleName("Use as reference");
    await page.keyboard.press("Enter");
    const tray = page.getByRole("region", { name: "References" });
    await expect(tray.getByRole("textbox", { name: /^Label of/ })).toBeVisible();
    await tabTo(page, /^Remove all$/);
    await page.keyboard.press("Enter");
    await expect(tray.getByRole("textbox", { name: /^Label of/ })).toHaveCount(0);
  });

  await test.step("the palette leads anywhere", async () => {
    const palette = page.getByRole("combobox", { name: "Type a command" });
    const historySearch = page.getByRole("searchbox", { name: "Search prompts" });
    await page.keyboard.press("ControlOrMeta+K");
    await expect(palette).toBeFocused();
    await page.keyboard.type("prompt history");
    await page.keyboard.press("Enter");
    await expect(historySearch).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(historySearch).toBeHidden();
    await page.keyboard.press("ControlOrMeta+K");
    await expect(palette).toBeFocused();
    await page.keyboard.type("go to the prompt");
    await page.keyboard.press("Enter");
    await expect(promptField(page)).toBeFocused();
  });

  await test.step("prompts typed while others are on their way are all sent", async () => {
    const held: (() => void)[] = [];
    await page.route("**/call/job.submit", async (route) => {
      await new Promise<void>((go) => held.push(go));
      await route.continue();
    });
    const before = api.requests.length;
    for (const bird of ["a heron", "an ibis", "a stork"]) {
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(bird);
      await page.keyboard.press("ControlOrMeta+Enter");
      await page.keyboard.press("ControlOrMeta+Enter");
    }
    await expect.poll(() => held.length).toBe(3);
    for (const go of held) go();
    await expect(resultTiles(page)).toHaveCount(4);
    expect(api.requests).toHaveLength(before + 3);
  });
});

test("Gallery by keyboard alone", async ({ page, openStudio, api }) => {
  // Asked for long before one opens: the browser is told in its own time that it is to hand them over.
  const choosers: FileChooser[] = [];
  page.on("filechooser", (chooser) => choosers.push(chooser));
  const studio = await openStudio({ env: api.env });
  await page.goto(studio.url);
  await expect(promptField(page)).toBeFocused();
  for (const [place, name] of ["first", "second", "third"].entries()) {
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(`the ${name} otter`);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(resultTiles(page)).toHaveCount(place + 1);
  }
  await page.keyboard.press("Alt+2");
  const selected = page.getByRole("option", { selected: true });

  await test.step("arrows work at once; stars, favourite, large and back", async () => {
    await expect(page.getByRole("listbox", { name: "Pictures" })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(selected).toHaveAccessibleName(/second/);
    await page.keyboard.press("4");
    await expect(selected).toHaveAccessibleName(/4 stars/);
    await page.keyboard.press("f");
    await expect(selected).toHaveAccessibleName(/favourite/);
    for (const key of ["Space", "Enter"]) {
      await page.keyboard.press(key);
      await expect(openDialog(page)).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(openDialog(page)).toBeHidden();
      await expect(page.getByRole("listbox", { name: "Pictures" })).toBeFocused();
    }
  });

  await test.step("two that are not neighbours, one by one", async () => {
    const focused = page.getByRole("listbox", { name: "Pictures" });
    await page.keyboard.press("Home");
    await expect(selected).toHaveAccessibleName(/third/);
    const first = await focused.getAttribute("aria-activedescendant");
    for (const _ of ["over the second", "to the first"])
      await page.keyboard.press("ControlOrMeta+ArrowRight");
    await expect(focused).not.toHaveAttribute("aria-activedescendant", first!);
    await expect(selected).toHaveCount(1);
    await page.keyboard.press("ControlOrMeta+Space");
    await expect(selected).toHaveCount(2);
    await expect(page.getByRole("option", { name: /second/ })).toHaveAttribute("aria-selected", "false");
    await page.keyboard.press("ControlOrMeta+Space");
    await expect(selected).toHaveCount(1);
  });

  await test.step("search, down into what was found, and out again", async () => {
    const search = page.getByRole("combobox", { name: "Search pictures" });
    await page.keyboard.press("ControlOrMeta+F");
    await expect(search).toBeFocused();
    await page.keyboard.type("third");
    await expect(galleryTiles(page)).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await expect(selected).toHaveAccessibleName(/third/);
    await page.keyboard.press("ControlOrMeta+F");
    await expect(search).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(galleryTiles(page)).toHaveCount(3);
    await page.keyboard.press("ArrowDown");
  });

  await test.step("delete and take it back", async () => {
    await page.keyboard.press("Home");
    await expect(selected).toHaveAccessibleName(/third/);
    await page.keyboard.press("Delete");
    await expect(galleryTiles(page)).toHaveCount(2);
    await expect(page.getByRole("listbox", { name: "Pictures" })).toBeFocused();
    await expect(selected).toHaveCount(1);
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(galleryTiles(page)).toHaveCount(3);
  });

  await test.step("the menu of a picture, and its recipe", async () => {
    await page.keyboard.press("End");
    await expect(selected).toHaveAccessibleName(/first/);
    await page.keyboard.press("Shift+F10");
    await expect(page.getByRole("menuitem", { name: /^Use as reference/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toBeHidden();
    await expect(page.getByRole("listbox", { name: "Pictures" })).toBeFocused();
  });

  await test.step("tags and collections; the focus comes back to the grid", async () => {
    for (const [key, words, made] of [
      ["t", "riverside", /^riverside/],
      ["a", "Rivers", /^Rivers/],
    ] as const) {
      await page.keyboard.press(key);
      await expect(openDialog(page).getByRole("textbox")).toBeFocused();
      await page.keyboard.type(words);
      await page.keyboard.press("Enter");
      await expect(openDialog(page).getByRole("textbox")).toHaveValue("");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("listbox", { name: "Pictures" })).toBeFocused();
      const side = page.getByRole("navigation", { name: "Where to look" });
      await expect(side.getByRole("button", { name: made })).toBeVisible();
    }
  });

  await test.step("the trash: there, restored, asked before anything goes for good, and back", async () => {
    await page.keyboard.press("Delete");
    await expect(galleryTiles(page)).toHaveCount(2);
    await page.keyboard.press("Shift+5");
    await expect(galleryTiles(page)).toHaveCount(1);
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+Delete");
    await expect(page.getByRole("alertdialog")).toContainText("Delete 1 picture for good?");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("listbox", { name: "Pictures" })).toBeFocused();
    await page.keyboard.press("u");
    await expect(page.getByText("The trash is empty")).toBeVisible();
    await page.keyboard.press("Shift+1");
    await expect(galleryTiles(page)).toHaveCount(3);
    await page.keyboard.press("ArrowRight");
  });

  await test.step("everything else opens by key, and gives the keys back", async () => {
    const grid = page.getByRole("listbox", { name: "Pictures" });
    for (const [keys, name] of [
      ["l", "Lineage"],
      ["ControlOrMeta+Shift+S", /^Export/],
      ["ControlOrMeta+Alt+n", "New collection"],
      ["ControlOrMeta+A c", "Compare"],
    ] as const) {
      for (const key of keys.split(" ")) await page.keyboard.press(key);
      await expect(page.getByRole("dialog", { name })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(grid).toBeFocused();
    }
    await page.keyboard.press("Shift+4");
    await expect(page.getByRole("region", { name: "Duplicates" })).toBeFocused();
    await page.keyboard.press("Shift+1");
    await expect(grid).toBeFocused();
    await page.keyboard.press("b");
    await expect(page.getByRole("navigation", { name: "Where to look" })).toBeHidden();
    await page.keyboard.press("b");
    await page.keyboard.press("i");
    await expect(page.getByRole("complementary", { name: "Details" })).toBeHidden();
    await page.keyboard.press("i");
  });

  await test.step("import", async () => {
    await page.keyboard.press("ControlOrMeta+O");
    await expect.poll(() => choosers.length).toBe(1);
    const good = (await corpusPictures()).find(({ name }) => name === "plain.jpg");
    await choosers[0]!.setFiles({
      name: "plain.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from(good!.bytes),
    });
    await expect(galleryTiles(page)).toHaveCount(4);
  });

  await test.step("reuse leads back to Create", async () => {
    await page.keyboard.press("End");
    await expect(selected).toHaveAccessibleName(/first/);
    await page.keyboard.press("r");
    await expect(promptField(page)).toHaveValue("the first otter");
  });
});
