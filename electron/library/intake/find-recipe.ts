// How a picture was made, as its file says.
import type { FoundRecipe } from "#shared/model/recipe.ts";
import { readRecipe } from "#shared/rules/recipes/read-recipe.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";

/** Null for a file that says nothing, and for one that cannot be read (I2). */
export async function findRecipe(
  codec: Pick<ImageCodec, "notes">,
  path: string,
): Promise<FoundRecipe | null> {
  const notes = await codec.notes({ path });
  return notes.ok ? readRecipe(notes.value) : null;
}
