// The question what to do with a recipe that a file carries: apply it, take the picture as a reference, or neither.
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Button } from "#renderer/ui/button.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { recipeOfferStore } from "./recipe-offer.ts";
import { RecipeView } from "./recipe-view.tsx";
import { useApplyRecipe } from "./use-apply-recipe.ts";

export function RecipeDialog() {
  const { t } = useTranslation("transfer");
  const offer = useStore(recipeOfferStore, (state) => state.offer);
  const applyToComposer = useApplyRecipe();
  const first = useRef<HTMLButtonElement>(null);
  if (offer === null) return null;
  const apply = (): void => {
    applyToComposer(offer);
    offer.decide("apply");
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && offer.decide("cancel")}
      title={t("recipe.title")}
      initialFocus={first}
      description={<bdi>{offer.name}</bdi>}
      footer={
        <>
          <Button tone="ghost" onClick={() => offer.decide("cancel")}>
            {offer.from === "library" ? t("recipe.keepOnly") : t("recipe.cancel")}
          </Button>
          <Button onClick={() => offer.decide("reference")}>{t("recipe.referenceOnly")}</Button>
          <Button ref={first} tone="primary" onClick={apply}>
            {t("recipe.apply")}
          </Button>
        </>
      }
    >
      <RecipeView recipe={offer.recipe} missing={offer.missing.length} />
    </Dialog>
  );
}
