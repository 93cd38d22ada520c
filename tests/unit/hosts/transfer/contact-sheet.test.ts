// Contact sheets of real pictures: what stands where on the page.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { PDFDocument } from "pdf-lib";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTaskDesk } from "#electron/hosts/task-desk.ts";
import { sheetOfPictures } from "#electron/hosts/transfer/export-work.ts";
import { createTransferShelf } from "#electron/hosts/transfer/transfer-shelf.ts";
import type { Library } from "#electron/library/library.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Task } from "#shared/model/task.ts";
import { captionStrips, planSheet, pngPxPerPoint, type SheetOptions } from "#shared/rules/plan-sheet.ts";
import { codec, freshFolder, mustOpen } from "#tests/unit/library/library-fixture.ts";

const sheet: SheetOptions = {
  format: "png",
  paper: "a4",
  orientation: "landscape",
  background: "grey",
  columns: 2,
  title: "",
  captions: ["name"],
};

let library: Library;
let folder: string;
const ids: PictureId[] = [];
const shelf = createTransferShelf();
const tasks = createTaskDesk({ publish: () => undefined, explainBug: () => ({ kind: "bug", logId: "" }) });

beforeAll(async () => {
  folder = await freshFolder();
  library = await mustOpen(join(folder, "library"), { codec });
  for (const [name, background] of [
    ["red", "#f00"],
    ["海獺 🦦", "#00f"],
  ] as const) {
    const path = join(folder, `${name}.png`);
    await sharp({ create: { width: 90, height: 60, channels: 3, background } }).toFile(path);
    const taken = await library.importFile({ path, name: `${name}.png` });
    if (taken.ok) ids.push(taken.value.picture.id);
  }
});
afterAll(async () => {
  await library.close();
  await shelf.close();
  await rm(folder, { recursive: true, force: true });
});

/** Strips as a page uploads them, in plain colours. */
async function strips(options: SheetOptions, colours: readonly string[]): Promise<string> {
  const { width, height } = captionStrips(planSheet(options), options.format);
  const token = Buffer.from(Math.random().toString()).toString("hex").padEnd(32, "0").slice(-32);
  const rows = colours.map((background, row) => ({
    input: { create: { width, height, channels: 4 as const, background } },
    left: 0,
    top: row * height,
  }));
  const size = { width, height: height * colours.length, channels: 4 as const, background: "#0000" };
  const path = await shelf.place(token, "words.png", "image/png");
  await writeFile(path, await sharp({ create: size }).composite(rows).png().toBuffer());
  return token;
}

async function make(wanted: readonly PictureId[], options: SheetOptions, captions: string[], target = "") {
  const to = target === "" ? null : join(folder, target);
  if (to !== null) await mkdir(to);
  const wish = { ids: [...wanted], sheet: { ...options, captions: [...options.captions] } };
  const words = { title: null, captions };
  const started = tasks.start(
    "contact-sheet",
    sheetOfPictures({ library, codec, shelf }, { ...wish, words }, to),
  );
  const now = (): Task => tasks.list().find(({ id }) => id === started.id)!;
  await expect.poll(() => now().state, { timeout: 20_000 }).not.toBe("running");
  return now();
}

it("lays pictures and drawn words on pages of PNG, a zip of them where there are several", async () => {
  const [red, blue] = ids as [PictureId, PictureId];
  const plan = planSheet(sheet);
  const many = Array.from({ length: plan.perPage + 1 }, (_, at) => (at % 2 === 0 ? red : blue));
  const token = await strips(
    sheet,
    many.map(() => "#0f0"),
  );
  const task = await make(many, sheet, [token]);
  expect(task).toMatchObject({ state: "done", figures: { exported: many.length } });
  const pages = Object.values(unzipSync(await readFile(shelf.find(task.outcome!.token!)!.path)));
  expect(pages).toHaveLength(2);
  const [first, last] = await Promise.all(
    pages.map(async (page) => await sharp(page).raw().toBuffer({ resolveWithObject: true })),
  );
  const at = (page: NonNullable<typeof first>, x: number, y: number): number[] => {
    const { width } = page.info;
    return [...page.data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
  };
  const middle = (box: { x: number; y: number; width: number; height: number }): [number, number] => [
    Math.round((box.x + box.width / 2) * pngPxPerPoint),
    Math.round((box.y + box.height / 2) * pngPxPerPoint),
  ];
  expect([first!.info.width, first!.info.height]).toEqual([2339, 1654]);
  expect(at(first!, 3, 3)).toEqual([128, 128, 128]);
  // A thumbnail is lossy.
  expect(at(first!, ...middle(plan.cellAt(0)))[0]).toBeGreaterThan(240);
  expect(at(first!, ...middle(plan.cellAt(1)))[2]).toBeGreaterThan(240);
  expect(at(first!, ...middle(plan.wordsAt(1)))).toEqual([0, 255, 0]);
  expect(at(last!, ...middle(plan.cellAt(0)))[0]).toBeGreaterThan(240);
  expect(at(last!, ...middle(plan.cellAt(1)))).toEqual([128, 128, 128]);
});

it("makes one PDF of many pages, says which picture is gone, and can be searched for names", async () => {
  const options: SheetOptions = { ...sheet, format: "pdf", paper: "letter", orientation: "portrait" };
  const { perPage } = planSheet(options);
  const wanted = [...Array.from({ length: perPage }, () => ids[1]!), "00000000000000ff" as PictureId];
  const token = await strips(
    options,
    wanted.map(() => "#0f0"),
  );
  const task = await make(wanted, options, [token], "pdf");
  expect(task).toMatchObject({ state: "done", figures: { exported: perPage, failed: 1 } });
  const [name = ""] = await readdir(join(folder, "pdf"));
  const pdf = await PDFDocument.load(await readFile(join(folder, "pdf", name)));
  expect(pdf.getPageCount()).toBe(2);
  expect(pdf.getPage(1).getSize()).toEqual({ width: 612, height: 792 });
});

it("leaves nothing behind where its words are gone or it is cancelled", async () => {
  const gone = await make(ids, sheet, ["f".repeat(32)], "gone");
  expect(gone).toMatchObject({ state: "failed", error: { kind: "not-found", what: "file" } });
  const target = join(folder, "stopped");
  await mkdir(target);
  const wish = { ids, sheet: { ...sheet, captions: [] }, words: { title: null, captions: [] } };
  const started = tasks.start("contact-sheet", sheetOfPictures({ library, codec, shelf }, wish, target));
  expect(await tasks.cancel(started.id)).toMatchObject({ ok: true, value: { state: "cancelled" } });
  expect([...(await readdir(join(folder, "gone"))), ...(await readdir(target))]).toEqual([]);
});
