import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { unwatched } from "#electron/library/parts/care-report.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { checkAgreement } from "./check-agreement.ts";
import { freshFolder, mustOpen, pngOf, withLibrary } from "./library-fixture.ts";
import { madePicture } from "./made-picture.ts";

it("[L2] takes any number of pictures of one moment, as an archive gives them", async () => {
  await withLibrary(async (library, folder) => {
    await library.close();
    // More than a moment has rows; two and two want the same one.
    const many = 1100;
    const idAt = (at: number) =>
      ((at - (at % 2)).toString(16).padStart(4, "0") + at.toString(16).padStart(12, "0")) as PictureId;
    const pictures = Array.from({ length: many }, (_, at) =>
      madePicture(at, { id: idAt(at), file: `pictures/1970-01/otter ${at}.png`, createdAt: 0, bytes: 1 }),
    );
    const other = madePicture(many, { file: "pictures/1970-01/another day.png", bytes: 1 });
    await mkdir(join(folder, "pictures/1970-01"), { recursive: true });
    await Promise.all(
      [...pictures, other].map(async (picture) => {
        await writeFile(join(folder, picture.file), "x");
        await writeFile(join(folder, `records/${picture.id}.json`), JSON.stringify(picture));
      }),
    );
    await rm(join(folder, "index.sqlite"));
    const again = await mustOpen(folder);
    expect(again.search({}).total).toBe(many + 1);
    const [last] = again.ids({ sort: "oldest" }).ids;
    expect(await again.mark([last!], { rating: 3 })).toMatchObject({ ok: true });
    expect(again.search({ text: "rating:3" }).total).toBe(1);
    expect(again.outline({ sort: "oldest" }).days).toHaveLength(2);
    // Twice through: records are read, then put in their order.
    const steps: (number | null)[][] = [];
    await again.care.rebuild({ ...unwatched, progress: (done, total) => steps.push([done, total]) });
    expect(steps.slice(-2)).toEqual([
      [500, many + 1],
      [1000, many + 1],
    ]);
    await again.close();
  });
});

it("[L2] sorts by the time of each picture when the clock was set back, as a rebuilt index does", async () => {
  const home = await freshFolder();
  let time = 1_763_800_000_000;
  const library = await mustOpen(join(home, "library"), { now: () => (time -= 90_000_000) });
  const ids: PictureId[] = [];
  for (let number = 1; number <= 4; number += 1) {
    const stream = Readable.from([await pngOf(number)]);
    const taken = await library.importFile({ name: `otter ${number}.png`, stream });
    if (taken.ok) ids.push(taken.value.picture.id);
  }
  await library.mark([ids[0]!], { rating: 2 });
  await library.trash([ids[3]!]);
  await library.restore([ids[3]!]);
  const look = () =>
    (["oldest", "newest"] as const).map((sort) => library.search({ sort }).pictures.map(({ id }) => id));
  expect(look()).toEqual([ids.toReversed(), ids]);
  expect(library.outline({ sort: "newest" }).days).toHaveLength(4);
  expect(await library.care.rebuild(unwatched)).toEqual({ ok: true, value: { pictures: 4 } });
  expect(look()).toEqual([ids.toReversed(), ids]);
  await library.close();
  await checkAgreement(library.folder);
  await rm(home, { recursive: true });
});
