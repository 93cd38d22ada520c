import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCompositionStore } from "#electron/compositions/composition-store.ts";
import { parseDocument, type AnyDocument } from "#electron/compositions/document-file.ts";
import { nodeDisk } from "#electron/platform/disk.ts";
import { createComposition, type Composition } from "#shared/model/composition.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { emptyRegion } from "#shared/model/region.ts";
import { canMount, fillUp } from "#tests/support/small-disk.ts";
import { must } from "./document-fixture.ts";
import { makePatch } from "#tests/unit/renderer/canvas/made-documents.ts";

let folder = "";
let time = 1_000;
const now = () => (time += 10);
const blank = (number: number): Composition =>
  createComposition(number.toString(16).padStart(16, "0") as CompositionId, `Document ${number}`, {
    widthPx: 640,
    heightPx: 480,
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay documents "));
});
afterEach(async () => await rm(folder, { recursive: true }));

describe("The store of documents", () => {
  it("gives back what was saved, and lists the newest first", async () => {
    const store = await openCompositionStore(folder, now);
    const first = must(await store.add(blank(1)));
    must(await store.add(blank(2)));
    const renamed = { ...first.document, name: "Boats \u{1f6a4} \u05d0" };
    const saved = must(await store.replace(renamed, 0, 1));
    expect(saved.revision).toBe(1);
    const again = await openCompositionStore(folder, now);
    expect(must(await again.read(renamed.id)).document).toEqual(renamed);
    expect(must(await again.list(false)).map(({ name }) => name)).toEqual([renamed.name, "Document 2"]);
  });

  it("says which files it cannot read, under the name that can still be made out, until they are whole again", async () => {
    const store = await openCompositionStore(folder, now);
    const path = (n: number) => join(folder, "compositions", `${blank(n).id}.json`);
    for (const n of [1, 2, 3]) must(await store.add({ ...blank(n), name: `Boats "${n}" \u{1f6a4}` }));
    must(await store.list(false));
    const whole = await readFile(path(1), "utf8");
    await writeFile(path(1), whole.slice(0, 250));
    const newer = (await readFile(path(2), "utf8")).replace(/"version":\d+/, '"version":999');
    await writeFile(path(2), newer);
    await writeFile(path(4), "");
    expect(must(await store.list(false)).map(({ id }) => id)).toEqual([blank(3).id]);
    const found = must(await store.unreadable(false));
    expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject([
      { id: blank(1).id, reason: "broken", name: 'Boats "1" \u{1f6a4}' },
      { id: blank(2).id, reason: "newer", name: 'Boats "2" \u{1f6a4}' },
      { id: blank(4).id, reason: "broken", name: null, file: join("compositions", `${blank(4).id}.json`) },
    ]);
    expect(must(await store.move(blank(4).id, true))).toBeNull();
    expect(must(await store.unreadable(true))).toHaveLength(1);
    await writeFile(path(1), whole);
    expect(must(await store.list(false)).map(({ id }) => id)).toContain(blank(1).id);
    expect(must(await store.unreadable(false)).map(({ id }) => id)).toEqual([blank(2).id]);
  });

  it("refuses a save that rests on another revision, and leaves the document as it is", async () => {
    const store = await openCompositionStore(folder, now);
    const { document } = must(await store.add(blank(1)));
    must(await store.replace({ ...document, name: "one" }, 0, 1));
    const late = await store.replace({ ...document, name: "two" }, 0, 1);
    expect(late).toEqual({ ok: false, error: { kind: "stale-revision", revision: 1 } });
    expect(must(await store.read(document.id)).document.name).toBe("one");
  });

  it("lets only one of many saves at once through", async () => {
    const store = await openCompositionStore(folder, now);
    const { document } = must(await store.add(blank(1)));
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => store.replace({ ...document, name: `${i}` }, 0, 1)),
    );
    expect(all.map(({ ok }) => ok)).toEqual([true, ...Array.from({ length: 7 }, () => false)]);
  });

  it("moves to the trash and back, and overwrites nothing there", async () => {
    const store = await openCompositionStore(folder, now);
    const { document } = must(await store.add(blank(1)));
    must(await store.move(document.id, true));
    expect(must(await store.list(false))).toEqual([]);
    expect(must(await store.list(true)).map(({ id }) => id)).toEqual([document.id]);
    expect(await store.read(document.id)).toMatchObject({ ok: false, error: { kind: "not-found" } });
    must(await store.add({ ...document, name: "another with the same id" }));
    expect(await store.move(document.id, false)).toMatchObject({
      ok: false,
      error: { kind: "not-in-this-state" },
    });
    expect(await store.move(blank(9).id, true)).toMatchObject({ ok: false, error: { kind: "not-found" } });
  });

  it("leaves a file that does not parse, or is of a newer Inlay, where it is", async () => {
    const store = await openCompositionStore(folder, now);
    const { document } = must(await store.add(blank(1)));
    const path = join(folder, "compositions", `${document.id}.json`);
    for (const [text, kind] of [
      ["{", "document-broken"],
      ["[]", "document-broken"],
      [JSON.stringify({ revision: 1, savedAt: 1, document: { ...document, version: 99 } }), "document-newer"],
      [
        JSON.stringify({ revision: 1, savedAt: 1, document: { ...document, sizePx: null } }),
        "document-broken",
      ],
    ] as const) {
      await writeFile(path, text);
      expect(await store.read(document.id)).toMatchObject({ ok: false, error: { kind } });
      expect(await store.replace(document, 1, 2)).toMatchObject({ ok: false, error: { kind } });
      expect(must(await store.list(false))).toEqual([]);
      expect(await readFile(path, "utf8")).toBe(text);
    }
  });

  it("keeps the old document when the disk is full, and sweeps what a write that was cut short left", async () => {
    let isFull = false;
    const disk = {
      ...nodeDisk,
      writeNew: async (path: string, data: string | Uint8Array) => {
        await nodeDisk.writeNew(path, isFull ? String(data).slice(0, 40) : data);
        if (isFull) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
      },
    };
    const store = await openCompositionStore(folder, now, disk);
    const { document } = must(await store.add(blank(1)));
    isFull = true;
    const failed = await store.replace({ ...document, name: "lost" }, 0, 1);
    expect(failed).toMatchObject({ ok: false, error: { kind: "disk-full" } });
    isFull = false;
    expect(must(await store.read(document.id)).document.name).toBe("Document 1");
    await mkdir(join(folder, "compositions"), { recursive: true });
    await writeFile(join(folder, "compositions", ".x.json.0123456789ab.tmp"), "half");
    await openCompositionStore(folder, now);
    expect(await readdir(join(folder, "compositions"))).toEqual([`${document.id}.json`]);
  });

  it.runIf(canMount)(
    "keeps document and selections on a real disk that is full, and saves once it is not",
    async () => {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
      try {
        const store = await openCompositionStore(folder, now);
        const extent = { x: 0, y: 0, width: 640, height: 480 };
        const selected: Composition = {
          ...blank(1),
          selection: {
            ...emptyRegion(extent),
            operations: [{ kind: "rectangle", mode: "add", x: 5, y: 6, width: 70, height: 80 }],
          },
        };
        const { document } = must(await store.add(selected));
        const path = join(folder, "compositions", `${document.id}.json`);
        const before = await readFile(path, "utf8");
        await fillUp(join(folder, "ballast"));
        const larger = { ...document, name: "n".repeat(200) };
        expect(await store.replace(larger, 0, 1)).toMatchObject({
          ok: false,
          error: { kind: "disk-full", billed: "no" },
        });
        expect(await readFile(path, "utf8")).toBe(before);
        expect(must(await store.read(document.id)).document).toEqual(selected);
        await rm(join(folder, "ballast"), { recursive: true });
        expect(must(await store.replace(larger, 0, 1)).revision).toBe(1);
        expect(await readdir(join(folder, "compositions"))).toEqual([`${document.id}.json`]);
      } finally {
        execFileSync("umount", [folder]);
      }
    },
  );

  it("opens a document from before takes said what they were cut from", () => {
    const patch = JSON.parse(JSON.stringify(makePatch(1)));
    for (const take of patch.takes) delete take.cutFrom;
    const { prompt, references, region, window, createdAt } = patch;
    const run = { id: patch.click, jobs: [], prompt, references, region, window, createdAt, patch: null };
    const document = { ...blank(1), version: 1, patches: [patch], runs: [run] };
    const raised = must(parseDocument({ revision: 4, savedAt: 5, document }, "d")).document;
    expect(raised.version).toBe(2);
    expect([...raised.patches[0]!.takes, ...raised.runs].map(({ cutFrom }) => cutFrom)).toEqual(
      Array.from({ length: 4 }, () => "below"),
    );
  });

  it("raises an older document step by step", () => {
    const { name, ...rest } = blank(1);
    const document = { ...rest, version: -1, oldName: name };
    const steps = new Map<number, (old: AnyDocument) => AnyDocument>([
      [-1, (old) => ({ ...old, middleName: old["oldName"] })],
      [0, (old) => ({ ...old, name: old["middleName"] })],
      [1, (old) => old],
    ]);
    const raised = must(parseDocument({ revision: 4, savedAt: 5, document }, "d", steps));
    expect(raised.document).toEqual({ ...blank(1), name });
    expect(parseDocument({ revision: 4, savedAt: 5, document }, "d")).toMatchObject({
      ok: false,
      error: { kind: "document-broken" },
    });
  });
});
