// Calls that take pictures out in numbers: all of them tasks that can be cancelled.
import { z } from "zod";
import { pictureIdSchema } from "#shared/model/ids.ts";
import { taskSchema } from "#shared/model/task.ts";
import { sheetOptionsSchema } from "#shared/rules/plan-sheet.ts";
import { defineCall } from "#shared/contract/call.ts";
import { mostPicturesAtOnce, pictureIdsBytes, pictureIdsSchema } from "#shared/contract/picture-ids.ts";

const ids = pictureIdsSchema;
const uploadToken = z.string().regex(/^[0-9a-f]{32}$/);

/** How pictures leave. Sizes are px of the longer edge; null keeps the picture's own. */
export const exportOptionsSchema = z.object({
  /** See `rules/name-template.ts`: X1. */
  nameTemplate: z.string().min(1).max(200),
  /** original: the bytes as they are. */
  format: z.enum(["original", "png", "jpeg", "webp", "avif"]),
  /** 1 to 100, for jpeg, webp and avif. */
  quality: z.number().int().min(1).max(100),
  longEdgePx: z.number().int().min(16).max(16_384).nullable(),
  /** keep: the picture's own profile; srgb: converted and marked so. */
  icc: z.enum(["keep", "srgb"]),
  /** xmp: prompt and settings go into the file; strip: nothing about its making does. */
  recipe: z.enum(["xmp", "strip"]),
});
export type ExportOptions = Readonly<z.infer<typeof exportOptionsSchema>>;

/** Pictures whose headers are read with one call. */
export const mostNaturesAtOnce = 100;

/** As in `rules/list-losses.ts`. */
const fileNatureSchema = z.object({
  bitsPerChannel: z.number().int(),
  isGrey: z.boolean(),
  hasAlpha: z.boolean(),
  isCmyk: z.boolean(),
  frames: z.number().int(),
  hasProfile: z.boolean(),
  hasExif: z.boolean(),
});

export const exportCalls = {
  /** What the files are made of, in the order asked for, to say what an export loses; null where one cannot be read. */
  "export.natures": defineCall(
    z.object({ ids: z.array(pictureIdSchema).min(1).max(mostNaturesAtOnce) }),
    z.array(fileNatureSchema.nullable()),
  ),
  /** To a folder that a dialog asks for, or, where there is no dialog, to a zip that the page fetches from `task.outcome`. */
  "export.pictures": defineCall(
    z.object({ ids, options: exportOptionsSchema }),
    taskSchema.nullable(),
    pictureIdsBytes,
  ),
  /**
   * Pages with small pictures and words below them, as one PDF or as PNG files. The words were drawn by the page, which
   * has a font for every script, and uploaded for `sheet-words`; see `captionStrips`.
   */
  "export.sheet": defineCall(
    z.object({
      ids,
      sheet: sheetOptionsSchema,
      words: z.object({
        title: uploadToken.nullable(),
        captions: z.array(uploadToken).max(mostPicturesAtOnce),
      }),
    }),
    taskSchema.nullable(),
    2 * pictureIdsBytes,
  ),
  /** Files and their records, as they lie in the library. */
  "export.zip": defineCall(z.object({ ids }), taskSchema.nullable(), pictureIdsBytes),
} as const;
