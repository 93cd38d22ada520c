// `picture.recipe` and `reference.recipe`: how a file says it was made.
import { err, ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import { findRecipe } from "#electron/library/find-recipe.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";

type RecipeHandlers = Pick<Handlers, "picture.recipe" | "reference.recipe">;

export interface RecipeParts {
  readonly session: Pick<LibrarySession, "current">;
  readonly codec: Pick<ImageCodec, "notes">;
}

export function recipeHandlers({ session, codec }: RecipeParts): RecipeHandlers {
  return {
    "picture.recipe": async ({ id }) => {
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      const path = shelf.value.library.pathOf(id);
      return path.ok ? ok(await findRecipe(codec, path.value)) : path;
    },
    "reference.recipe": async ({ asset }) => {
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      const file = await shelf.value.library.resolveAsset(asset);
      if (file === null) return err({ kind: "not-found", what: "file", id: asset });
      return ok(await findRecipe(codec, file.path));
    },
  };
}
