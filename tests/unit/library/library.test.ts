import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { LibraryEvent } from "#electron/library/parts/library-event.ts";
import { idFromBytes, type AssetId, type PictureId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { pictureCardSchema, pictureSchema } from "#shared/model/picture.ts";
import { jobOf, keep, mustOpen, pngOf, readIndex, spool, withLibrary } from "./library-fixture.ts";

const shaOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex") as AssetId;
const noSuch = idFromBytes<PictureId>(new Uint8Array(8).fill(7));

describe("replies", () => {
  it("[L1] [N2] keep their bytes under a name that people can read, with a record beside", () =>
    withLibrary(async (library, folder) => {
      const bytes = await pngOf(1);
      const reply = await spool(library, jobOf(1), bytes);
      const kept = await library.keepReply(reply);
      if (!kept.ok) throw new Error(kept.error.kind);
      const picture = kept.value;
      expect(picture.file).toMatch(
        /^pictures\/\d{4}-\d\d\/\d{4}-\d\d-\d\d a-cute-baby-sea-otter-number-1 00000000\.png$/,
      );
      expect(await readFile(join(folder, picture.file))).toEqual(bytes);
      expect(picture).toMatchObject({
        kind: "generate",
        asset: shaOf(bytes),
        widthPx: 24,
        heightPx: 16,
        problem: null,
        durationMs: 8501,
        usage: { totalTokens: 30 },
      });
      const record: unknown = JSON.parse(await readFile(join(folder, `records/${picture.id}.json`), "utf8"));
      expect(pictureSchema.parse(record)).toEqual(picture);
      expect(existsSync(reply.path)).toBe(false);
      expect(library.pictureOfJob(reply.job.id)).toEqual(picture);
      expect(await readdir(join(folder, "thumbs", picture.asset.slice(0, 2)))).toHaveLength(1);
    }));

  it("[J7] the same job again gives the same picture, with or without its file", () =>
    withLibrary(async (library) => {
      const first = await keep(library, 1);
      expect(await keep(library, 1)).toEqual(first);
      const gone = { ...(await spool(library, jobOf(1), await pngOf(1))), path: "/nowhere/reply" };
      expect(await library.keepReply(gone)).toEqual({ ok: true, value: first });
      expect(library.search({}).total).toBe(1);
    }));

  it("two jobs with the same bytes at once give two pictures; one job twice at once gives one", () =>
    withLibrary(async (library) => {
      const bytes = await pngOf(1);
      const one = await spool(library, jobOf(1), bytes);
      const two = await spool(library, jobOf(2), bytes);
      const kept = await Promise.all([one, two, one].map(async (reply) => library.keepReply(reply)));
      expect(kept.every(({ ok }) => ok)).toBe(true);
      expect(library.search({}).total).toBe(2);
    }));

  it("that do not decode are kept and badged", () =>
    withLibrary(async (library, folder) => {
      const bytes = (await pngOf(1)).subarray(0, 60);
      const kept = await library.keepReply(await spool(library, jobOf(1), bytes));
      expect(kept).toMatchObject({
        ok: true,
        value: { problem: "undecodable", widthPx: 0, thumbhash: null, mediaType: "image/png" },
      });
      if (!kept.ok) return;
      expect(await readFile(join(folder, kept.value.file))).toEqual(bytes);
      expect(await library.thumbnail(kept.value.asset, 320)).toMatchObject({ ok: false });
    }));

  it("whose file is gone and whose job is new are an error, not an empty picture", () =>
    withLibrary(async (library) => {
      const reply = { ...(await spool(library, jobOf(1), await pngOf(1))), path: "/nowhere/reply" };
      expect(await library.keepReply(reply)).toMatchObject({
        ok: false,
        error: { kind: "file-unreadable", code: "ENOENT" },
      });
      expect(library.search({}).total).toBe(0);
    }));
});

describe("imports", () => {
  it("[L1] take a file as it is, once; the second time the library has it already", () =>
    withLibrary(async (library, folder) => {
      const events: LibraryEvent[] = [];
      library.onEvent((event) => events.push(event));
      const bytes = await pngOf(3);
      const first = await library.importFile({ name: "Größe & Маска.PNG", stream: Readable.from([bytes]) });
      expect(first).toMatchObject({
        ok: true,
        value: { fresh: true, picture: { title: "Größe & Маска.PNG" } },
      });
      const path = join(folder, "..", "outside.png");
      await writeFile(path, bytes);
      const second = await library.importFile({ name: "other.png", path });
      if (!first.ok || !second.ok) throw new Error("refused");
      expect(second.value).toEqual({ ...first.value, fresh: false });
      expect(pictureCardSchema.parse(first.value.picture)).toEqual(first.value.picture);
      expect(events.map(({ name }) => name)).toEqual(["picture.added"]);
      expect(await readFile(path)).toEqual(bytes);
      const where = library.pathOf(first.value.picture.id);
      expect(where.ok && where.value).toContain("größe-маска");
      expect(await readdir(join(folder, "spool/incoming"))).toEqual([]);
    }));

  it("of the same bytes at the same time give one picture", () =>
    withLibrary(async (library) => {
      const bytes = await pngOf(3);
      const done = await Promise.all(
        [1, 2, 3].map(async () => library.importFile({ name: "a.png", stream: Readable.from([bytes]) })),
      );
      expect(done.filter((one) => one.ok && one.value.fresh)).toHaveLength(1);
      expect(library.search({}).total).toBe(1);
    }));

  it("bring a trashed twin back, and one whose file was deleted", () =>
    withLibrary(async (library) => {
      const bytes = await pngOf(3);
      const again = () => library.importFile({ name: "a.png", stream: Readable.from([bytes]) });
      const first = await again();
      if (!first.ok) throw new Error(first.error.kind);
      const { id } = first.value.picture;
      await library.trash([id]);
      expect(await again()).toMatchObject({ ok: true, value: { fresh: false, picture: { id } } });
      expect(library.search({})).toMatchObject({ total: 1 });
      const path = library.pathOf(id);
      if (!path.ok) throw new Error("no path");
      await rm(path.value);
      expect(await again()).toMatchObject({ ok: true, value: { picture: { id, problem: null } } });
      expect(await readFile(path.value)).toEqual(bytes);
    }));

  it("[L5] refuse what is no picture, and leave nothing behind", () =>
    withLibrary(async (library, folder) => {
      const words = await library.importFile({ name: "words.png", stream: Readable.from(["no picture"]) });
      expect(words).toMatchObject({
        ok: false,
        error: { kind: "picture-refused", name: "words.png", reason: "unknown-format" },
      });
      const gone = await library.importFile({ name: "gone.png", path: join(folder, "gone.png") });
      expect(gone).toMatchObject({ ok: false, error: { kind: "file-unreadable", code: "ENOENT" } });
      const broken = new Readable({
        read() {
          this.destroy(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
        },
      });
      expect(await library.importFile({ name: "half.png", stream: broken })).toMatchObject({
        ok: false,
        error: { kind: "file-unreadable", name: "half.png" },
      });
      expect(await readdir(join(folder, "spool/incoming"))).toEqual([]);
      expect(library.search({}).total).toBe(0);
    }));
});

describe("references", () => {
  it("are kept under the hash of what is sent, converted where needed", () =>
    withLibrary(async (library) => {
      const turned = await sharp(await pngOf(5, 60, 20))
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer();
      const kept = await library.keepReference({
        name: "C:\\photos\\turned.jpg",
        stream: Readable.from([turned]),
      });
      if (!kept.ok) throw new Error(kept.error.kind);
      const { asset } = kept.value;
      expect(kept.value).toMatchObject({
        name: "turned.jpg",
        mediaType: "image/jpeg",
        widthPx: 20,
        heightPx: 60,
        notes: ["turned-upright"],
        picture: null,
      });
      const file = await library.resolveAsset(asset);
      expect(shaOf(await readFile(file!.path))).toBe(asset);
      expect(file).toMatchObject({ mediaType: "image/jpeg", bytes: kept.value.bytes });
      const thumb = await library.thumbnail(asset, 640);
      expect(thumb.ok && (await sharp(thumb.value).metadata()).width).toBe(20);
      expect(await library.thumbnail(asset, 640)).toEqual(thumb);
    }));

  it("that lie about their format are refused by name", () =>
    withLibrary(async (library) => {
      const kept = await library.keepReference({ name: "a.webp", stream: Readable.from([await pngOf(1)]) });
      expect(kept).toMatchObject({
        ok: false,
        error: { reason: "mislabelled", values: { claimed: "webp", found: "png" } },
      });
    }));

  it("from the library point at the picture's own bytes, and lineage follows them both ways", () =>
    withLibrary(async (library) => {
      const parent = await keep(library, 1);
      const reference = await library.referenceFromPicture(parent.id);
      expect(reference).toMatchObject({
        ok: true,
        value: { asset: parent.asset, picture: parent.id, notes: [] },
      });
      if (!reference.ok) return;
      const labelled: Reference = { ...reference.value, label: "style" };
      const child = await keep(library, 2, { references: [labelled] });
      expect(child.kind).toBe("edit");
      expect(library.get(child.id)).toMatchObject({
        ok: true,
        value: { parents: [{ picture: parent.id, label: "style", trashed: false }], children: [] },
      });
      await library.trash([parent.id]);
      expect(library.get(parent.id)).toMatchObject({
        ok: true,
        value: { children: [{ picture: child.id }] },
      });
      expect(library.get(child.id)).toMatchObject({ ok: true, value: { parents: [{ trashed: true }] } });
      expect(await library.resolveAsset(parent.asset)).toMatchObject({ mediaType: "image/png" });
    }));

  it("from a picture that has to be converted are stored beside", () =>
    withLibrary(async (library) => {
      const gif = await sharp(await pngOf(9))
        .gif()
        .toBuffer();
      const done = await library.importFile({ name: "a.gif", stream: Readable.from([gif]) });
      if (!done.ok) throw new Error(done.error.kind);
      const reference = await library.referenceFromPicture(done.value.picture.id);
      expect(reference).toMatchObject({
        ok: true,
        value: { mediaType: "image/png", notes: ["converted-to-png"], picture: done.value.picture.id },
      });
      expect(reference.ok && (await library.resolveAsset(reference.value.asset))).toMatchObject({
        mediaType: "image/png",
      });
    }));

  it("from a picture whose file is gone are missing", () =>
    withLibrary(async (library, folder) => {
      const picture = await keep(library, 1);
      await rm(join(folder, picture.file));
      expect(await library.referenceFromPicture(picture.id)).toMatchObject({
        ok: false,
        error: { kind: "reference-missing" },
      });
      expect(await library.referenceFromPicture(noSuch)).toMatchObject({
        ok: false,
        error: { kind: "not-found" },
      });
      expect(await library.resolveAsset(picture.asset)).toBeNull();
    }));
});

describe("thumbnails", () => {
  it("are made again when they are gone, once for all who ask", () =>
    withLibrary(async (library, folder) => {
      const picture = await keep(library, 1);
      await rm(join(folder, "thumbs"), { recursive: true });
      const asked = await Promise.all(
        [160, 320, 1280].map(async (width) => library.thumbnail(picture.asset, width)),
      );
      expect(asked.map((one) => one.ok)).toEqual([true, true, true]);
      expect(new Set(asked.map((one) => one.ok && one.value)).size).toBe(1);
      expect(await library.thumbnail(shaOf(Buffer.from("nothing")), 160)).toMatchObject({ ok: false });
    }));
});

describe("marks and trash", () => {
  it("are in the record and in the index", () =>
    withLibrary(async (library, folder) => {
      const picture = await keep(library, 1);
      const marked = await library.mark([picture.id, noSuch], { rating: 4 });
      expect(marked).toMatchObject({ ok: true, value: [{ marks: { rating: 4, favourite: false } }] });
      await library.mark([picture.id], { favourite: true });
      const record = await readFile(join(folder, `records/${picture.id}.json`), "utf8");
      expect(pictureSchema.parse(JSON.parse(record)).marks).toEqual({
        rating: 4,
        favourite: true,
        rejected: false,
      });
      expect(library.search({ favourite: true, minRating: 4 }).total).toBe(1);
      expect(library.search({ minRating: 5 }).total).toBe(0);
    }));

  it("[L3] trash moves file and record, restore brings both back and overwrites nothing", () =>
    withLibrary(async (library, folder) => {
      const picture = await keep(library, 1);
      const events: LibraryEvent[] = [];
      library.onEvent((event) => events.push(event));
      expect(await library.trash([picture.id, noSuch])).toEqual({ ok: true, value: [picture.id] });
      expect(await library.trash([picture.id])).toEqual({ ok: true, value: [] });
      expect(existsSync(join(folder, picture.file))).toBe(false);
      expect(existsSync(join(folder, "trash", picture.file))).toBe(true);
      expect(existsSync(join(folder, `records/${picture.id}.json`))).toBe(false);
      expect(existsSync(join(folder, `trash/records/${picture.id}.json`))).toBe(true);
      expect(library.search({}).total).toBe(0);
      expect(library.search({ trashed: true }).total).toBe(1);
      await writeFile(join(folder, picture.file), "somebody else's file");
      expect(await library.restore([picture.id])).toEqual({ ok: true, value: [picture.id] });
      expect(await readFile(join(folder, picture.file), "utf8")).toBe("somebody else's file");
      const where = library.pathOf(picture.id);
      expect(where.ok && shaOf(await readFile(where.value))).toBe(picture.asset);
      expect(await readdir(join(folder, "trash/records"))).toEqual([]);
      expect(events).toEqual([
        { name: "picture.removed", ids: [picture.id] },
        { name: "picture.returned", ids: [picture.id] },
      ]);
    }));
});

describe("search", () => {
  it("finds words of prompt and file name in any order, each a beginning, accents aside", () =>
    withLibrary(async (library) => {
      await keep(library, 1, { prompt: "A café in the rain, neon signs" });
      await keep(library, 2, { prompt: "Rain over a wheat field" });
      await keep(library, 3, { prompt: "Nothing of the kind" });
      const titles = (text: string) => library.search({ text }).pictures.map(({ title }) => title[0]);
      expect(titles("rain")).toEqual(["R", "A"]);
      expect(titles("rai")).toEqual(["R", "A"]);
      expect(titles("ign cafe")).toEqual([]);
      expect(titles("sign cafe")).toEqual(["A"]);
      expect(titles("RAIN cafe")).toEqual(["A"]);
      expect(titles("neon Café si")).toEqual(["A"]);
      // Date and id of a file are nobody's words.
      expect(titles("00000000")).toEqual([]);
      expect(titles('"; OR NEAR(* ^rain:')).toEqual([]);
      expect(titles("  ")).toHaveLength(3);
    }));

  it("sorts and pages without holes", () =>
    withLibrary(async (library) => {
      for (let number = 1; number <= 5; number += 1) await keep(library, number);
      const all = library.search({ sort: "oldest" }).pictures.map(({ id }) => id);
      await library.mark([all[2]!], { rating: 5 });
      expect(library.search({ sort: "newest" }).pictures.map(({ id }) => id)).toEqual(all.toReversed());
      expect(library.search({ sort: "rating", limit: 1 }).pictures[0]?.id).toBe(all[2]);
      expect(library.search({ sort: "largest" }).pictures).toHaveLength(5);
      expect(library.search({ sort: "relevance", text: "otter" }).total).toBe(5);
      const pages = [0, 2, 4].flatMap((offset) =>
        library.search({ text: "otter", sort: "oldest", offset, limit: 2 }).pictures.map(({ id }) => id),
      );
      expect(pages).toEqual(all);
      expect(library.search({ kinds: ["import", "edit"] }).total).toBe(0);
    }));
});

describe("prompts", () => {
  it("history counts and orders what was sent", () =>
    withLibrary(async (library) => {
      await keep(library, 1, { prompt: "otter 50%" });
      await keep(library, 2, { prompt: "heron" });
      await keep(library, 3, { prompt: "otter 50%" });
      expect(library.promptHistory("", 10)).toMatchObject([
        { text: "otter 50%", uses: 2 },
        { text: "heron", uses: 1 },
      ]);
      expect(library.promptHistory("50%", 10)).toHaveLength(1);
      expect(library.promptHistory("50_", 10)).toHaveLength(0);
      expect(library.promptHistory("", 1)).toHaveLength(1);
      expect(library.pastRequests("demo", 10)).toHaveLength(3);
      expect(library.pastRequests("demo", 1)).toMatchObject([{ kind: "generate", references: 0 }]);
      expect(library.pastRequests("api", 10)).toEqual([]);
    }));

  it("saved ones survive, are replaced by id and removed", () =>
    withLibrary(async (library, folder) => {
      const saved = await library.savePrompt({ id: null, name: "Otters", text: "An otter {doing}" });
      if (!saved.ok) throw new Error(saved.error.kind);
      await library.savePrompt({ id: saved.value.id, name: "Otters 2", text: "Two otters" });
      expect(library.savedPrompts()).toMatchObject([{ id: saved.value.id, name: "Otters 2" }]);
      expect(await readFile(join(folder, "prompts.json"), "utf8")).toContain("Two otters");
      expect(await library.removePrompt(saved.value.id)).toEqual({ ok: true, value: {} });
      expect(await library.removePrompt(saved.value.id)).toMatchObject({ ok: false });
    }));
});

describe("[L2] the index", () => {
  it("is equal after it was deleted, with all its notices and strays", () =>
    withLibrary(async (library, folder) => {
      const parent = await keep(library, 1);
      const reference = await library.referenceFromPicture(parent.id);
      if (reference.ok) await keep(library, 2, { references: [reference.value] });
      await library.importFile({ name: "2 imported.png", stream: Readable.from([await pngOf(9)]) });
      await library.mark([parent.id], { rating: 3 });
      await library.trash([parent.id]);
      const before = readIndex(folder);
      await library.close();
      await rm(join(folder, "index.sqlite"));
      const again = await mustOpen(folder);
      expect(again.notices).toEqual([{ id: "index-rebuilt", pictures: 3, movedTo: null }]);
      expect(readIndex(folder)).toEqual(before);
      expect(await again.rebuild()).toEqual({ ok: true, value: { pictures: 3 } });
      expect(readIndex(folder)).toEqual(before);
      await again.close();
    }));

  it("takes in pictures without a record, badges missing and changed ones, leaves other files alone", () =>
    withLibrary(async (library, folder) => {
      const gone = await keep(library, 1);
      const changed = await keep(library, 2);
      await rename(join(folder, gone.file), join(folder, "elsewhere.png"));
      await writeFile(join(folder, changed.file), "other bytes");
      await writeFile(join(folder, "pictures", "dropped in.png"), await pngOf(7));
      await writeFile(join(folder, "pictures", "notes.txt"), "not a picture");
      await writeFile(join(folder, "records", `${noSuch}.json`), "{ half a reco");
      expect(await library.rebuild()).toEqual({ ok: true, value: { pictures: 3 } });
      const found = new Map(library.search({}).pictures.map((card) => [card.title, card.problem]));
      expect(found.get("dropped in.png")).toBeNull();
      expect(library.get(gone.id)).toMatchObject({ ok: true, value: { picture: { problem: "missing" } } });
      expect(library.get(changed.id)).toMatchObject({ ok: true, value: { picture: { problem: "changed" } } });
      expect(existsSync(join(folder, "pictures", "notes.txt"))).toBe(true);
      expect(await readdir(join(folder, "quarantine"))).toEqual([`${noSuch}.json`]);
      expect(await library.state()).toMatchObject({ pictures: 3, trashed: 0 });
    }));

  it("does not follow a record that points out of the library", () =>
    withLibrary(async (library, folder) => {
      const picture = await keep(library, 1);
      const path = join(folder, `records/${picture.id}.json`);
      await writeFile(path, JSON.stringify({ ...picture, file: "pictures/../../outside.png" }));
      await library.rebuild();
      expect(library.get(picture.id)).toMatchObject({ ok: false });
      expect(await readdir(join(folder, "quarantine"))).toEqual([`${picture.id}.json`]);
    }));
});
