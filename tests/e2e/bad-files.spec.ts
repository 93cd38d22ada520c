// Files that are not what they say, or worse, in the real browser: each gets a sentence of its own, nothing is sent, and
// what was typed stays.
import { corpusPictures } from "#tests/corpus/hostile-pictures.ts";
import { expect, galleryTiles, goTo, promptField, test } from "#tests/support/e2e/studio-test.ts";

/** What the tray says of a file that is refused. */
const refusals: Readonly<Record<string, RegExp>> = {
  empty: /file is empty/,
  truncated: /breaks off in the middle/,
  mislabelled: /Its name says \w+, but it is \w+/,
  svg: /SVG is a drawing with code/,
  heic: /HEIC cannot be read/,
  unreadable: /damaged and cannot be decoded/,
  "unknown-format": /not in a known format|is not taken\. Save it as/,
  "too-many-pixels": /claims 256,000,000 pixels in only|pixels; the limit is/,
};

/** What the tray says of a file that is taken with a change. */
const notes: Readonly<Record<string, string>> = {
  "turned-upright": "turned upright",
  "converted-to-png": "converted to PNG",
  "converted-from-cmyk": "converted from CMYK",
  "reduced-to-8-bit": "reduced to 8 bit",
  "first-frame-only": "first frame only",
};

const fileOf = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(bytes),
});

test("hostile references", async ({ page, openStudio, api }) => {
  const studio = await openStudio({ env: api.env });
  const corpus = await corpusPictures();
  await page.goto(studio.url);
  await promptField(page).fill("words that stay");
  const tray = page.getByRole("region", { name: "References" });
  const input = page.locator('input[type="file"][aria-label="Add pictures"]');

  await test.step("each refusal has its own sentence", async () => {
    const bad = corpus.filter(({ asReference }) => "refused" in asReference);
    expect(bad.length).toBeGreaterThan(15);
    await input.setInputFiles(bad.map(fileOf));
    await expect(tray.getByRole("alert")).toHaveCount(bad.length);
    for (const { name, asReference } of bad) {
      if (!("refused" in asReference)) continue;
      const says = tray.getByRole("alert").filter({ hasText: `“${name}”` });
      await expect(says, name).toHaveText(refusals[asReference.refused]!);
    }
    // None of them counts as a reference: the request is a new picture still.
    await expect(page.getByRole("heading", { name: "New picture" })).toBeVisible();
    const dismissals = tray.getByRole("button", { name: "Dismiss" });
    for (let left = bad.length; left > 0; left -= 1) await dismissals.first().click();
    await expect(tray.getByRole("alert")).toHaveCount(0);
  });

  await test.step("what had to be changed is said", async () => {
    const noted = corpus.filter(({ asReference }) => "notes" in asReference && asReference.notes.length > 0);
    expect(noted.length).toBeGreaterThan(4);
    await input.setInputFiles(noted.map(fileOf));
    for (const { name, asReference } of noted) {
      const row = tray.getByRole("listitem").filter({ hasText: name });
      for (const note of "notes" in asReference ? asReference.notes : [])
        await expect(row, name).toContainText(notes[note]!);
    }
  });

  await expect(promptField(page)).toHaveValue("words that stay");
  expect(api.requests).toHaveLength(0);
});

test("hostile imports", async ({ page, openStudio, api }) => {
  const studio = await openStudio({ env: api.env });
  const corpus = await corpusPictures();
  await page.goto(studio.url);
  await goTo(page, "Gallery");
  await page.locator('input[type="file"][aria-label="Import pictures…"]').setInputFiles(corpus.map(fileOf));
  const refused = corpus.filter(({ asImport }) => "refused" in asImport).length;
  await expect(page.getByText(`${refused} files were not taken`)).toBeVisible();
  const taken = corpus.filter(({ asImport }) => "mediaType" in asImport);
  const different = new Set(taken.map(({ bytes }) => Buffer.from(bytes).toString("base64"))).size;
  await expect(galleryTiles(page)).toHaveCount(different);
  await expect(
    page
      .getByText("16000")
      .or(page.getByText(/“bomb\.png”|bomb\.png/))
      .first(),
  ).toBeAttached();
});
