// Pixels travel by address on the page's own origin, never through calls. These are the addresses.
import { z } from "zod";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";
import type { AssetId, CompositionId } from "#shared/model/ids.ts";
import { referenceSchema } from "#shared/model/image-request.ts";
import { pictureCardSchema } from "#shared/model/picture.ts";
import { offeredRecipeSchema } from "#shared/model/recipe.ts";

/** Thumbnail widths that are made, in px; a request for another gets the next larger. */
export const thumbnailWidthsPx = [160, 320, 640, 1280] as const;

/** The file as it is. `downloadAs` asks the host to send it as an attachment of that name. */
export function mediaUrl(asset: AssetId, downloadAs?: string): string {
  return downloadAs === undefined
    ? `/media/${asset}`
    : `/media/${asset}?download=${encodeURIComponent(downloadAs)}`;
}

/** A WebP at most `widthPx` wide (device pixels). */
export function thumbUrl(asset: AssetId, widthPx: number): string {
  const width =
    thumbnailWidthsPx.find((made) => made >= widthPx) ?? thumbnailWidthsPx[thumbnailWidthsPx.length - 1];
  return `/thumb/${asset}?w=${width}`;
}

/** Part of a picture as displayed, in its own pixels. */
export type PixelCrop = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Headers of an answer from `pixelsUrl`: the size of what came, px. */
export const pixelSizeHeaders = { width: "x-pixel-width", height: "x-pixel-height" } as const;

/** How often `pixelsUrl` can halve; enough for 100,000 px on a screen. */
export const maxPixelLevel = 7;

/**
 * Decoded pixels, for work that has to be exact: upright, sRGB, 8-bit RGBA, straight alpha, rows top to bottom, as
 * `application/octet-stream` (a canvas would premultiply). `crop` is cut to the picture. `level` halves the result that
 * many times by area: ceil(side / 2^level) px; from level 2 on the decoder may do the first two halvings. At most 64 Mpx
 * come at once; more answers 413. Where a picture has to be decoded first, `pixels.progress` tells how far that is.
 */
export function pixelsUrl(asset: AssetId, crop: PixelCrop | null = null, level = 0): string {
  const part = crop === null ? "" : `&x=${crop.x}&y=${crop.y}&w=${crop.width}&h=${crop.height}`;
  return `/pixels/${asset}?level=${level}${part}`;
}

/** A file that `composition.export` made, sent as an attachment. */
export function exportUrl(token: string): string {
  return `/export/${token}`;
}

/** Longest side of a cover, px. */
export const coverSidePx = 320;

/** A small WebP of what a document looks like. `madeAt` is that of its card: another picture has another address. */
export function coverUrl(id: CompositionId, madeAt: number): string {
  return `/cover/${id}?v=${Math.round(madeAt)}`;
}

/**
 * `reference` keeps the file for requests; `import` makes it a picture of the library; `sheet-words` keeps it for an hour,
 * for `export.sheet`; `cover` is a WebP of what the document looks like whose id is the name.
 */
export type UploadPurpose = "reference" | "import" | "sheet-words" | "cover";

/** Where a page POSTs a file's bytes as the raw body; the name goes along for people and for the sentence on failure. */
export function uploadUrl(purpose: UploadPurpose, name: string): string {
  return `/upload?purpose=${purpose}&name=${encodeURIComponent(name)}`;
}

/** What an upload answers, as JSON with status 200 whatever the outcome. */
export const uploadReplySchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    value: z.discriminatedUnion("purpose", [
      /** `recipe` is what the file as it came says of how it was made, even where it had to be converted. */
      z.object({
        purpose: z.literal("reference"),
        reference: referenceSchema,
        recipe: offeredRecipeSchema.nullable(),
      }),
      /** `fresh` is false when the library had these bytes already. */
      z.object({
        purpose: z.literal("import"),
        picture: pictureCardSchema,
        fresh: z.boolean(),
        recipe: offeredRecipeSchema.nullable(),
      }),
      z.object({ purpose: z.literal("sheet-words"), token: z.string() }),
      z.object({ purpose: z.literal("cover") }),
    ]),
  }),
  z.object({ ok: z.literal(false), error: studioErrorSchema }),
]);
export type UploadReply = z.infer<typeof uploadReplySchema>;
