// The question what to do with a recipe that a file carries: apply it, take the picture as a reference, or neither.
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Button } from "#renderer/ui/button.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { composerDraft } from "./composer-draft.ts";
import { applyRecipe, recipeOfferStore } from "./recipe-offer.ts";
import { RecipeView } from "./recipe-view.tsx";

export function RecipeDialog() {
  const { t } = useTranslation("transfer");
  const offer = useStore(recipeOfferStore, (state) => state.offer);
  if (offer === null) return null;
  const apply = (): void => {
    const before = applyRecipe(offer);
    showToast({
      title: t("recipe.applied"),
      action: { label: t("recipe.undo"), run: () => composerDraft.actions.restore(before) },
    });
    offer.decide("apply");
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && offer.decide("cancel")}
      title={t("recipe.title")}
      description={<bdi>{offer.name}</bdi>}
      footer={
        <>
          <Button tone="ghost" onClick={() => offer.decide("cancel")}>
            {t("recipe.cancel")}
          </Button>
          <Button onClick={() => offer.decide("reference")}>{t("recipe.referenceOnly")}</Button>
          <Button tone="primary" onClick={apply}>
            {t("recipe.apply")}
          </Button>
        </>
      }
    >
      <RecipeView recipe={offer.recipe} />
    </Dialog>
  );
}
