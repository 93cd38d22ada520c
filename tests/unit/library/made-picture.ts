// Pictures as values, for tests of the index alone; and an index in memory to put them into.
import { DatabaseSync } from "node:sqlite";
import { migrations } from "#electron/library/index/index-schema.ts";
import { createPictureIndex, type PictureIndex } from "#electron/library/index/picture-index.ts";
import type { AssetId, ClickId, PictureId } from "#shared/model/ids.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import type { Picture } from "#shared/model/picture.ts";

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, "0");

/** A generated picture; its id, asset, file and time follow from the number. */
export function madePicture(number: number, change: Partial<Picture> = {}): Picture {
  // Spread over the ids, so that beginnings of them differ.
  const id = hex((number * 2_654_435_761) % 2 ** 32, 8) + hex(number, 8);
  return {
    id: id as PictureId,
    asset: hex(number, 64) as AssetId,
    file: `pictures/2026-11/2026-11-22 an-otter ${id.slice(0, 8)}.png`,
    kind: "generate",
    mediaType: "image/png",
    widthPx: 1024,
    heightPx: 1024,
    bytes: 1000,
    createdAt: 1_763_800_000_000 + number * 60_000,
    title: "an otter",
    request: { ...blankRequest, prompt: change.title ?? "an otter" },
    engine: "demo",
    usage: null,
    durationMs: 5000,
    job: null,
    click: hex(number, 16) as ClickId,
    parents: [],
    composite: null,
    marks: { rating: 0, favourite: false, rejected: false },
    tags: [],
    collections: [],
    recipe: null,
    perceptualHash: null,
    thumbhash: null,
    problem: null,
    trashedAt: null,
    ...change,
  };
}

export function memoryIndex(): PictureIndex {
  const db = new DatabaseSync(":memory:");
  for (const { sql } of migrations) db.exec(sql);
  db.exec("DROP TABLE former_records");
  return createPictureIndex(db);
}
