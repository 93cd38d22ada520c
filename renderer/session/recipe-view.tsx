// What a recipe says, for people to read.
import { useTranslation } from "react-i18next";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import styles from "./recipe-view.module.css";

interface RecipeViewProps {
  readonly recipe: FoundRecipe;
  /** How many of its references this library does not have. */
  readonly missing?: number;
}

export function RecipeView({ recipe, missing = 0 }: RecipeViewProps) {
  const { t } = useTranslation("transfer");
  return (
    <div className={styles["recipe"]}>
      <p className={styles["note"]}>{t(`recipe.from.${recipe.source}`)}</p>
      {missing > 0 && (
        <p role="note" className={styles["missing"]}>
          {t("recipe.missing", { count: missing })}
        </p>
      )}
      <h3 className={styles["name"]}>{t("recipe.prompt")}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <p className={styles["words"]} tabIndex={0} role="group" aria-label={t("recipe.prompt")}>
        {recipe.prompt}
      </p>
      {recipe.negativePrompt !== "" && (
        <>
          <h3 className={styles["name"]}>{t("recipe.negative")}</h3>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
          <p className={styles["words"]} tabIndex={0} role="group" aria-label={t("recipe.negative")}>
            {recipe.negativePrompt}
          </p>
          <p className={styles["note"]}>{t("recipe.negativeNote")}</p>
        </>
      )}
      {recipe.settings.length > 0 && (
        <dl className={styles["settings"]} aria-label={t("recipe.settings")}>
          {recipe.settings.map(({ name, value }, index) => (
            // Names may come twice.
            <div key={index}>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
