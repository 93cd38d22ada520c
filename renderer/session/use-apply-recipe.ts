// A recipe into the composer, with what came of it said, and a way back.
import { useTranslation } from "react-i18next";
import { showToast } from "#renderer/ui/toast.tsx";
import type { OfferedRecipe } from "#shared/model/recipe.ts";
import { composerDraft } from "./composer-draft.ts";
import { navigationStore } from "./navigation.ts";
import { applyRecipe } from "./recipe-offer.ts";

export function useApplyRecipe(): (offered: OfferedRecipe) => void {
  const { t } = useTranslation("transfer");
  return (offered) => {
    const before = applyRecipe(offered);
    const missing = offered.missing.length;
    showToast({
      title: t("recipe.applied"),
      ...(missing > 0 ? { description: t("recipe.leftOut", { count: missing }) } : {}),
      action: { label: t("recipe.undo"), run: () => composerDraft.actions.restore(before) },
    });
    navigationStore.getState().goTo("create");
  };
}
