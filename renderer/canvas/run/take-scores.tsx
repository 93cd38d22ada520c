// How well a take can be placed, as soon as it was tried: match, seam and drift, or why it cannot be.
import { useTranslation } from "react-i18next";
import type { PlaceOutcome } from "#renderer/canvas/preview/place-messages.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import type { Run } from "#shared/model/composition.ts";
import { cornerMotion } from "#shared/pixels/affine.ts";
import { LEAK_SHARE } from "#shared/pixels/guide-picture.ts";
import { obstacleOf } from "./take-worth.ts";
import styles from "./takes.module.css";

export function TakeScores({ trial, run }: { readonly trial: PlaceOutcome | null; readonly run: Run }) {
  const { t } = useTranslation("canvas");
  if (trial === null) return <p className={styles["scores"]}>{t("takes.placing")}</p>;
  const obstacle = obstacleOf(trial);
  if (obstacle === "empty") return <p className={styles["scores"]}>{t("takes.nothingKept")}</p>;
  if (obstacle !== null)
    return (
      <p className={joinClasses(styles["scores"], styles["bad"])} title={t(`takes.cannot.${obstacle}`)}>
        {t(obstacle === "aspect" ? "takes.refused" : `takes.cannot.${obstacle}`)}
      </p>
    );
  if (trial.kind !== "placed")
    return <p className={joinClasses(styles["scores"], styles["bad"])}>{t("proof.memory")}</p>;
  const { registration, verdict, seam } = trial.report;
  const drift = cornerMotion(registration.map, run.window.rect.width, run.window.rect.height);
  return (
    <p
      className={joinClasses(
        styles["scores"],
        verdict === "changed" && styles["bad"],
        verdict === "warned" && styles["amber"],
      )}
    >
      <span title={t("takes.legend.matchText")}>
        {t("proof.confidence", { value: Math.round(100 * registration.agreement.correlation) })}
      </span>
      <span title={t("takes.legend.seamText")}>{t("proof.seam", { value: seam.toFixed(2) })}</span>
      <span title={t("takes.legend.driftText")}>{t("proof.drift", { value: drift.toFixed(1) })}</span>
      {trial.guideLeak > LEAK_SHARE && (
        <span className={styles["amber"]} title={t("takes.guideLeakText")}>
          {t("takes.guideLeak")}
        </span>
      )}
    </p>
  );
}
