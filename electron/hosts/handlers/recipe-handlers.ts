// `picture.recipe`: how a file says it was made.
import { ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import { offerRecipe } from "#electron/hosts/offer-recipe.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import { findRecipe } from "#electron/library/intake/find-recipe.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";

type RecipeHandlers = Pick<Handlers, "picture.recipe">;

export interface RecipeParts {
  readonly session: Pick<LibrarySession, "current">;
  readonly codec: Pick<ImageCodec, "notes">;
}

export function recipeHandlers({ session, codec }: RecipeParts): RecipeHandlers {
  return {
    "picture.recipe": async ({ id }) => {
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      const { library } = shelf.value;
      const found = library.get(id);
      const path = library.pathOf(id);
      if (!found.ok) return found;
      if (!path.ok) return path;
      // What was read when it came in stands, whatever has become of the file.
      const recipe = found.value.picture.recipe ?? (await findRecipe(codec, path.value));
      return ok(await offerRecipe(library, recipe));
    },
  };
}
