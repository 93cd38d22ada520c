// A picture of the library: one file, one record beside it, one row in the index.
import { z } from "zod";
import { compositeRecordSchema } from "./composition-record.ts";
import { assetIdSchema, clickIdSchema, collectionIdSchema, jobIdSchema, pictureIdSchema } from "./ids.ts";
import { imageRequestSchema, mediaTypeSchema } from "./image-request.ts";
import { engineSchema } from "./job.ts";
import { foundRecipeSchema } from "./recipe.ts";
import { usageSchema } from "./usage.ts";

/** take: a reply for a patch of the canvas; it is kept like every paid picture, and no grid shows it unasked. */
export const pictureKindSchema = z.enum(["generate", "edit", "import", "composite", "take"]);
export type PictureKind = z.infer<typeof pictureKindSchema>;

/** What is wrong with a picture's file; such a picture is kept and badged. */
export const pictureProblemSchema = z.enum(["undecodable", "missing", "changed"]);
export type PictureProblem = z.infer<typeof pictureProblemSchema>;

/** An ancestor: its bytes always, and the library picture where it is one. */
export const parentSchema = z.object({
  asset: assetIdSchema,
  picture: pictureIdSchema.nullable(),
  name: z.string().max(255),
  label: z.string().max(60),
});
export type Parent = Readonly<z.infer<typeof parentSchema>>;

/** What the designer thinks of it. */
export const marksSchema = z.object({
  rating: z.number().int().min(0).max(5),
  favourite: z.boolean(),
  /** Judged and found wanting; shown dimmed, never deleted by it (L6). */
  rejected: z.boolean().default(false),
});

/** A tag: trimmed, inner white space single, compared without regard to case. */
export const tagSchema = z.string().trim().min(1).max(60);

/** The record beside the file (`records/<id>.json`): everything that cannot be read from the pixels again. */
export const pictureSchema = z.object({
  id: pictureIdSchema,
  asset: assetIdSchema,
  /** Relative to the library folder, with forward slashes; absolute for an import that was kept in place. */
  file: z.string().max(600),
  kind: pictureKindSchema,
  mediaType: mediaTypeSchema,
  /** As displayed, after EXIF orientation; 0 when the bytes do not decode. */
  widthPx: z.number().int().nonnegative(),
  heightPx: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** Unix milliseconds. */
  createdAt: z.number().int(),
  /** The prompt, or the file name of an import. */
  title: z.string().max(200_000),
  /** Null for imports. */
  request: imageRequestSchema.nullable(),
  engine: engineSchema.nullable(),
  usage: usageSchema.nullable(),
  durationMs: z.number().int().nonnegative().nullable(),
  job: jobIdSchema.nullable(),
  click: clickIdSchema.nullable(),
  parents: z.array(parentSchema).max(64),
  composite: compositeRecordSchema.nullable().default(null),
  marks: marksSchema,
  /** In the order in which they were given, each once. */
  tags: z.array(tagSchema).max(100).default([]),
  /** What they are called stands in `collections.json`. */
  collections: z.array(collectionIdSchema).max(200).default([]),
  /** What another program, or another Inlay, wrote into an imported file; null for none. */
  recipe: foundRecipeSchema.nullable().default(null),
  /** 64-bit perceptual hash as 16 lower-case hex digits; null when not taken yet or the bytes do not decode. */
  perceptualHash: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable()
    .default(null),
  /** Base64 of a thumbhash, 5 to 25 bytes; null when the bytes do not decode. */
  thumbhash: z.string().max(48).nullable(),
  problem: pictureProblemSchema.nullable(),
  trashedAt: z.number().int().nullable(),
});
export type Picture = Readonly<z.infer<typeof pictureSchema>>;

/** What a grid needs to draw a picture; small, because thousands of them cross the wire. */
export const pictureCardSchema = pictureSchema
  .pick({
    id: true,
    asset: true,
    kind: true,
    mediaType: true,
    widthPx: true,
    heightPx: true,
    createdAt: true,
    engine: true,
    job: true,
    click: true,
    marks: true,
    tags: true,
    collections: true,
    thumbhash: true,
    problem: true,
  })
  .extend({
    /** First 200 characters. */
    title: z.string().max(200),
    /** How many pictures stand behind this one when takes of a click are stacked; 1 when it stands alone. */
    stackSize: z.number().int().min(1).default(1),
  });
export type PictureCard = Readonly<z.infer<typeof pictureCardSchema>>;
