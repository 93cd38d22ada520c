import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keep, mustOpen, withLibrary } from "./library-fixture.ts";

it("[L2] reads records that an older version wrote, with nothing in what came later", async () => {
  await withLibrary(async (library, folder) => {
    const made = await keep(library, 1);
    await library.close();
    for (const name of await readdir(join(folder, "records"))) {
      const path = join(folder, "records", name);
      const record = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
      for (const field of ["tags", "collections", "recipe", "perceptualHash"]) delete record[field];
      await writeFile(path, JSON.stringify({ ...record, marks: { rating: 2, favourite: true } }));
    }
    await rm(join(folder, "index.sqlite"));
    const again = await mustOpen(folder);
    const found = again.get(made.id);
    expect(found).toMatchObject({
      ok: true,
      value: {
        picture: {
          marks: { rating: 2, favourite: true, rejected: false },
          tags: [],
          collections: [],
          recipe: null,
          perceptualHash: null,
        },
      },
    });
    expect(await readdir(join(folder, "quarantine"))).toEqual([]);
    await again.close();
  });
});
