// A recipe that was found in a file, offered until the user decides. One at a time.
import { createStore } from "zustand/vanilla";
import type { OfferedRecipe } from "#shared/model/recipe.ts";
import { composerDraft, contentOf, type DraftContent } from "./composer-draft.ts";

export type RecipeChoice = "apply" | "reference" | "cancel";

interface RecipeOffer extends OfferedRecipe {
  readonly name: string;
  /** Where the file went that carries it: `library` has it already, whatever is chosen. */
  readonly from: "tray" | "library";
  readonly decide: (choice: RecipeChoice) => void;
}

export const recipeOfferStore = createStore<{ readonly offer: RecipeOffer | null }>()(() => ({
  offer: null,
}));

/** Asks what to do with the recipe that a file carries. */
export async function offerRecipe(
  name: string,
  offered: OfferedRecipe,
  from: RecipeOffer["from"],
): Promise<RecipeChoice> {
  // The one before gives way: it is as if it had been closed.
  recipeOfferStore.getState().offer?.decide("cancel");
  const choice = await new Promise<RecipeChoice>((decide) => {
    recipeOfferStore.setState({ offer: { ...offered, name, from, decide } });
  });
  recipeOfferStore.setState(({ offer }) => (offer?.recipe === offered.recipe ? { offer: null } : {}));
  return choice;
}

/**
 * Puts a recipe into the composer: the whole request where Inlay wrote it, but for references that are not here, else
 * its words. Returns what was there.
 */
export function applyRecipe({ recipe, missing }: OfferedRecipe): DraftContent {
  if (recipe.request !== null) {
    const references = recipe.request.references.filter(({ asset }) => !missing.includes(asset));
    return composerDraft.actions.reuse({ ...recipe.request, references });
  }
  const before = contentOf(composerDraft.getState());
  composerDraft.actions.set({ prompt: recipe.prompt, variables: {} });
  return before;
}
