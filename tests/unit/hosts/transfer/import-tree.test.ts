// A folder as it comes: pictures among things that are none, names of every sort, links that loop.
import { once } from "node:events";
import { chmod, mkdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TaskReport } from "#electron/hosts/task-desk.ts";
import { importTree, type ImportMode } from "#electron/hosts/transfer/import-tree.ts";
import type { Incoming } from "#electron/library/intake/incoming.ts";
import type { Library } from "#electron/library/library.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { codec, freshFolder, mustOpen, pngOf } from "#tests/unit/library/library-fixture.ts";

let home: string;
let source: string;
let library: Library;

beforeEach(async () => {
  home = await freshFolder();
  source = join(home, "source");
  await mkdir(source);
  library = await mustOpen(join(home, "library"), { codec });
});
afterEach(async () => {
  await library.close();
  await rm(home, { recursive: true, force: true });
});

function report(stopAfter = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  const figures: Record<string, number> = {};
  const findings: { name: string; error: StudioError }[] = [];
  const told: TaskReport = {
    signal: stop.signal,
    progress: (done) => done >= stopAfter && stop.abort(),
    count: (name, by = 1) => void (figures[name] = (figures[name] ?? 0) + by),
    find: (name, error) => void findings.push({ name, error }),
  };
  return { told, figures, findings };
}

const run = async (mode: ImportMode, watch = report()) => ({
  ...watch,
  result: await importTree(library, source, mode, watch.told),
});
const byName = (a: StudioError, b: StudioError) => ("name" in a && "name" in b && a.name < b.name ? -1 : 1);
const put = async (name: string, number: number) => await writeFile(join(source, name), await pngOf(number));

/** A header and nothing behind it. */
function pngClaiming(widthPx: number, heightPx: number): Buffer {
  const body = Buffer.from("IHDR\0\0\0\0\0\0\0\0\b\u0002\0\0\0", "latin1");
  body.writeUInt32BE(widthPx, 4);
  body.writeUInt32BE(heightPx, 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(13);
  ends.writeUInt32BE(crc32(body), 4);
  const magic = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([magic, ends.subarray(0, 4), body, ends.subarray(4), Buffer.alloc(99)]);
}

describe("a hostile folder", () => {
  const names = [
    "plain.png",
    "line\nbreak.png",
    "\u202Egnp.exe.png",
    `${"界".repeat(83)}.png`,
    "CON.png",
    "con.aux.jpg.png",
    " leading and trailing .png",
    "-rf.png",
    "%00%2e%2e.png",
    "קובץ.png",
  ];

  for (const mode of ["copy", "in-place"] as const)
    it(`is taken in whole, ${mode}, with a clear report of what is no picture`, async () => {
      for (const [number, name] of names.entries()) await put(name, number);
      await mkdir(join(source, "deep", "er"), { recursive: true });
      await put("deep/er/twin of plain.png", 0);
      await writeFile(join(source, "no picture.png"), "this is text");
      await writeFile(join(source, "cut off.png"), (await pngOf(99, 200, 200)).subarray(0, 90));
      await writeFile(join(source, "drawing.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
      await writeFile(join(source, "empty.jpg"), "");
      await writeFile(join(source, "huge.webp"), "");
      await truncate(join(source, "huge.webp"), 600_000_000);
      await writeFile(join(source, "bomb.png"), pngClaiming(40_000, 40_000));
      await mkdir(join(source, "a folder.png"));
      await writeFile(join(source, "notes.txt"), "left alone");
      await writeFile(join(source, ".hidden.png"), "left alone");
      await symlink(source, join(source, "deep", "loop"));
      await symlink(join(source, "plain.png"), join(source, "link.png"));
      const { result, figures, findings } = await run(mode);
      expect(result).toEqual({ ok: true, value: null });
      expect(figures).toEqual({ added: names.length, known: 2, refused: 7 });
      expect(findings.map(({ name }) => name).toSorted()).toEqual([
        "bomb.png",
        "cut off.png",
        "deep/loop",
        "drawing.svg",
        "empty.jpg",
        "huge.webp",
        "no picture.png",
      ]);
      expect(library.search({}).total).toBe(names.length);
      expect((await library.rebuild()).ok).toBe(true);
      expect(library.search({}).total).toBe(names.length);
      const again = await run(mode);
      expect(again.figures).toEqual({ known: names.length + 2, refused: 7 });
    });

  it("follows a link to a picture, and names every other thing that it passes over, with the reason", async () => {
    const elsewhere = join(home, "elsewhere");
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, "linked.png"), await pngOf(3));
    await symlink(join(elsewhere, "linked.png"), join(source, "a link.png"));
    await symlink(elsewhere, join(source, "linked folder"));
    await symlink(join(home, "nowhere.png"), join(source, "broken.png"));
    await symlink(join(source, "itself.png"), join(source, "itself.png"));
    await symlink(join(home, "nowhere.txt"), join(source, "not ours.txt"));
    // A socket stands for all that a reader would wait at for ever.
    const pipe = createServer().listen(join(source, "pipe.png"));
    await once(pipe, "listening");
    await symlink(join(source, "pipe.png"), join(source, "to a pipe.png"));
    const { figures, findings } = await run("copy");
    pipe.close();
    expect(figures).toEqual({ added: 1, refused: 5 });
    expect(findings.map(({ error }) => [error.kind, "code" in error && error.code])).toEqual(
      ["ENOENT", "ELOOP", "linked-folder", "not-a-file", "not-a-file"].map((code) => [
        "file-unreadable",
        code,
      ]),
    );
    expect(findings.map(({ name }) => name)).toEqual([
      "broken.png",
      "itself.png",
      "linked folder",
      "pipe.png",
      "to a pipe.png",
    ]);
  });

  it("is looked through to a depth of 64 folders, and what lies deeper is named", async () => {
    const folders = (count: number) => Array.from({ length: count }, () => "d");
    await mkdir(join(source, ...folders(65)), { recursive: true });
    await put([...folders(64), "here.png"].join("/"), 1);
    await put([...folders(65), "too deep.png"].join("/"), 2);
    const { figures, findings } = await run("copy");
    expect(figures).toEqual({ added: 1, refused: 1 });
    expect(findings).toMatchObject([{ name: folders(65).join("/"), error: { code: "too-deep" } }]);
  });

  for (const mode of ["copy", "in-place"] as const)
    it(`goes on past what cannot be opened, breaks off or vanishes meanwhile, ${mode}`, async () => {
      for (const [number, name] of ["a.png", "barred.png", "gone.png"].entries()) await put(name, number);
      await mkdir(join(source, "locked"));
      for (const name of ["barred.png", "locked"]) await chmod(join(source, name), 0o000);
      const isRoot = process.getuid?.() === 0;
      // A file that opens and then fails, for root as for everybody.
      const hasMemory = await stat("/proc/self/mem").then(
        () => true,
        () => false,
      );
      if (hasMemory) await symlink("/proc/self/mem", join(source, "sour.png"));
      const vanishing = async <File extends Incoming>(file: File): Promise<File> => {
        if (file.name === "gone.png") await rm(join(source, file.name));
        return file;
      };
      const watch = report();
      const result = await importTree(
        {
          importFile: async (file) => await library.importFile(await vanishing(file)),
          importInPlace: async (file) => await library.importInPlace(await vanishing(file)),
        },
        source,
        mode,
        watch.told,
      );
      await chmod(join(source, "locked"), 0o700);
      expect(result.ok).toBe(true);
      const codes = [
        ...(isRoot ? [] : [["barred.png", "EACCES"]]),
        ["gone.png", "ENOENT"],
        ...(isRoot ? [] : [["locked", "EACCES"]]),
        ...(hasMemory ? [["sour.png", "EIO"]] : []),
      ];
      expect(watch.findings.map(({ error }) => error).toSorted(byName)).toEqual(
        codes.map(([name, code]) => ({ kind: "file-unreadable", name, code })),
      );
      expect(watch.figures["added"]).toBe(isRoot ? 2 : 1);
    });

  it("that is gone is said to be gone", async () => {
    await rm(source, { recursive: true });
    const { result } = await run("copy");
    expect(result).toMatchObject({ ok: false, error: { kind: "file-unreadable", code: "ENOENT" } });
  });
});

it("leaves whole pictures only when it is stopped on the way", async () => {
  for (let number = 0; number < 12; number += 1) await put(`${number}.png`, number);
  const { result, figures } = await run("copy", report(4));
  expect(result.ok).toBe(true);
  expect(figures["added"]).toBeLessThan(12);
  expect(library.search({}).total).toBe(figures["added"]);
});

describe("a picture kept in place", () => {
  it("is never moved or deleted, only hidden", async () => {
    await put("mine.png", 5);
    const bytes = await readFile(join(source, "mine.png"));
    await run("in-place");
    const [card] = library.search({}).pictures;
    const path = library.pathOf(card!.id);
    expect(path).toEqual({ ok: true, value: join(source, "mine.png") });
    await library.trash([card!.id]);
    expect(library.search({}).total).toBe(0);
    expect(await readFile(join(source, "mine.png"))).toEqual(bytes);
    await library.restore([card!.id]);
    expect(library.pathOf(card!.id)).toEqual(path);
  });

  it("is not what a record says when the bytes say otherwise", async () => {
    await put("mine.png", 5);
    await run("in-place");
    const [card] = library.search({}).pictures;
    const size = (await readFile(join(source, "mine.png"))).length;
    await writeFile(join(source, "mine.png"), Buffer.alloc(size, 7));
    await library.rebuild();
    expect(library.search({}).pictures[0]).toMatchObject({ id: card!.id, problem: "changed" });
  });

  it("is marked when it was changed behind the app, never passed off as the original, and can be taken in again", async () => {
    await put("mine.png", 5);
    await run("in-place");
    const [card] = library.search({}).pictures;
    await library.mark([card!.id], { rating: 4 });
    expect(await library.resolveAsset(card!.asset)).toMatchObject({ path: join(source, "mine.png") });
    const told: string[] = [];
    library.onEvent((event) => void told.push(event.name));

    const size = (await readFile(join(source, "mine.png"))).length;
    await writeFile(join(source, "mine.png"), Buffer.alloc(size, 7));
    expect(await library.resolveAsset(card!.asset)).toBeNull();
    await expect.poll(() => library.search({}).pictures[0]?.problem).toBe("changed");
    expect(told).toContain("pictures.changed");
    expect(await library.referenceFromPicture(card!.id)).toMatchObject({
      ok: false,
      error: { kind: "reference-missing" },
    });

    await put("mine.png", 6);
    const { figures } = await run("in-place");
    expect(figures).toEqual({ known: 1 });
    const [now] = library.search({}).pictures;
    expect(now).toMatchObject({ problem: null, marks: { rating: 4 } });
    expect(now!.asset).not.toBe(card!.asset);
    expect(library.get(now!.id)).toMatchObject({
      value: { parents: [{ picture: card!.id, trashed: true }] },
    });
    expect(await library.resolveAsset(now!.asset)).not.toBeNull();
  });
});
