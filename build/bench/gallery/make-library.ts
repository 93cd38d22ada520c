// A library of many pictures for the benches, laid out as the app does it: a file, a record and thumbnails for each.
// Few pictures are drawn; the others are further names of their files, under hashes of their own.
import { createHash } from "node:crypto";
import { link, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { layOut, lastingFolders, type LibraryLayout } from "#electron/library/files/library-layout.ts";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import { thumbnailWidthsPx } from "#shared/contract/media.ts";
import type { AssetId, ClickId, CollectionId, JobId, PictureId } from "#shared/model/ids.ts";
import { blankRequest, type MediaType } from "#shared/model/image-request.ts";
import type { Picture } from "#shared/model/picture.ts";
import { extensionOf, pictureFileName } from "#shared/rules/names.ts";
import { madePrompt, pick, seededRandom } from "./made-prompts.ts";

/** The time of the newest picture: the years before it are filled. */
const newestMs = Date.UTC(2026, 10, 20, 12);
const twoYearsMs = 2 * 365 * 86_400_000;

const shapes = [
  [1024, 1024],
  [1536, 1024],
  [1024, 1536],
  [1920, 1088],
  [1088, 1920],
  [2048, 2048],
  [1536, 640],
  [720, 1280],
] as const;
const mediaTypes: readonly MediaType[] = ["image/png", "image/jpeg", "image/webp"];
const tags = [
  "night",
  "client work",
  "keeper",
  "texture",
  "Blue hour",
  "cover",
  "rejected idea",
  "sea",
] as const;

type Drawn = {
  readonly path: string;
  readonly mediaType: MediaType;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
  readonly thumbs: readonly { readonly widthPx: number; readonly path: string }[];
  readonly thumbhash: string;
};

/** Makes the files; the index is left to the library, which builds it from the records. Says how far it is. */
export async function makeLibrary(folder: string, count: number, say: (line: string) => void): Promise<void> {
  const layout = layOut(folder);
  for (const path of lastingFolders(layout)) await mkdir(path, { recursive: true });
  const drawn = await drawPictures(layout, say);
  const random = seededRandom(7);
  const collections = ["Spring campaign", "Packaging", "Moodboards", "Site", "Loose ends"].map(
    (name, at) => ({
      id: hashOf(`collection ${at}`, 16) as CollectionId,
      name,
      parent: null,
      createdAt: newestMs,
    }),
  );
  await writeFile(join(folder, "collections.json"), JSON.stringify({ version: 1, collections }));
  const plans = planPictures(
    random,
    count,
    drawn,
    collections.map(({ id }) => id),
  );
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let next = plans.next(); !next.done; next = plans.next()) {
      await writePicture(layout, next.value.picture, next.value.from);
      done += 1;
      if (done % 10_000 === 0) say(`${done} of ${count} pictures made`);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

/** 24 pictures of eight shapes in three formats, with detail, so that they weigh what pictures weigh. */
async function drawPictures(layout: LibraryLayout, say: (line: string) => void): Promise<readonly Drawn[]> {
  const codec = createImageCodec();
  const folder = join(layout.spool, "drawn");
  await mkdir(folder, { recursive: true });
  const drawn: Drawn[] = [];
  for (const [at, [widthPx, heightPx]] of shapes.entries())
    for (const mediaType of mediaTypes) {
      const number = at * mediaTypes.length + mediaTypes.indexOf(mediaType);
      const path = join(folder, `${number}.${extensionOf(mediaType)}`);
      const format = mediaType === "image/png" ? "png" : mediaType === "image/jpeg" ? "jpeg" : "webp";
      await sharp(Buffer.from(scene(number, widthPx, heightPx)))
        .toFormat(format)
        .toFile(path);
      const made = await codec.thumbnails({ path }, join(folder, `${number}`), thumbnailWidthsPx);
      if (!made.ok) throw new Error(JSON.stringify(made.error));
      const { files: thumbs, thumbhash } = made.value;
      drawn.push({ path, mediaType, widthPx, heightPx, bytes: (await stat(path)).size, thumbs, thumbhash });
    }
  await codec.close();
  say(`${(await readdir(folder)).length} files drawn`);
  return drawn;
}

function scene(number: number, widthPx: number, heightPx: number): string {
  const random = seededRandom(number + 1);
  const blobs = Array.from({ length: 60 }, () => {
    const [x, y, size] = [random() * widthPx, random() * heightPx, 20 + random() * 220];
    return `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * (0.3 + random())}" fill="hsl(${random() * 360},55%,${20 + random() * 60}%)" opacity="0.7"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"><rect width="100%" height="100%" fill="hsl(${number * 15},30%,30%)"/>${blobs.join("")}</svg>`;
}

/** Clicks of one to four takes, a fifth of them edits of an earlier picture; imports and flattened documents between. */
function* planPictures(
  random: () => number,
  count: number,
  drawn: readonly Drawn[],
  collections: readonly CollectionId[],
): Generator<{ picture: Picture; from: Drawn }, undefined> {
  const earlier: Picture[] = [];
  let made = 0;
  while (made < count) {
    const kind =
      random() < 0.08 ? "import" : random() < 0.03 ? "composite" : random() < 0.25 ? "edit" : "generate";
    const title = madePrompt(random);
    const takes = kind === "generate" || kind === "edit" ? 1 + Math.floor(random() * 4) : 1;
    const parent = kind === "edit" ? earlier[Math.floor(random() * earlier.length)] : undefined;
    for (let take = 0; take < takes && made < count; take += 1) {
      const from = pick(random, drawn);
      const createdAt = newestMs - Math.floor(twoYearsMs * (1 - made / count)) + take * 4000;
      const picture = pictureOf({ random, number: made, kind, title, from, createdAt, parent, collections });
      if (made % 10 === 0) earlier.push(picture);
      yield { picture, from };
      made += 1;
    }
  }
}

function pictureOf(of: {
  readonly random: () => number;
  readonly number: number;
  readonly kind: "import" | "composite" | "edit" | "generate";
  readonly title: string;
  readonly from: Drawn;
  readonly createdAt: number;
  readonly parent: Picture | undefined;
  readonly collections: readonly CollectionId[];
}): Picture {
  const { random, number, kind, title, from, createdAt, parent } = of;
  const id = hashOf(`picture ${number}`, 16) as PictureId;
  const isMade = kind === "edit" || kind === "generate";
  const name =
    kind === "import" ? `IMG_${String(number).padStart(5, "0")}.${extensionOf(from.mediaType)}` : title;
  const date = new Date(createdAt);
  const day = { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
  const output = 1000 + Math.floor(random() * 6000);
  return {
    id,
    asset: hashOf(`asset ${number}`, 64) as AssetId,
    file: `pictures/${pictureFileName({ day, title: name, id, mediaType: from.mediaType })}`,
    kind,
    mediaType: from.mediaType,
    widthPx: from.widthPx,
    heightPx: from.heightPx,
    bytes: from.bytes,
    createdAt,
    title: name,
    request: isMade ? { ...blankRequest, prompt: title } : null,
    engine: isMade ? "api" : null,
    usage: isMade
      ? { totalTokens: output + 60, inputTokens: 60, outputTokens: output, textTokens: 60, imageTokens: 0 }
      : null,
    durationMs: isMade ? 40_000 : null,
    job: isMade ? (id as string as JobId) : null,
    click: isMade ? (hashOf(`click ${title} ${Math.floor(createdAt / 60_000)}`, 16) as ClickId) : null,
    parents:
      parent === undefined
        ? []
        : [{ asset: parent.asset, picture: parent.id, name: parent.title.slice(0, 255), label: "" }],
    composite: null,
    marks: {
      rating: random() < 0.3 ? 1 + Math.floor(random() * 5) : 0,
      favourite: random() < 0.04,
      rejected: random() < 0.06,
    },
    tags: random() < 0.35 ? [...new Set([pick(random, tags), pick(random, tags)])] : [],
    collections: random() < 0.2 ? [pick(random, of.collections)] : [],
    recipe: null,
    perceptualHash: hashOf(`look ${number}`, 16),
    thumbhash: from.thumbhash,
    problem: null,
    trashedAt: null,
  };
}

async function writePicture(layout: LibraryLayout, picture: Picture, from: Drawn): Promise<void> {
  const path = layout.absolute(picture.file);
  await mkdir(dirname(path), { recursive: true });
  await link(from.path, path);
  await writeFile(layout.record(picture.id, false), JSON.stringify({ version: 1, ...picture }, null, 1));
  const stem = layout.thumbStem(picture.asset);
  await mkdir(dirname(stem), { recursive: true });
  for (const { widthPx, path: thumb } of from.thumbs) await link(thumb, `${stem}-${widthPx}.webp`);
}

function hashOf(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}
