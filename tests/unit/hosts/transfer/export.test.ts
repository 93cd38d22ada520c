// Real pictures, exported as a host without dialogs does it: to a zip that the page fetches.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportHandlers } from "#electron/hosts/handlers/export-handlers.ts";
import type { OpenShelf } from "#electron/hosts/library-session.ts";
import { createTaskDesk } from "#electron/hosts/task-desk.ts";
import { createTransferShelf } from "#electron/hosts/transfer/transfer-shelf.ts";
import { exportToFolder } from "#electron/hosts/transfer/export-work.ts";
import type { Library } from "#electron/library/library.ts";
import { findRecipe } from "#electron/library/intake/find-recipe.ts";
import { rewriteNotes } from "#electron/platform/rewrite-notes.ts";
import { ok } from "#shared/errors/result.ts";
import type { ExportOptions } from "#shared/contract/calls/export-calls.ts";
import type { PictureId, TaskId } from "#shared/model/ids.ts";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import type { Task } from "#shared/model/task.ts";
import { writeRecipeXmp } from "#shared/rules/recipes/recipe-xmp.ts";
import { codec, freshFolder, jobOf, mustOpen, spool } from "#tests/unit/library/library-fixture.ts";

const request: ImageRequest = {
  ...blankRequest,
  prompt: 'a "sea" otter & <friends> 🦦',
  size: { widthPx: 1024, heightPx: 688 },
};
const options: ExportOptions = {
  nameTemplate: "{n} {title}",
  format: "original",
  quality: 80,
  longEdgePx: null,
  icc: "keep",
  recipe: "xmp",
};

let library: Library;
let folder: string;
const ids: PictureId[] = [];
const shelf = createTransferShelf();
const tasks = createTaskDesk({ publish: () => undefined, explainBug: () => ({ kind: "bug", logId: "" }) });

async function ended(id: TaskId): Promise<Task> {
  await expect
    .poll(() => tasks.list().find((task) => task.id === id)?.state, { timeout: 20_000 })
    .not.toBe("running");
  return tasks.list().find((task) => task.id === id)!;
}

function handlers() {
  const session = { current: () => ok({ library } as OpenShelf) };
  return exportHandlers({ session, codec, tasks, shelf, powers: null, startFolder: folder });
}

const pathOf = (id: PictureId): string => {
  const path = library.pathOf(id);
  return path.ok ? path.value : "";
};

beforeAll(async () => {
  folder = await freshFolder();
  library = await mustOpen(join(folder, "library"), { codec });
  const background = { r: 30, g: 120, b: 200 };
  for (const [index, format] of (["png", "jpeg", "webp"] as const).entries()) {
    const bytes = await sharp({ create: { width: 512, height: 344, channels: 3, background } })
      .toFormat(format)
      .toBuffer();
    const kept = await library.keepReply(
      await spool(library, jobOf(index + 1, { ...request, format }), bytes),
    );
    if (kept.ok) ids.push(kept.value.id);
  }
});

afterAll(async () => {
  await library.close();
  await shelf.close();
  await rm(folder, { recursive: true, force: true });
});

async function exportTo(name: string, change: Partial<ExportOptions>, count = ids.length) {
  const target = join(folder, name);
  await mkdir(target, { recursive: true });
  const work = exportToFolder(
    { library, codec, shelf },
    ids.slice(0, count),
    { ...options, ...change },
    target,
  );
  const task = await ended(tasks.start("export", work).id);
  const files = (await readdir(target)).toSorted();
  return { task, files, paths: files.map((file) => join(target, file)) };
}

const pixelsOf = async (path: string) => await sharp(path).raw().toBuffer();

describe("a file exported as it is with its recipe", () => {
  it("[I3] has the same pixels and gives the request back, in every format", async () => {
    const { task, paths, files } = await exportTo("original", {});
    expect(task).toMatchObject({
      state: "done",
      figures: { exported: 3 },
      outcome: { folder: join(folder, "original") },
    });
    expect(files.map((file) => file.slice(0, 16))).toEqual(
      Array.from({ length: 3 }, (_, n) => `${n + 1} a sea otter & f`.slice(0, 16)),
    );
    for (const [index, path] of paths.entries()) {
      const found = await findRecipe(codec, path);
      expect(found).toMatchObject({ source: "inlay", prompt: request.prompt });
      expect(found?.request).toEqual({ ...request, format: found?.request?.format });
      expect((await pixelsOf(path)).equals(await pixelsOf(pathOf(ids[index]!)))).toBe(true);
    }
  });

  it("says nothing of its making when it is stripped", async () => {
    const { paths } = await exportTo("stripped", { recipe: "strip" });
    for (const path of paths) {
      expect(await findRecipe(codec, path)).toBeNull();
      expect((await readFile(path)).includes("otter")).toBe(false);
    }
  });
});

async function exportedAnew(name: string): Promise<string> {
  const made = await library.importFile({ name, path: join(folder, name) });
  if (!made.ok) throw new Error(made.error.kind);
  const target = join(folder, `${name} anew`);
  await mkdir(target);
  const wish = { ...options, format: "webp" as const };
  const work = exportToFolder({ library, codec, shelf }, [made.value.picture.id], wish, target);
  await ended(tasks.start("export", work).id);
  const [file] = await readdir(target);
  return join(target, file!);
}

describe("an imported file that is encoded anew", () => {
  const teal = () => sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } }).jpeg();

  it("[I7] carries the recipe of another program", async () => {
    const ImageDescription = "a castle at dusk --ar 3:2 --v 6.1 Job ID: 0fd1c2a4-8f1e-4a52-9a3d-1f0a8f6d7e11";
    const path = join(folder, "castle.jpg");
    await teal().withExif({ IFD0: { ImageDescription } }).toFile(path);
    const before = await findRecipe(codec, path);
    expect(before).toMatchObject({ source: "midjourney" });
    expect(await findRecipe(codec, await exportedAnew("castle.jpg"))).toEqual(before);
  });

  it("[I3] gives the whole request back, where Inlay wrote it", async () => {
    await teal().withXmp(writeRecipeXmp(request, request.prompt)).toFile(join(folder, "ours.jpg"));
    const found = await findRecipe(codec, await exportedAnew("ours.jpg"));
    expect(found).toMatchObject({ source: "inlay", request });
  });
});

it("exports in another size, format and quality, with the recipe", async () => {
  for (const format of ["png", "jpeg", "webp", "avif"] as const) {
    const { task, paths } = await exportTo(`as-${format}`, { format, longEdgePx: 256, icc: "srgb" }, 1);
    expect(task.findings).toEqual([]);
    const header = await sharp(paths[0]).metadata();
    expect([header.width, header.height]).toEqual([256, 172]);
    expect(header.hasProfile).toBe(true);
    expect(await findRecipe(codec, paths[0]!)).toMatchObject({ source: "inlay" });
  }
});

describe("a picture of 16 bits", () => {
  const samples = Uint16Array.from({ length: 40 * 30 * 3 }, (_, n) => (n * 7919) % 65_536);
  const numbersOf = async (path: string) =>
    await sharp(path, { ignoreIcc: true }).toColourspace("rgb16").raw({ depth: "ushort" }).toBuffer();
  const send = async (name: string, id: PictureId, change: Partial<ExportOptions>) => {
    const target = join(folder, name);
    await mkdir(target);
    const work = exportToFolder({ library, codec, shelf }, [id], { ...options, ...change }, target);
    await ended(tasks.start("export", work).id);
    return join(target, (await readdir(target))[0]!);
  };

  it("keeps them in a PNG, scaled or in its own bytes, and is told before where they go", async () => {
    const path = join(folder, "deep.png");
    const raw = { width: 40, height: 30, channels: 3 } as const;
    await sharp(samples, { raw }).toColourspace("rgb16").withIccProfile("p3").png().toFile(path);
    const made = await library.importFile({ name: "deep.png", path });
    const { id } = (made as { value: { picture: { id: PictureId } } }).value.picture;
    expect(await readFile(await send("deep as png", id, { format: "png" }))).toEqual(await readFile(path));
    for (const change of [{ longEdgePx: 20 }, { format: "png", icc: "srgb" }] as const) {
      const sent = await send(`deep ${JSON.stringify(change).replaceAll(/\W/g, "")}`, id, change);
      expect(await sharp(sent).metadata()).toMatchObject({ depth: "ushort", hasProfile: true });
      expect(new Set(await numbersOf(sent)).size).toBeGreaterThan(100);
    }
    expect((await sharp(await send("deep jpeg", id, { format: "jpeg" })).metadata()).depth).toBe("uchar");
    const missing = "00000000000000ff" as PictureId;
    expect(await handlers()["export.natures"]({ ids: [missing, id] })).toMatchObject({
      ok: true,
      value: [null, { bitsPerChannel: 16, isGrey: false, hasAlpha: false, frames: 1, hasProfile: true }],
    });
  });

  it("or of grey stays what it is in a PNG", async () => {
    const path = join(folder, "grey.png");
    const raw = { width: 60, height: 60, channels: 1 } as const;
    await sharp(samples, { raw }).toColourspace("grey16").png().toFile(path);
    const made = await library.importFile({ name: "grey.png", path });
    const { id } = (made as { value: { picture: { id: PictureId } } }).value.picture;
    const sent = await send("grey scaled", id, { longEdgePx: 30 });
    expect(await sharp(sent).metadata()).toMatchObject({ space: "grey16", channels: 1 });
  });
});

it("[X3] replaces nothing that was there", async () => {
  await mkdir(join(folder, "twice"));
  await writeFile(join(folder, "twice", "same.png"), "mine");
  const { files } = await exportTo("twice", { nameTemplate: "same", format: "png" });
  expect(files).toEqual(["same (2).png", "same (3).png", "same (4).png", "same.png"]);
  expect(await readFile(join(folder, "twice", "same.png"), "utf8")).toBe("mine");
});

it("says which picture is gone, and exports the others", async () => {
  const missing = "00000000000000ff" as PictureId;
  const started = await handlers()["export.pictures"]({ ids: [missing, ids[0]!], options });
  const task = await ended((started as { value: Task }).value.id);
  expect(task).toMatchObject({ state: "done", figures: { failed: 1, exported: 1 } });
  expect(task.findings[0]?.error).toMatchObject({ kind: "not-found" });
});

it("says by name which file is gone or was changed behind the app, and lets neither out", async () => {
  const extra: PictureId[] = [];
  for (const number of [41, 42]) {
    const background = { r: number, g: 9, b: 9 };
    const bytes = await sharp({ create: { width: 32, height: 32, channels: 3, background } })
      .png()
      .toBuffer();
    const kept = await library.keepReply(
      await spool(library, jobOf(number, { ...request, prompt: `otter ${number}` }), bytes),
    );
    if (kept.ok) extra.push(kept.value.id);
  }
  await rm(pathOf(extra[0]!));
  await writeFile(pathOf(extra[1]!), "other bytes");
  for (const call of ["export.pictures", "export.zip"] as const) {
    const started = await handlers()[call]({ ids: extra, options });
    const task = await ended((started as { value: Task }).value.id);
    expect(task.figures).toMatchObject({ failed: 2 });
    expect(task.findings).toEqual([
      { name: "otter 41", error: { kind: "file-unreadable", name: "otter 41", code: "ENOENT" } },
      { name: "otter 42", error: { kind: "file-changed", name: "otter 42" } },
    ]);
  }
});

it("zips files with their records for a page to fetch", async () => {
  const started = await handlers()["export.zip"]({ ids });
  const task = await ended((started as { value: Task }).value.id);
  const file = shelf.find(task.outcome?.token ?? "");
  const entries = unzipSync(await readFile(file!.path));
  expect(Object.keys(entries)).toHaveLength(6);
  const record = JSON.parse(strFromU8(entries[`records/${ids[0]}.json`]!)) as { file: string };
  const inside = entries[`pictures/${record.file.split("/").at(-1)}`]!;
  expect(Buffer.from(inside).equals(await readFile(pathOf(ids[0]!)))).toBe(true);
});

it("keeps a turned photograph upright when its words are stripped", async () => {
  const turned = await sharp({ create: { width: 60, height: 40, channels: 3, background: "teal" } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { ImageDescription: "secret words" } })
    .toBuffer();
  const stripped = rewriteNotes(turned, "image/jpeg", "strip")!;
  expect(stripped.includes("secret words")).toBe(false);
  expect((await sharp(stripped).metadata()).orientation).toBe(6);
});

it("refuses files whose structure is not what they say", () => {
  for (const mediaType of ["image/png", "image/jpeg", "image/webp"] as const)
    expect(
      rewriteNotes(Buffer.from("\x89PNG\r\n\x1a\n not at all a picture, really"), mediaType, "strip"),
    ).toBeNull();
});
