// The recipe and the file of one picture, as a table of facts.
import { useTranslation } from "react-i18next";
import type { PictureDetail } from "#shared/contract/calls/picture-calls.ts";
import type { Picture } from "#shared/model/picture.ts";
import { describeRatio, formatSize } from "#shared/rules/sizes.ts";
import { formatMoment } from "./grid/describe-card.ts";
import { formatBytes, formatUsd } from "./format-figures.ts";
import { invoke } from "#renderer/bridge/bridge.ts";
import { RecipeView } from "#renderer/session/recipe-view.tsx";
import { useApplyRecipe } from "#renderer/session/use-apply-recipe.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { PictureId } from "#shared/model/ids.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import section from "./detail-section.module.css";
import styles from "./detail-facts.module.css";

type Fact = readonly [name: string, value: string];

export function DetailFacts({ detail }: { readonly detail: PictureDetail }) {
  const { t } = useTranslation("gallery");
  const { picture, costUsd } = detail;
  const { request, usage, durationMs } = picture;

  const recipe: Fact[] = [];
  const add = (name: string, value: string | null) => {
    if (value !== null) recipe.push([name, value]);
  };
  if (request !== null) {
    const { size, format, compression, background, moderation } = request;
    add(
      t("detail.rows.asked"),
      size === "auto" ? t("detail.rows.auto") : formatSize(size).replace("x", " × "),
    );
    add(t("detail.rows.format"), format);
    add(t("detail.rows.compression"), compression === null ? null : String(compression));
    add(t("detail.rows.background"), background === "auto" ? null : background);
    add(t("detail.rows.moderation"), moderation === "auto" ? null : moderation);
  }
  if (picture.engine !== null) add(t("detail.rows.engine"), t(`detail.rows.engines.${picture.engine}`));
  if (usage?.totalTokens !== null && usage !== null)
    add(
      t("detail.rows.tokens"),
      t("detail.rows.tokensValue", {
        total: usage.totalTokens.toLocaleString("en"),
        input: usage.inputTokens?.toLocaleString("en") ?? "–",
        output: usage.outputTokens?.toLocaleString("en") ?? "–",
      }),
    );
  if (usage !== null && picture.engine === "api")
    add(t("detail.rows.cost"), costUsd === null ? t("detail.rows.noPrices") : formatUsd(costUsd));
  if (durationMs !== null)
    add(t("detail.rows.took"), t("detail.rows.seconds", { seconds: (durationMs / 1000).toFixed(1) }));

  return (
    <>
      {picture.recipe !== null && <RecipeInFile id={picture.id} recipe={picture.recipe} />}
      {recipe.length > 0 && <Facts title={t("detail.recipe")} facts={recipe} />}
      <Facts title={t("detail.file")} facts={fileFacts(picture, t)} />
    </>
  );
}

/** What an imported file says of its making. */
function RecipeInFile({ id, recipe }: { readonly id: PictureId; readonly recipe: FoundRecipe }) {
  const { t } = useTranslation("transfer");
  const applyRecipe = useApplyRecipe();
  const apply = async (): Promise<void> => {
    // The host knows which of its references are here; without it what was read at the import is applied.
    const offered = await invoke("picture.recipe", { id });
    applyRecipe(offered.ok && offered.value !== null ? offered.value : { recipe, missing: [] });
  };
  return (
    <section className={section["section"]}>
      <h3 className={section["title"]}>{t("recipe.inFile")}</h3>
      <RecipeView recipe={recipe} />
      <Button onClick={() => void apply()}>{t("recipe.apply")}</Button>
    </section>
  );
}

function fileFacts(picture: Picture, t: ReturnType<typeof useTranslation<"gallery">>["t"]): readonly Fact[] {
  const size = { widthPx: picture.widthPx, heightPx: picture.heightPx };
  return [
    [t("detail.rows.kind"), t(`grid.kind.${picture.kind}`)],
    [t("detail.rows.made"), formatMoment(picture.createdAt)],
    ...(picture.widthPx > 0
      ? [[t("detail.rows.size"), `${formatSize(size).replace("x", " × ")} (${describeRatio(size)})`] as const]
      : []),
    [t("detail.rows.bytes"), formatBytes(picture.bytes)],
    [t("detail.rows.name"), picture.file.split("/").at(-1) ?? picture.file],
  ];
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <section className={section["section"]}>
      <h3 className={section["title"]}>{title}</h3>
      <dl className={styles["facts"]}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles["fact"]}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
