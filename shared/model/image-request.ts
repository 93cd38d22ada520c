// A request is a value: what the designer asked for at the moment of the click, complete and frozen.
import { z } from "zod";
import { assetIdSchema, pictureIdSchema } from "./ids.ts";

/** Pixels, width by height. */
export const sizePxSchema = z.object({
  widthPx: z.number().int().min(1).max(100_000),
  heightPx: z.number().int().min(1).max(100_000),
});
export type SizePx = Readonly<z.infer<typeof sizePxSchema>>;

/** Wider than a picture's size can be: a draft holds what was typed, and the rules say what is wrong with it. */
const askedSizeSchema = z.object({
  widthPx: z.number().int().min(0).max(9_999_999),
  heightPx: z.number().int().min(0).max(9_999_999),
});

export const requestSizeSchema = z.union([z.literal("auto"), askedSizeSchema]);
export type RequestSize = z.infer<typeof requestSizeSchema>;

export const outputFormatSchema = z.enum(["png", "jpeg", "webp"]);

/** The API documents `transparent` too, and answers it with 400; so it can be named, and rule B2 refuses it. */
export const backgroundSchema = z.enum(["auto", "opaque", "transparent"]);

export const moderationSchema = z.enum(["auto", "low"]);

export const responseFormatSchema = z.enum(["b64_json", "url"]);
export type ResponseFormat = z.infer<typeof responseFormatSchema>;

/** The picture formats that can be sent as a reference; anything else is converted to PNG on the way in. */
export const mediaTypeSchema = z.enum(["image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"]);
export type MediaType = z.infer<typeof mediaTypeSchema>;

/** What was done to a reference on the way in, so that it can be sent; each is said to the designer. */
export const referenceNoteSchema = z.enum([
  "turned-upright",
  "converted-to-png",
  "converted-from-cmyk",
  "reduced-to-8-bit",
  "first-frame-only",
  "scaled-down",
]);
export type ReferenceNote = z.infer<typeof referenceNoteSchema>;

/** A picture that goes along with an edit. The first of a request is the primary, the others are additional. */
export const referenceSchema = z.object({
  asset: assetIdSchema,
  mediaType: mediaTypeSchema,
  /** What the designer sees: the file name, or the picture's prompt. */
  name: z.string().max(255),
  /** "style", "pose": written into the prompt as `Image 2 is the style reference.`; empty for none. */
  label: z.string().max(60),
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  bytes: z.number().int().positive(),
  /** The library picture it came from, for lineage; null for a file from outside. */
  picture: pictureIdSchema.nullable(),
  notes: z.array(referenceNoteSchema).max(8),
  /** Where the very same bytes are served (R3); null for every other. What was stored before this has none. */
  url: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .nullable()
    .default(null),
});
export type Reference = Readonly<z.infer<typeof referenceSchema>>;

/**
 * One picture asked for. Shapes are checked here, the API's limits in `rules/check-request.ts`:
 * a draft that breaks a limit is still a value that can be shown and kept.
 */
export const imageRequestSchema = z.object({
  /** As typed; `rules/prepare-request.ts` adds the reference labels. */
  prompt: z.string().max(200_000),
  size: requestSizeSchema,
  format: outputFormatSchema,
  /** 0 to 100 for jpeg and webp; null sends none. */
  compression: z.number().int().nullable(),
  background: backgroundSchema,
  moderation: moderationSchema,
  /** Empty: a generation. Otherwise an edit: primary first, then up to 16 additional. */
  references: z.array(referenceSchema).max(200),
});
export type ImageRequest = Readonly<z.infer<typeof imageRequestSchema>>;

export type RequestKind = "generate" | "edit";

/** An edit is a request with references; nothing else tells the two apart. */
export function kindOf(request: Pick<ImageRequest, "references">): RequestKind {
  return request.references.length === 0 ? "generate" : "edit";
}

/** The request every composer starts from. */
export const blankRequest: ImageRequest = {
  prompt: "",
  size: "auto",
  format: "png",
  compression: null,
  background: "auto",
  moderation: "auto",
  references: [],
};
