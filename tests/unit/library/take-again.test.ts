// Pictures whose file was changed behind the app, taken in as they are now.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Library } from "#electron/library/library.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { checkAgreement } from "./check-agreement.ts";
import { failingDisk } from "./failing-disk.ts";
import { freshFolder, keep, mustOpen, pngOf, readIndex, withLibrary } from "./library-fixture.ts";

const pictureOf = (library: Library, id: PictureId) => {
  const found = library.get(id);
  if (!found.ok) throw new Error(found.error.kind);
  return found.value.picture;
};

/** A generated picture with four stars and a tag, whose file is another now. */
async function changedPicture(library: Library, folder: string, bytes: Uint8Array) {
  const picture = await keep(library, 1);
  await library.mark([picture.id], { rating: 4 });
  await library.organise.tag([picture.id], ["red"], []);
  await writeFile(join(folder, picture.file), bytes);
  return picture;
}

describe("a file of the library's own", () => {
  it("[L1] becomes a picture of its bytes with marks and lineage; the former waits in the trash", async () => {
    await withLibrary(async (library, folder) => {
      const bytes = await pngOf(2, 40, 30);
      const former = await changedPicture(library, folder, bytes);
      expect(await library.resolveAsset(former.asset)).toBeNull();
      const told: string[] = [];
      library.onEvent(({ name }) => void told.push(name));
      const taken = await library.care.takeAgain(former.id);
      if (!taken.ok) throw new Error(JSON.stringify(taken.error));
      const { outcome, picture } = taken.value;
      expect(outcome).toBe("replaced");
      expect(picture).toMatchObject({
        kind: "import",
        title: former.title,
        createdAt: former.createdAt,
        widthPx: 40,
        heightPx: 30,
        marks: { rating: 4 },
        tags: ["red"],
        problem: null,
        parents: [{ picture: former.id, asset: former.asset, label: "before" }],
      });
      expect(await readFile(join(folder, picture.file))).toEqual(bytes);
      expect(told.slice(-2)).toEqual(["picture.removed", "picture.added"]);
      const before = pictureOf(library, former.id);
      expect(before).toMatchObject({ request: former.request, usage: former.usage });
      expect(before.trashedAt).not.toBeNull();
      expect(await readFile(join(folder, before.file))).toEqual(bytes);
      const index = readIndex(folder);
      await library.rebuild();
      expect(readIndex(folder)).toEqual(index);
    });
  });

  it("says what stands in the way, and changes nothing", async () => {
    await withLibrary(async (library, folder) => {
      const former = await changedPicture(library, folder, Buffer.from("no picture any more"));
      await library.resolveAsset(former.asset);
      await expect.poll(() => pictureOf(library, former.id).problem).toBe("changed");
      expect(await library.care.takeAgain(former.id)).toMatchObject({
        ok: false,
        error: { kind: "picture-refused" },
      });
      expect(pictureOf(library, former.id)).toMatchObject({ problem: "changed", marks: { rating: 4 } });
      await rm(join(folder, former.file));
      expect(await library.care.takeAgain(former.id)).toMatchObject({
        ok: false,
        error: { kind: "file-unreadable", code: "ENOENT" },
      });
      expect(pictureOf(library, former.id).problem).toBe("missing");
      await library.trash([former.id]);
      expect((await library.care.takeAgain(former.id)).ok).toBe(false);
    });
  });

  it("that is what it was again is mended; bytes the library has already lead to their picture", async () => {
    await withLibrary(async (library, folder) => {
      const twin = await keep(library, 2);
      const former = await changedPicture(library, folder, await pngOf(2));
      expect(await library.care.takeAgain(former.id)).toMatchObject({
        ok: true,
        value: { outcome: "known", picture: { id: twin.id } },
      });
      await library.resolveAsset(former.asset);
      await writeFile(join(folder, former.file), await pngOf(1));
      expect(await library.care.takeAgain(former.id)).toMatchObject({
        ok: true,
        value: { outcome: "mended", picture: { id: former.id, problem: null } },
      });
      expect(library.search({}).total).toBe(2);
    });
  });

  it("stays as it was when the disk is full at any step, and a crash at any step is finished or undone", async () => {
    for (const how of ["full", "crash"] as const)
      for (let at = 1; ; at += 3) {
        const home = await freshFolder();
        const folder = join(home, "library");
        const { disk, arm, hasFailed } = failingDisk();
        const library = await mustOpen(folder, { disk });
        const former = await changedPicture(library, folder, await pngOf(9));
        arm({ at, how });
        const taken = await library.care.takeAgain(former.id).catch(() => null);
        const failed = hasFailed();
        arm(null);
        if (how === "full" && taken?.ok === false) {
          expect(taken.error.kind).toBe("disk-full");
          expect(pictureOf(library, former.id)).toMatchObject({ trashedAt: null, file: former.file });
        }
        await library.close();
        const again = await mustOpen(folder);
        const shown = again.search({}).pictures;
        expect(shown).toHaveLength(1);
        expect(shown[0]?.marks.rating).toBe(4);
        await again.close();
        await checkAgreement(folder);
        await rm(home, { recursive: true });
        if (!failed) break;
      }
  });
});

describe("a file kept in place", () => {
  it("becomes a picture at its path; the former's record waits in the trash, and both come back from files", async () => {
    await withLibrary(async (library, folder) => {
      const path = join(folder, "..", "mine.png");
      await writeFile(path, await pngOf(5));
      const imported = await library.importInPlace({ path, name: "mine.png" });
      if (!imported.ok) throw new Error(imported.error.kind);
      const { id } = imported.value.picture;
      await library.mark([id], { rating: 3 });
      await writeFile(path, await pngOf(6));
      const taken = await library.care.takeAgain(id);
      expect(taken).toMatchObject({
        ok: true,
        value: {
          outcome: "replaced",
          picture: { file: path, marks: { rating: 3 }, parents: [{ picture: id }] },
        },
      });
      expect(pictureOf(library, id)).toMatchObject({ problem: "missing" });
      expect(await library.resolveAsset((taken.ok && taken.value.picture.asset) as never)).toMatchObject({
        path,
      });
      const index = readIndex(folder);
      await library.rebuild();
      expect(readIndex(folder)).toEqual(index);
      const purged = await library.organise.purge([id], async () => ({ ok: true, value: {} }));
      expect(purged).toMatchObject({ ok: true, value: [id] });
      expect(await readFile(path)).toEqual(await pngOf(6));
    });
  });
});
