// What an export loses, said before it begins, in the words that the canvas has for it.
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
  const { t: canvas } = useTranslation("canvas");
  const { anew, looked, losses } = useExportLosses(pictures, wish);
  const told = [...losses].map(([loss, count]) =>
    count === pictures.length
      ? canvas(`loss.${loss}`)
      : t("export.lossOf", { loss: canvas(`loss.${loss}`), count, all: pictures.length }),
  );
  return (
    <p role="status" className={styles["losses"]} data-testid="export-losses">
      {anew === 0
        ? t("export.untouched")
        : told.length > 0
          ? canvas("out.loses", { losses: told.join("; ") })
          : looked === anew && t("export.noLoss")}
      {looked < anew && ` ${t("export.looking", { looked, anew })}`}
    </p>
  );
}
