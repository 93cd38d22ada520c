import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HostPowers } from "#electron/hosts/host-powers.ts";
import { moveLibrary, refuseTarget } from "#electron/hosts/move-library.ts";
import type { Hello } from "#shared/contract/calls/app-calls.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { canMount } from "#tests/support/small-disk.ts";
import { openTestStudio, type TestStudio } from "#tests/support/electron/open-test-studio.ts";
import type { Task } from "#shared/model/task.ts";

let outside = "";
let target = "";
let studio: TestStudio;

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), "inlay bücher "));
  target = join(outside, "new place");
  await mkdir(target);
  const powers = { abilities: ["choose-library"], chooseFolder: async () => target };
  studio = await openTestStudio({ createPowers: () => powers as unknown as HostPowers });
});
afterEach(async () => {
  await studio.close();
  await rm(outside, { recursive: true, force: true });
});

const library = () => {
  const shelf = studio.session.current();
  if (!shelf.ok) throw new Error(JSON.stringify(shelf.error));
  return shelf.value.library;
};

async function importOne(): Promise<string> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#367" } })
    .png()
    .toBuffer();
  const taken = await library().importFile({ name: "sea.png", stream: Readable.from([bytes]) });
  if (!taken.ok) throw new Error(JSON.stringify(taken.error));
  return taken.value.picture.id;
}

async function move(): Promise<Task> {
  const started = await studio.handlers["care.move"]({});
  if (!started.ok || started.value === null) throw new Error(JSON.stringify(started));
  const { id } = started.value;
  const now = () => studio.tasks.list().find((task) => task.id === id)!;
  await expect.poll(() => now().state, { timeout: 20_000 }).not.toBe("running");
  return now();
}

it("moves everything, empties the old folder, and goes on in the new one", async () => {
  const id = await importOne();
  await library().organise.makeCollection({ name: "Work", parent: null });
  expect(await move()).toMatchObject({ state: "done" });
  expect(library().folder).toBe(target);
  expect(
    library()
      .search({})
      .pictures.map((picture) => picture.id),
  ).toEqual([id]);
  expect(
    library()
      .organise.collections()
      .map(({ name }) => name),
  ).toEqual(["Work"]);
  const path = library().pathOf(library().search({}).pictures[0]!.id);
  expect(path.ok && existsSync(path.value)).toBe(true);
  expect(existsSync(studio.library)).toBe(false);
});

const unwatched = { signal: new AbortController().signal, progress: () => undefined };

it("keeps the old library whole until the next start would open the new one", async () => {
  const id = await importOne();
  const isWhole = async (folder: string) =>
    existsSync(join(folder, `records/${id}.json`)) && (await readdir(join(folder, "pictures"))).length === 1;
  let seen: unknown = null;
  const moved = await moveLibrary(studio.session, target, unwatched, async () => {
    // Up to here the old one is opened, from here the new one.
    seen = { old: await isWhole(studio.library), fresh: await isWhole(target) };
  });
  expect(moved.ok).toBe(true);
  expect(seen).toEqual({ old: true, fresh: true });
});

describe("a move whose process is killed", () => {
  const killAt = async (home: string, point: "first copy" | "remembered") => {
    const child = spawn(process.execPath, ["tests/unit/hosts/move-child.ts", home, target, point], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((done) => child.once("exit", done));
    for await (const line of createInterface({ input: child.stdout }))
      if (line === point) child.kill("SIGKILL");
    await ended;
  };
  const noticesOf = async (again: TestStudio) => (await again.handlers["app.hello"]({})) as { value: Hello };

  it("in the first copy is undone by the next start; what is not ours stays", async () => {
    const home = join(outside, "home");
    await killAt(home, "first copy");
    expect((await readdir(target)).length).toBeGreaterThan(1);
    // The next move of the same library may go there, another library's may not, nor any where other files lie.
    const present = join(home, "library");
    expect(await refuseTarget(present, target)).toBeNull();
    expect(await refuseTarget(studio.library, target)).toMatchObject({ reason: "folder-not-empty" });
    await writeFile(join(target, "mine.txt"), "mine");
    expect(await refuseTarget(present, target)).toMatchObject({ reason: "folder-not-empty" });
    const again = await openTestStudio({ folder: home });
    await expect
      .poll(async () => (await noticesOf(again)).value.notices)
      .toContainEqual({ id: "move-undone", folder: target });
    const shelf = again.session.current();
    expect(shelf.ok && shelf.value.library.search({}).total).toBe(4);
    await again.close();
    expect(await readdir(target)).toEqual(["mine.txt"]);
    expect(await readdir(again.library)).not.toContain("library-move.json");
  });

  it("when all is there is finished by the next start in the new place", async () => {
    const home = join(outside, "home");
    await killAt(home, "remembered");
    const again = await openTestStudio({ folder: home, libraryFlag: target });
    await expect
      .poll(async () => (await noticesOf(again)).value.notices)
      .toContainEqual({ id: "move-finished", folder: join(home, "library") });
    const shelf = again.session.current();
    expect(shelf.ok && shelf.value.library.search({}).total).toBe(4);
    await again.close();
    expect(existsSync(join(home, "library"))).toBe(false);
    expect(await readdir(target)).not.toContain("library-move.json");
  });
});

it("goes back when the choice cannot be kept", async () => {
  const id = await importOne();
  const moved = await moveLibrary(studio.session, target, unwatched, async () => {
    throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
  });
  expect(moved).toMatchObject({ ok: false, error: { kind: "disk-full" } });
  expect(library().folder).toBe(studio.library);
  expect(library().get(id as PictureId).ok).toBe(true);
  expect(existsSync(target)).toBe(false);
});

it.runIf(canMount)("to a disk that is too small says so, and leaves the library where it was", async () => {
  await mkdir(target, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", target]);
  try {
    const id = await importOne();
    await writeFile(join(studio.library, "pictures/large.txt"), Buffer.alloc(400_000));
    expect(await move()).toMatchObject({ state: "failed", error: { kind: "disk-full", folder: target } });
    expect(library().folder).toBe(studio.library);
    expect(await library().resolveAsset(library().search({}).pictures[0]!.asset)).not.toBeNull();
    expect(library().get(id as PictureId).ok).toBe(true);
    expect(await readdir(target)).toEqual([]);
  } finally {
    execFileSync("umount", [target]);
  }
});

it("refuses a folder that is not empty, and one in the library", async () => {
  await writeFile(join(target, "mine.txt"), "mine");
  expect(await studio.handlers["care.move"]({})).toEqual({
    ok: false,
    error: { kind: "not-allowed", reason: "folder-not-empty" },
  });
  target = join(studio.library, "pictures");
  expect(await studio.handlers["care.move"]({})).toEqual({
    ok: false,
    error: { kind: "not-allowed", reason: "folder-inside" },
  });
});

it("leaves the library where it was when the new folder cannot be written", async () => {
  const id = await importOne();
  // A file where a folder has to be.
  target = join(outside, "file");
  await writeFile(target, "");
  expect(await studio.handlers["care.move"]({})).toMatchObject({ ok: false });
  target = join(outside, "later");
  await mkdir(target);
  const started = studio.handlers["care.move"]({});
  const reply = await started;
  if (!reply.ok || reply.value === null) throw new Error("not started");
  await studio.handlers["task.cancel"]({ id: reply.value.id });
  const [task] = studio.tasks.list();
  expect(
    library()
      .search({})
      .pictures.map((picture) => picture.id),
  ).toEqual([id]);
  expect(["cancelled", "done"]).toContain(task?.state);
  if (task?.state === "cancelled" && library().folder === studio.library)
    expect(existsSync(target) ? await readdir(target) : []).toEqual([]);
});
