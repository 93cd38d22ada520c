// A recipe as it is offered to a page: which of its references are of another library.
import type { FoundRecipe, OfferedRecipe } from "#shared/model/recipe.ts";
import type { Library } from "#electron/library/library.ts";

/** Null stays null. */
export async function offerRecipe(
  library: Pick<Library, "resolveAsset">,
  recipe: FoundRecipe | null,
): Promise<OfferedRecipe | null> {
  if (recipe === null) return null;
  const assets = (recipe.request?.references ?? []).map(({ asset }) => asset);
  const files = await Promise.all(assets.map(async (asset) => await library.resolveAsset(asset)));
  return { recipe, missing: assets.filter((_, at) => files[at] === null) };
}
