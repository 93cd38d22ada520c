// What flattening and exporting say of their result: the proof, and what was lost on the way. Kept in the record of the
// picture that came out.
import { z } from "zod";
import { compositionIdSchema } from "./ids.ts";

/**
 * cmyk-converted: the document works in sRGB · first-frame-only: of an animation · reduced-to-8-bit ·
 * alpha-flattened: onto white · lossy-encoding: the format changes every pixel a little · profile-converted: one for grey, to sRGB ·
 * sent-as-srgb: what the API gets, and makes new pixels in · exif-dropped: the format carries none · clipboard-strips: profile and camera data may not reach where it is pasted.
 */
export const lossSchema = z.enum([
  "cmyk-converted",
  "first-frame-only",
  "reduced-to-8-bit",
  "alpha-flattened",
  "lossy-encoding",
  "profile-converted",
  "grey-as-colour",
  "exif-dropped",
  "clipboard-strips",
  "sent-as-srgb",
]);
export type Loss = z.infer<typeof lossSchema>;

const count = z.number().int().min(0);

/** What was counted over the whole picture against its base, after every patch was laid in. */
export const proofSchema = z.object({
  /** Pixels of the picture. */
  pixels: count,
  /** Pixels that no visible patch may touch. */
  protectedPixels: count,
  /** Always 0: anything else stops the work as a bug. */
  changedProtectedPixels: z.literal(0),
  /** Protected pixels that the raw replies would have changed, each counted once per patch. */
  rawChangedPixels: count,
  /** How many pixels went through the model that many times; the first entry is never. */
  depth: z.array(count).max(1001),
});
export type Proof = Readonly<z.infer<typeof proofSchema>>;

/** How a picture of the kind `composite` was made; null for every other picture. */
export const compositeRecordSchema = z.object({
  composition: compositionIdSchema,
  revision: count,
  patches: count,
  proof: proofSchema,
  losses: z.array(lossSchema).max(8),
});
export type CompositeRecord = Readonly<z.infer<typeof compositeRecordSchema>>;
