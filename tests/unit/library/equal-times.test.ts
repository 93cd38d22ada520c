import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { PictureId } from "#shared/model/ids.ts";
import { mustOpen, withLibrary } from "./library-fixture.ts";
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
    await again.close();
  });
});
