// A document of the canvas: a base picture, or an empty canvas, and patches over it. Saved as JSON; pixels are asset ids.
import { z } from "zod";
import {
  assetIdSchema,
  clickIdSchema,
  compositionIdSchema,
  jobIdSchema,
  patchIdSchema,
  pictureIdSchema,
  type CompositionId,
} from "./ids.ts";
import { referenceSchema, sizePxSchema, type SizePx } from "./image-request.ts";
import { cutFromSchema, patchSchema, patchWindowSchema } from "./patch.ts";
import { regionSchema, type RectPx } from "./region.ts";

/** Shape of the document; electron/compositions raises older ones. */
export const compositionVersion = 2;

/** The picture that everything lies on; its first pixel is the point (0, 0) of the document, whatever the frame is. */
export const baseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("picture"),
    asset: assetIdSchema,
    /** The library picture it came from, for lineage; null for one that is not in the library. */
    picture: pictureIdSchema.nullable(),
    /** As displayed, after EXIF orientation. */
    sizePx: sizePxSchema,
  }),
  /** An empty canvas, transparent. */
  z.object({ kind: z.literal("blank") }),
]);
export type Base = Readonly<z.infer<typeof baseSchema>>;

/**
 * One press of the button on the canvas: the jobs under way and where their takes belong. Kept until it is accepted or
 * discarded; undo does not touch it, because it may have been paid for.
 */
export const runSchema = z.object({
  id: clickIdSchema,
  /** "picture": everything may change, and the designer chooses afterwards which changes are kept. */
  scope: z.enum(["selection", "picture"]).default("selection"),
  /** A second picture with the region outlined went along. */
  hasGuide: z.boolean().default(false),
  /** "base": only for a patch that is asked again from the original. */
  cutFrom: cutFromSchema.default("below"),
  jobs: z.array(jobIdSchema).max(64),
  prompt: z.string().max(200_000),
  references: z.array(referenceSchema).max(16),
  region: regionSchema,
  window: patchWindowSchema,
  /** The patch that is asked again; null for a new one. */
  patch: patchIdSchema.nullable(),
  /** Unix milliseconds. */
  createdAt: z.number().int(),
});
export type Run = Readonly<z.infer<typeof runSchema>>;

export const compositionSchema = z.object({
  version: z.literal(compositionVersion),
  id: compositionIdSchema,
  name: z.string().max(200),
  base: baseSchema,
  sizePx: sizePxSchema,
  /** First pixel of the frame: (0, 0), or negative once the canvas was extended to the left or the top. */
  origin: z.object({
    x: z.number().int().min(-100_000).max(100_000),
    y: z.number().int().min(-100_000).max(100_000),
  }),
  /** Bottom to top. */
  patches: z.array(patchSchema).max(1000),
  /** What is selected now; null when nothing is. */
  selection: regionSchema.nullable(),
  /** Oldest first. */
  runs: z.array(runSchema).max(200),
});
export type Composition = Readonly<z.infer<typeof compositionSchema>>;

/** All pixels of a document, in its own coordinates: those of regions, windows and the base. */
export function frameOf(composition: Pick<Composition, "sizePx" | "origin">): RectPx {
  const { sizePx, origin } = composition;
  return { x: origin.x, y: origin.y, width: sizePx.widthPx, height: sizePx.heightPx };
}

/** As many pixels as a picture of the library may have: what a canvas is flattened to. */
export const maxCanvasPixels = 268_000_000;

/** Whether a canvas can be so large: sides up to 100,000 px, and `maxCanvasPixels` in all. */
export function isCanvasSize(sizePx: SizePx): boolean {
  return sizePxSchema.safeParse(sizePx).success && sizePx.widthPx * sizePx.heightPx <= maxCanvasPixels;
}

/** An empty canvas; with a base, a picture ready to be edited. */
export function createComposition(
  id: CompositionId,
  name: string,
  sizePx: SizePx,
  base: Base = { kind: "blank" },
): Composition {
  const origin = { x: 0, y: 0 };
  return {
    version: compositionVersion,
    id,
    name,
    base,
    sizePx,
    origin,
    patches: [],
    selection: null,
    runs: [],
  };
}

/** Pixels added on each side; negative cuts off. */
export type Margins = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/**
 * The document with another frame: whole px added on each side. Nothing else moves.
 * Null when nothing would be left, or more than a canvas can have.
 */
export function extendComposition(composition: Composition, margins: Margins): Composition | null {
  const { left, top, right, bottom } = margins;
  const sizePx = {
    widthPx: composition.sizePx.widthPx + left + right,
    heightPx: composition.sizePx.heightPx + top + bottom,
  };
  const origin = { x: composition.origin.x - left, y: composition.origin.y - top };
  const isLegal = compositionSchema.pick({ origin: true }).safeParse({ origin }).success;
  return isLegal && isCanvasSize(sizePx) ? { ...composition, sizePx, origin } : null;
}
