// What the index says of a picture, as values: columns, facets and words. Knows the tables' shape, touches none.
import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { SQLInputValue } from "node:sqlite";
import { mediaTypeSchema, type MediaType } from "#shared/model/image-request.ts";
import { pictureKindSchema, type Picture, type PictureKind } from "#shared/model/picture.ts";
import { paidTokens } from "#shared/rules/prices.ts";
import { slugOf } from "#shared/rules/names.ts";
import { stackNumber } from "./stack-result.ts";

export type Row = Readonly<Record<string, SQLInputValue>>;

/** Rows are numbered from the time of creation, with room for so many in one millisecond. */
export const rowsPerMs = 1024;
/** The year 2245: later times would not fit a number. */
const latestMs = 8_700_000_000_000;

/** As much of a title as a card carries. */
export function cardTitle(title: string): string {
  return title.slice(0, 200).toWellFormed();
}

/** The first row of a millisecond. */
export function rowAt(timeMs: number): number {
  return Math.min(Math.max(Math.floor(timeMs), 0), latestMs) * rowsPerMs;
}

/** Where a picture's row is looked for first: its time, and ten bits of its id. */
export function wantedRow({ createdAt, id }: Picture): number {
  return rowAt(createdAt) + (Number.parseInt(id.slice(0, 4), 16) % rowsPerMs);
}

/** Kinds and formats as numbers; both lists only ever grow at their end. */
export const kindNumber = (kind: PictureKind): number => pictureKindSchema.options.indexOf(kind);
export const mediaNumber = (media: MediaType): number => mediaTypeSchema.options.indexOf(media);

/** For comparing tags and names without regard to case. */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** Width / height in thousandths, 1 to 65535; 1000 when unknown. */
export function ratioOf({ widthPx, heightPx }: Pick<Picture, "widthPx" | "heightPx">): number {
  if (widthPx === 0 || heightPx === 0) return 1000;
  return Math.min(65_535, Math.max(1, Math.round((widthPx / heightPx) * 1000)));
}

/** True for a picture that a search finds unasked. */
export function isVisible({ trashedAt, kind }: Picture): boolean {
  return trashedAt === null && kind !== "take";
}

export function pictureRow(picture: Picture, row: number, prompt: number | null, wordsHash: string): Row {
  return {
    row,
    id: picture.id,
    asset: picture.asset,
    file: picture.file,
    kind: picture.kind,
    media_type: picture.mediaType,
    width_px: picture.widthPx,
    height_px: picture.heightPx,
    pixels: picture.widthPx * picture.heightPx,
    bytes: picture.bytes,
    created_at: picture.createdAt,
    title: cardTitle(picture.title),
    engine: picture.engine,
    job: picture.job,
    click: picture.click,
    prompt,
    reference_count: picture.request?.references.length ?? null,
    usage: picture.usage === null ? null : JSON.stringify(picture.usage),
    ...tokensOf(picture),
    duration_ms: picture.durationMs,
    rating: picture.marks.rating,
    favourite: picture.marks.favourite ? 1 : 0,
    rejected: picture.marks.rejected ? 1 : 0,
    tags: JSON.stringify(picture.tags),
    collections: JSON.stringify(picture.collections),
    perceptual_hash: picture.perceptualHash,
    thumbhash: picture.thumbhash,
    problem: picture.problem,
    trashed: picture.trashedAt === null ? 0 : 1,
    words_hash: wordsHash,
  };
}

export function facetRow(picture: Picture, row: number, model: number | null): Row {
  return {
    row,
    visible: isVisible(picture) ? 1 : 0,
    trashed: picture.trashedAt === null ? 0 : 1,
    kind: kindNumber(picture.kind),
    media: mediaNumber(picture.mediaType),
    rating: picture.marks.rating,
    favourite: picture.marks.favourite ? 1 : 0,
    rejected: picture.marks.rejected ? 1 : 0,
    width_px: picture.widthPx,
    height_px: picture.heightPx,
    pixels: picture.widthPx * picture.heightPx,
    ratio: ratioOf(picture),
    tag_count: picture.tags.length,
    model,
    total_tokens: totalTokens(picture),
    ...tokensOf(picture),
    stack: picture.click === null ? null : stackNumber(picture.click),
  };
}

/** The tokens that are charged (M1); all null where the cost cannot be known. */
function tokensOf({ usage }: Picture): Row {
  const paid = usage === null ? null : paidTokens(usage);
  return {
    text_tokens: paid?.textTokens ?? null,
    image_tokens: paid?.imageTokens ?? null,
    output_tokens: paid?.outputTokens ?? null,
  };
}

function totalTokens({ usage }: Picture): number | null {
  if (usage === null || usage.totalTokens !== null) return usage?.totalTokens ?? null;
  const { inputTokens, outputTokens } = usage;
  return inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens;
}

/** Who drew it, in lower case: "demo", "gpt-image-2", or what a found recipe names; null for none. */
export function modelOf({ engine, recipe }: Picture): string | null {
  if (engine !== null) return engine === "demo" ? "demo" : "gpt-image-2";
  const named = recipe?.settings.find(({ name }) => fold(name) === "model")?.value ?? "";
  return named === "" ? null : fold(named);
}

/** In the order of the columns: prompt, file, tags, collections, recipe. */
export type Words = readonly [string, string, string, string, string];

export function wordsOf(picture: Picture, collectionNames: readonly string[]): Words {
  const isImport = picture.kind === "import";
  return [
    isImport ? "" : picture.title,
    isImport ? picture.title : givenName(picture),
    picture.tags.join(" \n"),
    collectionNames.join(" \n"),
    picture.recipe?.prompt ?? "",
  ];
}

export function hashOf(...texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\0")).digest("hex");
}

// Date and id are no words of anybody's, and a name that comes from the prompt says nothing new.
function givenName({ file, title }: Picture): string {
  const stem = posix.basename(file).replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const own = /^\d{4,}-\d\d-\d\d (.*?) [0-9a-f]{8}(?: \(\d+\))?$/.exec(stem)?.[1] ?? stem;
  return own === slugOf(title) ? "" : own;
}
