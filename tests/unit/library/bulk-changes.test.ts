import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clearTrash, type TrashMove } from "#electron/hosts/clear-trash.ts";
import type { Library } from "#electron/library/library.ts";
import type { LibraryEvent } from "#electron/library/parts/library-event.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { checkAgreement } from "./check-agreement.ts";
import { failingDisk } from "./failing-disk.ts";
import { freshFolder, keep, mustOpen } from "./library-fixture.ts";

/** Two whole pieces and a part of one. */
const many = 230;
let folder = "";
let library: Library;
let ids: PictureId[] = [];
let events: LibraryEvent[] = [];
const faulty = failingDisk();

beforeEach(async () => {
  folder = await freshFolder();
  const first = await mustOpen(folder);
  const picture = await keep(first, 1);
  await first.close();
  // Further names of one file, each with a record of its own.
  const record = JSON.parse(await readFile(join(folder, `records/${picture.id}.json`), "utf8")) as object;
  for (let at = 1; at < many; at += 1) {
    const id = (0x1000 + at).toString(16).padStart(16, "0");
    const file = picture.file.replace(/\.png$/, ` ${at}.png`);
    await link(join(folder, picture.file), join(folder, file));
    const text = JSON.stringify({ ...record, id, file, job: null, createdAt: picture.createdAt + at });
    await writeFile(join(folder, `records/${id}.json`), text);
  }
  await rm(join(folder, "index.sqlite"));
  library = await mustOpen(folder, { disk: faulty.disk });
  ids = library.ids({}).ids;
  if (ids.length !== many) throw new Error(`${ids.length} pictures were made`);
  events = [];
  library.onEvent((event) => events.push(event));
});
afterEach(async () => {
  faulty.arm(null);
  await library.close();
  await checkAgreement(folder);
  await rm(folder, { recursive: true });
});

const sizes = () =>
  events.flatMap((event) =>
    event.name === "pictures.changed" ? [event.pictures.length] : "ids" in event ? [event.ids.length] : [],
  );

it("a change of many pictures is told in a few pieces, with how far it is", async () => {
  const steps: unknown[] = [];
  const report = {
    signal: new AbortController().signal,
    progress: (...step: unknown[]) => void steps.push(step),
  };
  expect(await library.mark(ids, { rating: 4 }, report)).toMatchObject({ ok: true });
  expect(sizes()).toEqual([100, 100, 30]);
  expect(steps).toEqual([
    [100, many],
    [200, many],
    [many, many],
  ]);
  expect(library.search({ minRating: 4 }).total).toBe(many);
  expect(await library.trash(ids)).toEqual({ ok: true, value: ids });
  expect(library.search({}).total).toBe(0);
  expect(await library.restore(ids)).toEqual({ ok: true, value: ids });
  expect(sizes()).toEqual([100, 100, 30, 100, 100, 30, 100, 100, 30]);
});

it("stopped, it answers with what was changed, and the way back takes just that", async () => {
  const stop = new AbortController();
  const report = { signal: stop.signal, progress: () => stop.abort() };
  const tagged = await library.organise.tag(ids, ["bulk"], [], report);
  const done = tagged.ok ? tagged.value.map(({ id }) => id) : [];
  expect(done).toEqual(ids.slice(0, 100));
  expect(library.search({ text: "tag:bulk" }).total).toBe(100);
  await library.organise.tag(done, [], ["bulk"]);
  expect(library.search({ text: "tag:bulk" }).total).toBe(0);
});

it("on a disk that fills on the way the pieces before stand and are told, and the rest is as it was", async () => {
  // A record is two changes on disk; a piece has two hundred of them, and some of folders.
  faulty.arm({ at: 450, how: "full" });
  expect(await library.mark(ids, { favourite: true })).toMatchObject({ error: { kind: "disk-full" } });
  expect(sizes()).toEqual([100]);
  expect(library.search({ favourite: true }).total).toBe(100);
});

it("a collection that cannot be emptied whole stays whole", async () => {
  const made = await library.organise.makeCollection({ name: "Work", parent: null });
  if (!made.ok) throw new Error("no collection");
  await library.organise.putInto(made.value.id, ids);
  faulty.arm({ at: 450, how: "full" });
  expect(await library.organise.removeCollection(made.value.id)).toMatchObject({
    error: { kind: "disk-full" },
  });
  expect(library.organise.collections()).toMatchObject([{ name: "Work", count: many }]);
});

it("what a search finds in the trash comes back, and the rest of the trash stays", async () => {
  await library.mark(ids.slice(0, 30), { rating: 5 });
  await library.trash(ids.slice(0, 200));
  const restore: TrashMove = async ({ restore: back }, some, report) => await back(some, report);
  const unwatched = { signal: new AbortController().signal, progress: () => undefined };
  const cleared = await clearTrash(library, { text: "rating:5" }, restore, unwatched);
  expect(cleared).toEqual({ ok: true, value: { pictures: 30 } });
  expect(library.search({}).total).toBe(60);
  expect(library.search({ trashed: true }).total).toBe(170);
  expect(await clearTrash(library, {}, restore, unwatched)).toMatchObject({ value: { pictures: 170 } });
});

it("stopped in the last piece of a lot, nothing more of the trash begins", async () => {
  await library.trash(ids);
  const stop = new AbortController();
  const steps: unknown[] = [];
  const lots: number[] = [];
  // Lots of a hundred, as the library names no more than so many at once.
  const restore: TrashMove = async ({ restore: back }, some, report) => {
    lots.push(some.length);
    return await back(some.slice(0, 100), report);
  };
  const report = {
    signal: stop.signal,
    progress: (...step: unknown[]) => {
      steps.push(step);
      stop.abort();
    },
  };
  expect(await clearTrash(library, {}, restore, report)).toMatchObject({ value: { pictures: 100 } });
  expect(lots).toEqual([many]);
  expect(steps).toEqual([[100, many]]);
  expect(library.search({ trashed: true }).total).toBe(130);
});
