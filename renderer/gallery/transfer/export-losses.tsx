// What an export loses, said before it begins, in the words that the canvas has for it.
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { PictureCard } from "#shared/model/picture.ts";
import type { ExportWish } from "#shared/rules/list-losses.ts";
import { useExportLosses } from "./use-export-losses.ts";
import styles from "./export-dialog.module.css";

interface ExportLossesProps {
  readonly pictures: readonly PictureCard[];
  readonly wish: ExportWish;
}

export function ExportLosses({ pictures, wish }: ExportLossesProps) {
  const { t } = useTranslation("transfer");
  const labelId = useId();
  const { t: canvas } = useTranslation("canvas");
  const { anew, looked, losses } = useExportLosses(pictures, wish);
  const told = [...losses]
    .toSorted(([, one], [, other]) => other - one)
    .map(([loss, count]) =>
      count === pictures.length
        ? canvas(`loss.${loss}`)
        : t("export.lossOf", { loss: canvas(`loss.${loss}`), count, all: pictures.length }),
    );
  return (
    <div className={styles["losses"]}>
      <span id={labelId} className={styles["lossLabel"]}>
        {t("export.losses")}
      </span>
      <p role="status" aria-labelledby={labelId} className={styles["lossText"]}>
        {anew === 0
          ? t("export.untouched")
          : told.length > 0
            ? `${told.join("; ")}.`
            : looked === anew && t("export.noLoss")}
        {looked < anew && ` ${t("export.looking", { looked, anew })}`}
      </p>
    </div>
  );
}
