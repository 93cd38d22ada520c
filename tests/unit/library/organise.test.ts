import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { LibraryEvent } from "#electron/library/parts/library-event.ts";
import { moveToSystemTrash } from "#electron/platform/system-trash.ts";
import { err, ok } from "#shared/errors/result.ts";
import type { CollectionId, PictureId } from "#shared/model/ids.ts";
import { checkAgreement } from "./check-agreement.ts";
import { freshFolder, keep, mustOpen, pngOf, withLibrary } from "./library-fixture.ts";

const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe("tags", () => {
  it("are spelled in one way, found, counted, renamed and joined", async () => {
    await withLibrary(async (library, folder) => {
      const [one, two, three] = [await keep(library, 1), await keep(library, 2), await keep(library, 3)];
      const { organise } = library;
      expect(value(await organise.tag([one.id, two.id], ["Blue hour", "sea"], []))).toHaveLength(2);
      const [card] = value(await organise.tag([three.id], ["BLUE HOUR"], ["nothing"]));
      expect(card?.tags).toEqual(["Blue hour"]);
      expect(value(await organise.tag([three.id], ["blue hour"], []))).toEqual([]);
      expect(organise.tags("", 10)).toEqual([
        { tag: "Blue hour", count: 3 },
        { tag: "sea", count: 2 },
      ]);
      expect(organise.tags("SE", 10)).toEqual([{ tag: "sea", count: 2 }]);
      expect(library.search({ text: "tag:SEA" }).total).toBe(2);
      expect(library.search({ text: "hour" }).total).toBe(3);
      expect(value(await organise.renameTag("SEA", "blue HOUR"))).toEqual({ pictures: 2 });
      expect(organise.tags("", 10)).toEqual([{ tag: "Blue hour", count: 3 }]);
      expect(value(await organise.renameTag("blue hour", "Blue Hour"))).toEqual({ pictures: 3 });
      await library.trash([one.id]);
      expect(organise.tags("", 10)).toEqual([{ tag: "Blue Hour", count: 2 }]);
      expect(value(await organise.tag([two.id], [], ["blue hour"]))[0]?.tags).toEqual([]);
      await library.trash([three.id]);
      expect(organise.tags("", 10)).toEqual([]);
      expect(organise.tags("", 10, true)).toEqual([{ tag: "Blue Hour", count: 0 }]);
      const many = Array.from({ length: 101 }, (_, at) => `tag ${at}`);
      expect(await organise.tag([two.id], many, [])).toMatchObject({ error: { kind: "invalid-input" } });
      await library.close();
      await checkAgreement(folder);
    });
  });
});

describe("collections", () => {
  it("nest one level, keep names apart, hold pictures, and come back as they were", async () => {
    await withLibrary(async (library, folder) => {
      const [one, two] = [await keep(library, 1), await keep(library, 2)];
      const { organise } = library;
      const events: LibraryEvent["name"][] = [];
      library.onEvent(({ name }) => events.push(name));
      const work = value(await organise.makeCollection({ name: "Work", parent: null }));
      const cover = value(await organise.makeCollection({ name: "Cover", parent: work.id }));
      expect(await organise.makeCollection({ name: "wORK", parent: null })).toEqual({
        ok: false,
        error: { kind: "name-taken", name: "wORK" },
      });
      expect(await organise.makeCollection({ name: "Deep", parent: cover.id })).toMatchObject({
        error: { kind: "invalid-input" },
      });
      const other = value(await organise.makeCollection({ name: "Other", parent: null }));
      expect(await organise.changeCollection({ id: work.id, name: "Work", parent: other.id })).toMatchObject({
        error: { kind: "invalid-input" },
      });
      expect(value(await organise.putInto(cover.id, [one.id]))[0]?.collections).toEqual([cover.id]);
      expect(value(await organise.putInto(cover.id, [one.id]))).toEqual([]);
      await organise.putInto(work.id, [one.id, two.id]);
      expect(organise.collections().map(({ name, count }) => [name, count])).toEqual([
        ["Cover", 1],
        ["Other", 0],
        ["Work", 2],
      ]);
      expect(library.search({ text: "in:work" }).total).toBe(2);
      expect(library.search({ text: "in:cover" }).total).toBe(1);
      await organise.changeCollection({ id: cover.id, name: "Front page", parent: work.id });
      expect(library.search({ text: '"front page"' }).total).toBe(1);
      expect(events).toContain("collections.changed");

      const removed = value(await organise.removeCollection(work.id));
      expect(organise.collections().map(({ name }) => name)).toEqual(["Other"]);
      expect(library.search({ text: "in:work" }).total).toBe(0);
      expect(library.search({}).total).toBe(2);
      await organise.makeCollection({ name: "Work", parent: null });
      const back = value(await organise.restoreCollections(removed));
      expect(back.map(({ name, count }) => [name, count])).toEqual([
        ["Front page", 1],
        ["Other", 0],
        ["Work", 0],
        ["Work (2)", 2],
      ]);
      await library.close();
      await checkAgreement(folder);
    });
  });

  it("[L2] come back with plain names when their file is lost, and with it from a broken one", async () => {
    await withLibrary(async (library, folder) => {
      const picture = await keep(library, 1);
      const work = value(await library.organise.makeCollection({ name: "Work", parent: null }));
      await library.organise.putInto(work.id, [picture.id]);
      await library.close();
      await rm(join(folder, "collections.json"));
      const lost = await mustOpen(folder);
      expect(lost.organise.collections()).toMatchObject([{ id: work.id, name: "Collection 1", count: 1 }]);
      expect(lost.search({ text: 'in:"collection 1"' }).total).toBe(1);
      await lost.close();
      await writeFile(join(folder, "collections.json"), '{"version":1,"collections":[{"id":7}]}');
      const broken = await mustOpen(folder);
      expect(broken.organise.collections()).toMatchObject([{ name: "Collection 1", count: 1 }]);
      expect(
        (await readdir(join(folder, "backups"))).some((name) => name.startsWith("collections-damaged")),
      ).toBe(true);
      await broken.close();
      await checkAgreement(folder);
    });
  });

  it("knows none that is not there", async () => {
    await withLibrary(async ({ organise }) => {
      const nobody = "00000000000000ff" as CollectionId;
      const missing = { ok: false, error: { kind: "not-found", what: "collection", id: nobody } };
      expect(await organise.putInto(nobody, [])).toEqual(missing);
      expect(await organise.removeCollection(nobody)).toEqual(missing);
      expect(await organise.changeCollection({ id: nobody, name: "a", parent: null })).toEqual(missing);
      expect(await organise.makeCollection({ name: "a", parent: nobody })).toEqual(missing);
    });
  });
});

it("saved searches are kept by name, replaced by id, and are there after a restart", async () => {
  await withLibrary(async (library, folder) => {
    const { searches } = library.organise;
    const saved = value(
      await searches.save({ id: null, name: "Otters", text: "otter rating:>3", sort: "rating" }),
    );
    expect(await searches.save({ id: null, name: "otters", text: "", sort: "newest" })).toMatchObject({
      error: { kind: "name-taken" },
    });
    await searches.save({ id: saved.id, name: "Best otters", text: "otter rating:5", sort: "rating" });
    await library.close();
    const again = await mustOpen(folder);
    expect(again.organise.searches.list()).toMatchObject([
      { id: saved.id, name: "Best otters", text: "otter rating:5" },
    ]);
    value(await again.organise.searches.remove(saved.id));
    expect(again.organise.searches.list()).toEqual([]);
    await again.close();
  });
});

describe("purge", () => {
  it("moves files to the system's trash, and takes record, row and thumbnails away", async () => {
    const data = await freshFolder();
    await withLibrary(async (library, folder) => {
      const [one, two] = [await keep(library, 1), await keep(library, 2)];
      const place = {
        platform: "linux",
        dataFolder: join(data, "data"),
        now: () => 1_763_800_000_000,
      } as const;
      const throwAway = async (path: string) => await moveToSystemTrash(path, place);
      expect(await library.organise.purge([one.id], throwAway)).toMatchObject({
        error: { kind: "not-in-this-state" },
      });
      await library.trash([one.id, two.id]);
      const bytes = await readFile(join(folder, `trash/${one.file}`));
      expect(value(await library.organise.purge([one.id], throwAway))).toEqual([one.id]);
      const trash = join(data, "data/Trash");
      const [name = ""] = await readdir(join(trash, "files"));
      expect(await readFile(join(trash, "files", name))).toEqual(bytes);
      const note = await readFile(join(trash, "info", `${name}.trashinfo`), "utf8");
      const [, path = "", date = ""] = /^\[Trash Info\]\nPath=(.*)\nDeletionDate=(.*)\n$/.exec(note)!;
      expect(decodeURIComponent(path)).toBe(join(folder, `trash/${one.file}`));
      expect(date).toMatch(/^2025-11-22T\d\d:\d\d:\d\d$/);
      expect(existsSync(join(folder, `trash/records/${one.id}.json`))).toBe(false);
      expect(library.get(one.id).ok).toBe(false);
      expect(await library.resolveAsset(one.asset)).toBeNull();
      await library.close();
      expect((await checkAgreement(folder)).size).toBe(1);
    });
    await rm(data, { recursive: true });
  });

  it("gives names in the trash that nothing has, and says where there is none", async () => {
    const data = await freshFolder();
    const place = { platform: "linux", dataFolder: join(data, "data"), now: Date.now } as const;
    for (const number of [1, 2, 3]) {
      await mkdir(join(data, String(number)));
      const path = join(data, String(number), "a.png");
      await writeFile(path, String(number));
      expect(await moveToSystemTrash(path, place)).toEqual(ok({}));
    }
    expect((await readdir(join(data, "data/Trash/files"))).toSorted()).toEqual([
      "a 2.png",
      "a 3.png",
      "a.png",
    ]);
    expect(await moveToSystemTrash(join(data, "a.png"), { ...place, platform: "win32" })).toEqual({
      ok: false,
      error: { kind: "unavailable-here", what: "system-trash" },
    });
    await rm(data, { recursive: true });
  });

  it("that is refused leaves the picture in the trash", async () => {
    await withLibrary(async (library, folder) => {
      const one = await keep(library, 1);
      await library.trash([one.id]);
      const refused = { ok: false, error: { kind: "unavailable-here", what: "system-trash" } } as const;
      expect(await library.organise.purge([one.id], async () => refused)).toEqual(refused);
      expect(value(await library.restore([one.id]))).toEqual([one.id]);
      await library.close();
      await checkAgreement(folder);
    });
  });
});

it("lineage goes up to files from outside and down to every child", async () => {
  await withLibrary(async (library) => {
    const outside = value(
      await library.keepReference({ name: "sketch.png", stream: Readable.from([await pngOf(90)]) }),
    );
    const first = await keep(library, 1, { references: [{ ...outside, label: "style" }] });
    const again = value(await library.referenceFromPicture(first.id));
    const second = await keep(library, 2, { references: [again] });
    const third = await keep(library, 3, {
      references: [value(await library.referenceFromPicture(second.id))],
    });
    const { nodes, edges, cut } = value(library.organise.lineage(second.id));
    expect(cut).toBe(false);
    expect(nodes.map(({ picture, name }) => picture?.id ?? name)).toEqual([
      second.id,
      first.id,
      third.id,
      "sketch.png",
    ]);
    const named = edges.map(({ parent, child, label }) => [parent, child, label]);
    expect(named).toEqual(
      expect.arrayContaining([
        [1, 0, ""],
        [0, 2, ""],
        [3, 1, "style"],
      ]),
    );
    expect(named).toHaveLength(3);
    expect(library.organise.lineage("00000000000000ff" as PictureId)).toMatchObject({ ok: false });
  });
});

describe("duplicates", () => {
  const scene = async (seed: number, quality = 90, width = 320) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="hsl(${seed * 47},60%,40%)"/>
      <circle cx="${60 + seed * 31}" cy="${70 + seed * 13}" r="${40 + seed * 3}" fill="hsl(${seed * 90},70%,70%)"/>
      <rect x="${200 - seed * 17}" y="${130 - seed * 9}" width="90" height="${50 + seed * 5}" fill="#222"/></svg>`;
    const drawn = await sharp(Buffer.from(svg)).png().toBuffer();
    return await sharp(drawn).resize(width).jpeg({ quality }).toBuffer();
  };

  it("are pictures of one file, and pictures that look alike at another size and quality", async () => {
    await withLibrary(async (library, folder) => {
      const ids: string[] = [];
      for (const bytes of [await scene(1), await scene(1, 40, 200), await scene(3), await scene(5)]) {
        const taken = value(await library.importFile({ name: "scene.jpg", stream: Readable.from([bytes]) }));
        ids.push(taken.picture.id);
      }
      // A flatten of what is there already has a row of its own.
      const twin = join(folder, "spool/twin.jpg");
      await writeFile(twin, await scene(5));
      const composite = { settings: {}, proof: null } as never;
      const kept = await library.keepComposite({ path: twin, title: "twin", parents: [], composite });
      const { groups, total } = value(await library.organise.duplicates(6, 10));
      expect(total).toBe(2);
      expect(groups.map(({ kind, pictures }) => [kind, new Set(pictures.map(({ id }) => id))])).toEqual([
        ["same", new Set([ids[3], value(kept).id])],
        ["near", new Set([ids[0], ids[1]])],
      ]);
      expect(groups[1]!.distance).toBeLessThanOrEqual(6);
    });
  });

  it("are no longer looked for once that was stopped, and say how far they are", async () => {
    await withLibrary(async (library) => {
      const stop = new AbortController();
      const told: unknown[] = [];
      const progress = (...step: unknown[]) => {
        told.push(step);
        stop.abort();
      };
      const stopped = await library.organise.duplicates(16, 10, { signal: stop.signal, progress });
      expect(stopped).toEqual(err({ kind: "cancelled" }));
      expect(told).toEqual([[0, 0]]);
    });
  });

  it("are found among pictures that came in before looks were hashed", async () => {
    await withLibrary(async (library, folder) => {
      for (const bytes of [await scene(1), await scene(1, 40, 200)])
        value(await library.importFile({ name: "scene.jpg", stream: Readable.from([bytes]) }));
      await library.close();
      for (const name of await readdir(join(folder, "records"))) {
        const path = join(folder, "records", name);
        const record = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
        delete record["perceptualHash"];
        await writeFile(path, JSON.stringify(record));
      }
      await rm(join(folder, "index.sqlite"));
      const again = await mustOpen(folder);
      expect(value(await again.organise.duplicates(6, 10)).total).toBe(0);
      const told: unknown[] = [];
      const report = {
        signal: AbortSignal.timeout(60_000),
        progress: (...step: unknown[]) => void told.push(step),
      };
      expect(await again.organise.takeFingerprints(report)).toEqual(ok(2));
      expect(told).toEqual([[2, 2]]);
      expect(await again.organise.takeFingerprints(report)).toEqual(ok(0));
      expect(value(await again.organise.duplicates(6, 10)).total).toBe(1);
      await again.close();
      await checkAgreement(folder);
    });
  });
});
