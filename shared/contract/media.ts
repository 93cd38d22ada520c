// Pixels travel by address on the page's own origin, never through calls. These are the addresses.
import { z } from "zod";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { referenceSchema } from "#shared/model/image-request.ts";
import { pictureCardSchema } from "#shared/model/picture.ts";

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

/** `reference` keeps the file for requests; `import` makes it a picture of the library. */
export type UploadPurpose = "reference" | "import";

/** Where a page POSTs a file's bytes as the raw body; the name goes along for people and for the sentence on failure. */
export function uploadUrl(purpose: UploadPurpose, name: string): string {
  return `/upload?purpose=${purpose}&name=${encodeURIComponent(name)}`;
}

/** What an upload answers, as JSON with status 200 whatever the outcome. */
export const uploadReplySchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    value: z.discriminatedUnion("purpose", [
      z.object({ purpose: z.literal("reference"), reference: referenceSchema }),
      /** `fresh` is false when the library had these bytes already. */
      z.object({ purpose: z.literal("import"), picture: pictureCardSchema, fresh: z.boolean() }),
    ]),
  }),
  z.object({ ok: z.literal(false), error: studioErrorSchema }),
]);
export type UploadReply = z.infer<typeof uploadReplySchema>;
