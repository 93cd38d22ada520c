// What outlives a kill, by the journals beside documents: a page's own keeping and the host's store, with real files.
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CompositionStore } from "#electron/compositions/composition-store.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { RegionOperation } from "#shared/model/region.ts";
import { clickId, makeComposition, patchId } from "#tests/unit/renderer/canvas/made-documents.ts";
import { must } from "./document-fixture.ts";
import { hastyDisk, openPage, openStore } from "./journal-stage.ts";

let folder = "";
let store: CompositionStore;
const { id } = makeComposition();
const path = (kind: "json" | "journal") => join(folder, "compositions", `${id}.${kind}`);
const rectangle = (x: number): RegionOperation => ({
  kind: "rectangle",
  mode: "add",
  x,
  y: 1,
  width: 5,
  height: 5,
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  folder = await mkdtemp(join(tmpdir(), "inlay journal "));
  store = await openStore(folder);
  must(await store.add(makeComposition(2)));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

/** The host is gone without a word, and another opens the document. */
async function openAgain(): Promise<Composition> {
  // Only so that no file stays open in this process: what it would tidy is void.
  await store.close();
  store = await openStore(folder);
  return must(await store.open(id)).stored.document;
}
const strokesOf = ({ selection }: Composition) =>
  (selection?.operations ?? []).map((operation) => ("points" in operation ? operation.points : operation));
/** Long enough for what waits for a clock, and for what comes of it. */
const wait = async () => {
  vi.advanceTimersByTime(110);
  await setImmediate();
};
type Page = Awaited<ReturnType<typeof openPage>>;
const stroke = (page: Page, x: number) => {
  page.paint(x, 1);
  page.paint(x, 2);
  page.lift();
};
/** Lets the note that waits, or the save, arrive. */
const arrive = async (page: Page, name: "note" | "save") => {
  const sent = page.line.find((each) => each.name === `composition.${name}`);
  if (sent === undefined) throw new Error(`No ${name} was sent`);
  await sent.answer();
};

describe("A document that was killed", () => {
  it("[D1] has every stroke that was lifted, while the save of the first has not answered", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    await wait();
    await arrive(page, "note");
    await arrive(page, "note");
    stroke(page, 20);
    await arrive(page, "note");
    expect(page.line.map(({ name }) => name)).toEqual(["composition.save"]);
    expect(strokesOf(await openAgain())).toEqual([
      [10, 1, 1, 10, 2, 1],
      [20, 1, 1, 20, 2, 1],
    ]);
  });

  it("[D1] has every other edit too: patches, their settings, the frame, the name", async () => {
    const page = await openPage(store, id);
    const { actions } = page.document;
    actions.select(rectangle(1));
    actions.tunePatch(patchId(1), { opacity: 0.5, edge: { isStrict: true } });
    actions.editRegion(patchId(2), rectangle(7));
    actions.movePatch(patchId(1), 1);
    actions.extend({ left: 8, top: 0, right: 0, bottom: 8 });
    actions.rename("Boats");
    while (page.line[0]?.name === "composition.note") await page.line[0].answer();
    expect(JSON.parse(await readFile(path("json"), "utf8")).revision).toBe(0);
    expect(await openAgain()).toEqual(page.document.getState().composition);
  });

  it("[D2] has the stroke under way as far as it was noted, and not one that was given up", async () => {
    const page = await openPage(store, id);
    page.paint(1, 1);
    await arrive(page, "note");
    page.paint(2, 2);
    page.paint(3, 3);
    await wait();
    await arrive(page, "note");
    page.paint(4, 4);
    expect(strokesOf(await openAgain())).toEqual([[1, 1, 1, 2, 2, 1, 3, 3, 1]]);

    const other = await openPage(store, id);
    other.paint(9, 9);
    await arrive(other, "note");
    other.giveUp();
    await arrive(other, "note");
    expect(strokesOf(await openAgain())).toHaveLength(1);
  });

  it("[D2] has a stroke whose beginning was noted before the save of the one before it answered", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    await arrive(page, "note");
    await arrive(page, "note");
    await wait();
    page.paint(20, 1);
    await arrive(page, "note");
    await arrive(page, "save");
    page.paint(20, 2);
    page.lift();
    await arrive(page, "note");
    expect(strokesOf(await openAgain())).toEqual([
      [10, 1, 1, 10, 2, 1],
      [20, 1, 1, 20, 2, 1],
    ]);
  });

  it("[D2] has a stroke that was begun before the save of the one before it was made", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    await arrive(page, "note");
    await arrive(page, "note");
    vi.advanceTimersByTime(100);
    page.paint(20, 1);
    await wait();
    await arrive(page, "note");
    await arrive(page, "save");
    page.paint(20, 2);
    page.lift();
    await arrive(page, "note");
    expect(strokesOf(await openAgain())).toHaveLength(2);
  });

  it("[D3] does not get a stroke back whose undo was noted or saved", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    await wait();
    await page.settle();
    const journal = await readFile(path("journal"));
    stroke(page, 20);
    while (page.line.length > 0) await arrive(page, "note");
    page.document.actions.undo();
    await arrive(page, "note");
    expect(strokesOf(await openAgain())).toHaveLength(1);
    expect(journal.length).toBe(0);
  });

  it("[D3] has a stroke once where the journal could not be emptied after its save", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    while (page.line.length > 0) await arrive(page, "note");
    const before = await readFile(path("journal"));
    await wait();
    await arrive(page, "save");
    await writeFile(path("journal"), before);
    expect(strokesOf(await openAgain())).toHaveLength(1);
    expect(must(await store.open(id)).stored.revision).toBe(1);
  });

  it("[D3] keeps what another page has saved, and takes no notes of the former one", async () => {
    const [mine, other] = [await openPage(store, id), await openPage(store, id)];
    stroke(mine, 10);
    await mine.line[0]!.answer();
    other.document.actions.rename("Theirs");
    await wait();
    await other.settle();
    await mine.settle();
    expect(mine.save.state.getState().kind).toBe("stale");
    stroke(mine, 20);
    expect(mine.line).toEqual([]);
    const after = await openAgain();
    expect([after.name, after.selection]).toEqual(["Theirs", null]);
  });

  it("[D3] takes notes over what the host itself has put into the document meanwhile", async () => {
    const page = await openPage(store, id);
    const { window, prompt, references, region } = makeComposition(1).patches[0]!;
    const parts = { window, prompt, references, region, jobs: [], patch: null, createdAt: 1 };
    const more = { scope: "selection", hasGuide: false, cutFrom: "below" } as const;
    const run = { ...parts, ...more, id: clickId(7) };
    const read = must(await store.read(id));
    must(await store.replace({ ...read.document, runs: [run] }, 0, 1));
    stroke(page, 10);
    while (page.line.length > 0) await arrive(page, "note");
    page.document.actions.putRun({ ...run, prompt: "as answered" });
    await arrive(page, "note");
    const after = await openAgain();
    expect(strokesOf(after)).toHaveLength(1);
    expect(after.runs.map((each) => each.prompt)).toEqual(["as answered"]);
  });

  it("[D4] has what was noted before a line that was cut off, wherever it was", async () => {
    const page = await openPage(store, id);
    for (const x of [10, 20, 30]) stroke(page, x);
    while (page.line.length > 0) await arrive(page, "note");
    const [whole, document] = [await readFile(path("journal")), await readFile(path("json"))];
    const found = new Set<number>();
    for (let bytes = 0; bytes <= whole.length; bytes += bytes < whole.length - 20 ? 9 : 1) {
      await Promise.all([
        writeFile(path("journal"), whole.subarray(0, bytes)),
        writeFile(path("json"), document),
      ]);
      const strokes = strokesOf(await openAgain());
      expect(page.states.map(strokesOf)).toContainEqual(strokes);
      found.add(strokes.length);
    }
    expect([...found]).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ["no JSON", "{"],
    ["of another shape", '{"step":3,"change":{"edits":[{"path":"name","value":1}],"runs":null}}'],
    ["out of turn", '{"step":9,"change":{"edits":[{"path":["name"],"value":"x"}],"runs":null}}'],
    [
      "that fits nothing",
      '{"step":3,"change":{"edits":[{"path":["patches",9,"name"],"value":"x"}],"runs":null}}',
    ],
    ["that makes no document", '{"step":3,"change":{"edits":[{"path":["sizePx"],"value":"x"}],"runs":null}}'],
    [
      "of another document",
      '{"step":3,"change":{"edits":[{"path":["id"],"value":"00000000000000bb"}],"runs":null}}',
    ],
    [
      "that reaches below",
      '{"step":3,"change":{"edits":[{"path":["__proto__","x"],"value":1}],"runs":null}}',
    ],
    [
      "over the runs",
      '{"step":3,"change":{"edits":[{"path":["runs"],"value":5}],"runs":{"gone":[],"put":[]}}}',
    ],
    ["that replaces all", '{"step":3,"change":{"edits":[{"path":[],"value":{}}],"runs":null}}'],
  ])("[D4] leaves a line out that is %s, and what comes after it", async (_, line) => {
    const page = await openPage(store, id);
    stroke(page, 10);
    while (page.line.length > 0) await arrive(page, "note");
    const good = '{"step":4,"change":{"edits":[{"path":["name"],"value":"later"}],"runs":null}}';
    await appendFile(path("journal"), `${line}\n${good}\n`);
    const after = await openAgain();
    expect([strokesOf(after).length, after.name]).toEqual([1, "Kite"]);
    expect(must(await store.read(id)).document).toEqual(after);
  });

  it("[D5] is whole in the page when nothing can be noted, and is noted again after its next save", async () => {
    const page = await openPage(store, id);
    await mkdir(path("journal"));
    stroke(page, 10);
    await page.line[0]!.answer();
    expect(page.line).toEqual([]);
    expect(strokesOf(page.document.getState().composition)).toHaveLength(1);
    await rm(path("journal"), { recursive: true });
    await wait();
    await page.settle();
    expect(page.save.state.getState().kind).toBe("saved");
    stroke(page, 20);
    while (page.line.length > 0) await arrive(page, "note");
    expect(strokesOf(await openAgain())).toHaveLength(2);
  });

  it("[D5] is opened with what was noted where that cannot be saved, and keeps it noted", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    while (page.line.length > 0) await arrive(page, "note");
    const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    const disk = { ...hastyDisk, writeNew: async () => await Promise.reject(full) };
    const opened = must(await (await openStore(folder, disk)).open(id));
    expect([opened.isNew, opened.stored.revision, strokesOf(opened.stored.document).length]).toEqual([
      false,
      0,
      1,
    ]);
    expect(strokesOf(await openAgain())).toHaveLength(1);
  });

  it("keeps a stroke under way when the document is deleted, and leaves no journal behind", async () => {
    const page = await openPage(store, id);
    page.paint(1, 1);
    await page.settle();
    must(await store.move(id, true));
    page.paint(2, 2);
    await wait();
    await page.settle();
    expect(await readdir(join(folder, "compositions"))).toEqual([]);
    must(await store.move(id, false));
    expect(strokesOf(await openAgain())).toEqual([[1, 1, 1]]);
  });

  it("opens as before where no journal is, and one of an older Inlay makes its journal void", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    while (page.line.length > 0) await arrive(page, "note");
    const { place: _, ...older } = JSON.parse(await readFile(path("json"), "utf8"));
    await writeFile(path("json"), JSON.stringify({ ...older, revision: 1 }));
    expect(strokesOf(await openAgain())).toEqual([]);
  });

  it("closed well leaves no journal behind", async () => {
    const page = await openPage(store, id);
    stroke(page, 10);
    await wait();
    await page.settle();
    expect((await stat(path("journal"))).size).toBe(0);
    await store.close();
    expect(await readdir(join(folder, "compositions"))).toEqual([`${id}.json`]);
  });
});

/** What comes often stands often. */
const strokes = ["paint", "paint", "paint", "paint", "lift", "lift", "giveUp"] as const;
const others = ["undo", "redo", "rectangle", "deselect", "tune"] as const;
const passing = ["wait", "wait", "first", "first", "last"] as const;
const deeds = [...strokes, ...others, ...passing] as const;
type Deed = (typeof deeds)[number];

async function act(page: Page, deed: Deed, n: number): Promise<void> {
  const { actions } = page.document;
  if (deed === "first") await page.line[0]?.answer();
  else if (deed === "last") await page.line.at(-1)?.answer();
  else if (deed === "wait") await wait();
  else if (deed === "paint") page.paint(n, n);
  else if (deed === "lift") page.lift();
  else if (page.isDrawing()) page.giveUp();
  else if (deed === "undo") actions.undo();
  else if (deed === "redo") actions.redo();
  else if (deed === "rectangle") actions.select(rectangle(n));
  else if (deed === "deselect") actions.deselect();
  else if (deed === "tune") actions.tunePatch(patchId(1), { opacity: n / 100 });
}

it("[D1] [D2] [D3] whatever is done and whenever it is killed, it is as it was after the last edit that arrived", async () => {
  let kills = 0;
  let cut = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...deeds), { minLength: 4, maxLength: 40 }),
      fc.constantFrom("none", "first", "last", "both"),
      async (done, arriving) => {
        await writeFile(
          path("json"),
          JSON.stringify({ revision: 0, savedAt: 1, document: makeComposition(2) }),
        );
        await rm(path("journal"), { force: true });
        store = await openStore(folder);
        const page = await openPage(store, id);
        let arrived = 0;
        for (const [i, deed] of done.entries()) {
          const answered = deed === "first" ? page.line[0] : deed === "last" ? page.line.at(-1) : undefined;
          await act(page, deed, i);
          arrived = Math.max(arrived, answered?.settled ?? 0);
        }
        const late =
          arriving === "both"
            ? page.line
            : arriving === "none"
              ? []
              : page.line.slice(arriving === "last" ? -1 : 0).slice(0, 1);
        for (const sent of late) {
          await sent.deliver();
          arrived = Math.max(arrived, sent.settled);
        }
        page.stop();
        const after = await openAgain();
        expect(page.states.slice(page.marks[arrived])).toContainEqual(after);
        kills++;
        if (late.length < page.line.length) cut++;
      },
    ),
    { numRuns: 60 },
  );
  expect([kills, cut > 2]).toEqual([60, true]);
});
