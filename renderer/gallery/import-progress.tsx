// An import at the foot of the grid: how far it is, and what came of it.
import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { offerRecipe } from "#renderer/session/recipe-offer.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import type { PictureActions } from "#renderer/session/use-picture-actions.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import type { ImportRunStore } from "./import-run.ts";
import styles from "./import-progress.module.css";

/** More refusals than this are counted, not listed. */
const listed = 50;

interface ImportProgressProps {
  readonly run: ImportRunStore;
  readonly actions: Pick<PictureActions, "addToReferences">;
  readonly onShowRecipes: () => void;
}

export function ImportProgress({ run, actions, onShowRecipes }: ImportProgressProps) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const report = useStore(run);
  useOffer(run, actions);
  if (report === null) return null;
  const { done, total, fresh, known, recipes, refused, isRunning, wasStopped } = report;
  const running = t("import.running", { done, total });
  const outcome = [
    t("import.done", { count: fresh }),
    known > 0 ? t("import.known", { count: known }) : "",
    refused.length > 0 ? t("import.refused", { count: refused.length }) : "",
    recipes > 0 ? t("import.recipes", { count: recipes }) : "",
    wasStopped ? t("import.stopped", { count: total - done }) : "",
  ].filter((part) => part !== "");

  return (
    <section className={styles["strip"]} aria-label={t("import.reportTitle")}>
      <div className={styles["line"]}>
        <output className={styles["words"]}>{isRunning ? running : outcome.join(" · ")}</output>
        {isRunning ? (
          <>
            <ProgressBar
              label={running}
              value={total === 0 ? null : done / total}
              className={styles["bar"]}
            />
            <Button tone="ghost" onClick={run.stop}>
              {t("import.cancel")}
            </Button>
          </>
        ) : (
          <>
            {recipes > 1 && (
              <Button tone="ghost" onClick={onShowRecipes}>
                {t("import.showRecipes")}
              </Button>
            )}
            <IconButton
              size="small"
              side="left"
              label={t("import.close")}
              icon={<X size={14} strokeWidth={1.5} />}
              onClick={run.clear}
            />
          </>
        )}
      </div>
      {refused.length > 0 && (
        <ul className={styles["refused"]}>
          {refused.slice(0, listed).map(({ name, error }, index) => (
            <Refusal key={`${name}-${index}`} name={name} {...sentences.forError(error)} />
          ))}
          {refused.length > listed && <li>{t("import.more", { count: refused.length - listed })}</li>}
        </ul>
      )}
    </section>
  );
}

/** The name is said once: most sentences have it. */
function Refusal(sentence: { readonly name: string; readonly title: string; readonly next: string }) {
  const { name, title, next } = sentence;
  return (
    <li>
      {!title.includes(name) && (
        <>
          <strong>{name}</strong>{" "}
        </>
      )}
      {title}. {next}
    </li>
  );
}

/** Asks what to do with the recipe of a file that came alone. */
function useOffer(run: ImportRunStore, actions: ImportProgressProps["actions"]): void {
  const isOffered = useStore(run, (report) => report !== null && report.offer !== null);
  useEffect(() => {
    const offer = isOffered ? run.takeOffer() : null;
    if (offer === null) return;
    const { picture, recipe } = offer;
    void offerRecipe(picture.title, recipe, "library").then((choice) => {
      if (choice === "reference") actions.addToReferences([picture]);
    });
  }, [isOffered, run, actions]);
}
