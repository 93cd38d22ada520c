import { existsSync } from "node:fs";
import { appendFile, mkdir, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { checkAgreement } from "./check-agreement.ts";
import { jobOf, keep, mustOpen, pngOf, readIndex, spool, withLibrary } from "./library-fixture.ts";

/** Keeps what it is told; stops the work after so many steps. */
function listener(stopAfter = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  const figures: Record<string, number> = {};
  const found: string[] = [];
  const steps: (readonly [number, number | null])[] = [];
  const report: CareReport = {
    signal: stop.signal,
    progress: (done, total) => {
      steps.push([done, total]);
      if (steps.length >= stopAfter) stop.abort();
    },
    count: (figure, by = 1) => (figures[figure] = (figures[figure] ?? 0) + by),
    find: (name, error) => found.push(`${error.kind} ${name}`),
  };
  return { report, figures, found, steps };
}

describe("verify", () => {
  it("marks what is missing or changed, mends what is right again, and writes records that are gone", async () => {
    await withLibrary(async (library, folder) => {
      const [gone, changed, whole, unrecorded] = [
        await keep(library, 1),
        await keep(library, 2),
        await keep(library, 3),
        await keep(library, 4),
      ];
      const bytes = await readFile(join(folder, gone.file));
      await unlink(join(folder, gone.file));
      const same = await readFile(join(folder, changed.file));
      // As long as before, and another picture.
      await writeFile(join(folder, changed.file), same.toReversed());
      await unlink(join(folder, `records/${unrecorded.id}.json`));
      const first = listener();
      expect(await library.care.verify(first.report)).toEqual({ ok: true, value: null });
      expect(first.figures).toEqual({ checked: 4, missing: 1, changed: 1, records: 1 });
      expect(first.found.map((line) => line.split(" ")[0])).toEqual(["file-unreadable", "file-changed"]);
      expect(first.steps.at(-1)).toEqual([4, 4]);
      const problems = () =>
        [gone, changed, whole, unrecorded].map(({ id }) => {
          const picture = library.get(id);
          return picture.ok ? picture.value.picture.problem : "unknown";
        });
      expect(problems()).toEqual(["missing", "changed", null, null]);
      expect(existsSync(join(folder, `records/${unrecorded.id}.json`))).toBe(true);

      await writeFile(join(folder, gone.file), bytes);
      await writeFile(join(folder, changed.file), same);
      const second = listener();
      await library.care.verify(second.report);
      expect(second.figures).toEqual({ checked: 4, mended: 2 });
      expect(problems()).toEqual([null, null, null, null]);
      await library.close();
      await checkAgreement(folder);
    });
  });

  it("puts what is no picture, and second copies, into quarantine, and leaves pictures for a rebuild", async () => {
    await withLibrary(async (library, folder) => {
      const picture = await keep(library, 1);
      const month = join(folder, "pictures/2026-01");
      await mkdir(month, { recursive: true });
      await writeFile(join(month, "notes.png"), "no picture at all");
      await writeFile(join(month, "copy.png"), await readFile(join(folder, picture.file)));
      await writeFile(join(month, "stray.png"), await pngOf(77));
      const { report, figures, found, steps } = listener();
      await library.care.verify(report);
      expect(figures).toEqual({ checked: 1, quarantined: 2, strays: 1 });
      expect(found.toSorted()).toEqual([
        "not-allowed copy.png",
        "not-allowed stray.png",
        "picture-refused notes.png",
      ]);
      expect(steps.at(-1)).toEqual([2, 3]);
      expect((await library.care.quarantine()).map(({ name, bytes }) => [name, bytes > 0])).toEqual(
        expect.arrayContaining([
          ["notes.png", true],
          ["copy.png", true],
        ]),
      );
      expect(await library.care.rebuild(listener().report)).toEqual({ ok: true, value: { pictures: 2 } });
      await library.close();
      await checkAgreement(folder);
    });
  });

  it("names what was kept although it is no picture", async () => {
    await withLibrary(async (library) => {
      await library.keepReply(await spool(library, jobOf(1), Buffer.from("no picture")));
      const { report, figures, found } = listener();
      await library.care.verify(report);
      expect(figures).toMatchObject({ checked: 1, undecodable: 1 });
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(/^picture-refused /);
    });
  });

  it("moves nothing when too much looks orphaned, and says so of a check that is done", async () => {
    await withLibrary(async (library, folder) => {
      await keep(library, 1);
      for (let at = 0; at < 12; at += 1) await writeFile(join(folder, `pictures/${at}.txt`), `note ${at}`);
      const { report, figures, found } = listener();
      expect(await library.care.verify(report)).toEqual({ ok: true, value: null });
      expect(figures).toEqual({ checked: 1, orphans: 12 });
      expect(found).toEqual(["not-allowed pictures"]);
      expect(await library.care.quarantine()).toEqual([]);
    });
  });
});

it("[L2] a rebuild that is cancelled leaves the index as it was", async () => {
  await withLibrary(async (library, folder) => {
    await keep(library, 1);
    const { report } = listener(1);
    expect(await library.care.rebuild(report)).toEqual({ ok: false, error: { kind: "cancelled" } });
    expect(library.search({}).total).toBe(1);
    await library.close();
    await checkAgreement(folder);
  });
});

it("[L2] a rebuild tells how far it is with pictures without a record, and stops between two of them", async () => {
  await withLibrary(async (library, folder) => {
    await keep(library, 1);
    for (const number of [71, 72, 73])
      await writeFile(join(folder, `pictures/${number}.png`), await pngOf(number));
    // One step for the records, and one for each that has none.
    const first = listener(2);
    expect(await library.care.rebuild(first.report)).toEqual({ ok: true, value: { pictures: 2 } });
    expect(first.steps.at(-1)).toEqual([0, 3]);
    expect(library.search({}).total).toBe(2);
    const second = listener();
    expect(await library.care.rebuild(second.report)).toEqual({ ok: true, value: { pictures: 4 } });
    expect(second.steps.at(-1)).toEqual([1, 2]);
    await library.close();
    await checkAgreement(folder);
  });
});

describe("backups", () => {
  it("bring back records, names and pictures that were lost, and leave alone what is there", async () => {
    await withLibrary(async (library, folder) => {
      const [one, two, three] = [await keep(library, 1), await keep(library, 2), await keep(library, 3)];
      const made = await library.organise.makeCollection({ name: "Work", parent: null });
      if (!made.ok) throw new Error("no collection");
      await library.organise.putInto(made.value.id, [one.id]);
      await library.organise.tag([one.id], ["keeper"], []);
      await library.organise.searches.save({ id: null, name: "Keepers", text: "tag:keeper", sort: "newest" });
      const saving = listener();
      const backup = await library.care.backUp(true, saving.report);
      if (!backup.ok) throw new Error(JSON.stringify(backup.error));
      expect(saving.figures).toMatchObject({ records: 3, pictures: 3 });
      expect(await library.care.backups()).toMatchObject([{ name: backup.value, pictures: 3 }]);
      await library.mark([three.id], { rating: 4 });
      await library.close();
      const before = readIndex(folder);

      // A record, a picture with its record, every name, and the index are lost.
      await rm(join(folder, `records/${one.id}.json`));
      await rm(join(folder, `records/${two.id}.json`));
      await rm(join(folder, two.file));
      for (const name of ["collections.json", "searches.json", "index.sqlite"]) await rm(join(folder, name));
      const again = await mustOpen(folder);
      expect(again.search({ text: "kind:import" }).total).toBe(1);
      const { report, figures } = listener();
      expect(await again.care.restore(backup.value, report)).toEqual({ ok: true, value: null });
      expect(figures).toEqual({ kept: 1, restored: 2 });
      expect(again.search({ text: "tag:keeper in:work" }).total).toBe(1);
      expect(again.organise.searches.list()).toMatchObject([{ name: "Keepers" }]);
      expect(again.get(three.id)).toMatchObject({ value: { picture: { marks: { rating: 4 } } } });
      await again.close();
      expect(readIndex(folder)).toEqual(before);
      await checkAgreement(folder);
    });
  });

  it("that a crash cut short goes at the next start, and whole ones stay", async () => {
    await withLibrary(async (library, folder) => {
      await keep(library, 1);
      const whole = await library.care.backUp(true, listener().report);
      await library.close();
      await mkdir(join(folder, "backups/.backup 2026-01-01T00-00-00.000Z/pictures"), { recursive: true });
      await writeFile(join(folder, "backups/.backup 2026-01-01T00-00-00.000Z/pictures/half"), "half");
      await (await mustOpen(folder)).close();
      expect(await readdir(join(folder, "backups"))).toEqual([whole.ok && whole.value]);
    });
  });

  it("that is cancelled leaves nothing, and one that is not there is said to be missing", async () => {
    await withLibrary(async (library, folder) => {
      await keep(library, 1);
      expect(await library.care.backUp(false, { ...listener().report, signal: AbortSignal.abort() })).toEqual(
        {
          ok: false,
          error: { kind: "cancelled" },
        },
      );
      expect(await readdir(join(folder, "backups"))).toEqual([]);
      expect(await library.care.restore("../records", listener().report)).toMatchObject({
        error: { kind: "not-found" },
      });
    });
  });

  it("skip a line that is broken", async () => {
    await withLibrary(async (library, folder) => {
      await keep(library, 1);
      const backup = await library.care.backUp(false, listener().report);
      if (!backup.ok) throw new Error("no backup");
      await appendFile(join(folder, "backups", backup.value, "records.jsonl"), '{"id":"half');
      const { report, figures } = listener();
      expect(await library.care.restore(backup.value, report)).toEqual({ ok: true, value: null });
      expect(figures).toEqual({ kept: 1, lost: 1 });
    });
  });
});
