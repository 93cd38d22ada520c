// A recipe that was found in a file, offered until the user decides. One at a time.
import { createStore } from "zustand/vanilla";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { composerDraft, type DraftContent } from "./composer-draft.ts";

export type RecipeChoice = "apply" | "reference" | "cancel";

interface RecipeOffer {
  readonly name: string;
  readonly recipe: FoundRecipe;
  readonly decide: (choice: RecipeChoice) => void;
}

export const recipeOfferStore = createStore<{ readonly offer: RecipeOffer | null }>()(() => ({
  offer: null,
}));

/** Asks what to do with a file that carries a recipe; "reference" at once for one that carries none. */
export async function offerRecipe(reference: Reference): Promise<RecipeChoice> {
  const found = await invoke("reference.recipe", { asset: reference.asset });
  const recipe = found.ok ? found.value : null;
  if (recipe === null) return "reference";
  // The one before gives way: it is as if it had been closed.
  recipeOfferStore.getState().offer?.decide("cancel");
  const choice = await new Promise<RecipeChoice>((decide) => {
    recipeOfferStore.setState({ offer: { name: reference.name, recipe, decide } });
  });
  recipeOfferStore.setState(({ offer }) => (offer?.recipe === recipe ? { offer: null } : {}));
  return choice;
}

/** Puts a recipe into the composer: the whole request where Inlay wrote it, else its words. Returns what was there. */
export function applyRecipe({ recipe }: Pick<RecipeOffer, "recipe">): DraftContent {
  if (recipe.request !== null) return composerDraft.actions.reuse(recipe.request);
  const { prompt, variables, size, format, compression, background, moderation, takes, references } =
    composerDraft.getState();
  composerDraft.actions.set({ prompt: recipe.prompt, variables: {} });
  return { prompt, variables, size, format, compression, background, moderation, takes, references };
}
