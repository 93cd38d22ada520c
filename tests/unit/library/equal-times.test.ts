import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keep, mustOpen, withLibrary } from "./library-fixture.ts";

it("[L2] takes any number of pictures of one moment, as an archive gives them", async () => {
  await withLibrary(async (library, folder) => {
    const picture = await keep(library, 1);
    await library.close();
    const path = join(folder, `records/${picture.id}.json`);
    const record = JSON.parse(await readFile(path, "utf8")) as object;
    const many = 1100;
    for (let at = 1; at <= many; at += 1) {
      const id = (0x1000 + at).toString(16).padStart(16, "0");
      const file = picture.file.replace(/\.png$/, ` ${at}.png`);
      await link(join(folder, picture.file), join(folder, file));
      const text = JSON.stringify({ ...record, id, file, job: null, createdAt: 0 });
      await writeFile(join(folder, `records/${id}.json`), text);
    }
    await rm(join(folder, "index.sqlite"));
    const again = await mustOpen(folder);
    expect(again.search({}).total).toBe(many + 1);
    const [last] = again.ids({ sort: "oldest" }).ids;
    expect(await again.mark([last!], { rating: 3 })).toMatchObject({ ok: true });
    expect(again.search({ text: "rating:3" }).total).toBe(1);
    expect(again.outline({ sort: "oldest" }).days).toHaveLength(2);
    await again.close();
  });
});
