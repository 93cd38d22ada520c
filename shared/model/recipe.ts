// A recipe that was found in a picture's file: how it was made, by whichever program.
import { z } from "zod";
import { assetIdSchema } from "./ids.ts";
import { imageRequestSchema } from "./image-request.ts";

/** Who wrote it: Inlay itself, the text chunks of Stable Diffusion front-ends, ComfyUI's graph, or plain XMP/IPTC words. */
export const recipeSourceSchema = z.enum([
  "inlay",
  "automatic1111",
  "comfyui",
  "invokeai",
  "novelai",
  "midjourney",
  "xmp",
]);
export type RecipeSource = z.infer<typeof recipeSourceSchema>;

export const foundRecipeSchema = z.object({
  source: recipeSourceSchema,
  prompt: z.string().max(200_000),
  /** What the picture was not to show; empty where the program has no such thing. */
  negativePrompt: z.string().max(200_000),
  /** Other settings as name and value, in the file's order, for people to read. */
  settings: z.array(z.object({ name: z.string().max(100), value: z.string().max(500) })).max(60),
  /** The whole request, where Inlay wrote the file; its references are those of the library that wrote it. */
  request: imageRequestSchema.nullable(),
});
export type FoundRecipe = Readonly<z.infer<typeof foundRecipeSchema>>;

/** A recipe as it is offered here: with those of its references that this library does not have. */
export const offeredRecipeSchema = z.object({
  recipe: foundRecipeSchema,
  missing: z.array(assetIdSchema),
});
export type OfferedRecipe = Readonly<z.infer<typeof offeredRecipeSchema>>;
