import { expect, it } from "vitest";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { applyRecipe, offerRecipe, recipeOfferStore } from "#renderer/session/recipe-offer.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import { madeReference } from "#tests/unit/renderer/create/made-references.ts";

const recipe: FoundRecipe = {
  source: "inlay",
  prompt: "a fox",
  negativePrompt: "",
  settings: [],
  request: { ...blankRequest, prompt: "a fox", references: [1, 2, 3].map((number) => madeReference(number)) },
};

it("[I6] applies a recipe without the references that are not here, and gives back what was there", () => {
  composerDraft.actions.set({ prompt: "before" });
  const before = applyRecipe({ recipe, missing: [madeReference(1).asset, madeReference(3).asset] });
  expect(composerDraft.getState().references).toEqual([madeReference(2)]);
  expect(composerDraft.getState().prompt).toBe("a fox");
  expect(before.prompt).toBe("before");
  composerDraft.actions.restore(before);
  applyRecipe({ recipe: { ...recipe, source: "comfyui", request: null }, missing: [] });
  expect(composerDraft.getState()).toMatchObject({ prompt: "a fox", references: [] });
});

it("closes the offer before when another comes", async () => {
  const first = offerRecipe("first", { recipe, missing: [] }, "tray");
  const second = offerRecipe("second", { recipe: { ...recipe }, missing: [] }, "library");
  expect(await first).toBe("cancel");
  expect(recipeOfferStore.getState().offer).toMatchObject({ name: "second", from: "library" });
  recipeOfferStore.getState().offer?.decide("reference");
  expect(await second).toBe("reference");
  expect(recipeOfferStore.getState().offer).toBeNull();
});
