// A picture in one line, for screen readers and tooltips.
import type { TFunction } from "i18next";
import type { PictureCard } from "#shared/model/picture.ts";

/** "a cute otter, generated, 1024 x 1024, 3 November 2026, 4 stars, favourite". */
export function describeCard(picture: PictureCard, t: TFunction<"gallery">): string {
  const { rating, favourite, rejected } = picture.marks;
  const parts = [
    t("grid.tile", {
      title: picture.title.trim() === "" ? t("grid.untitled") : picture.title.slice(0, 120),
      kind: t(`grid.kind.${picture.kind}`),
      size: `${picture.widthPx} × ${picture.heightPx}`,
      date: formatDay(picture.createdAt),
    }),
    rating > 0 ? t("grid.tileRated", { count: rating }) : "",
    favourite ? t("grid.tileFavourite") : "",
    rejected ? t("grid.tileRejected") : "",
    picture.stackSize > 1 ? t("grid.tileStack", { count: picture.stackSize }) : "",
    picture.problem === null ? "" : t(`grid.problem.${picture.problem}`),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Local day of a time in unix ms. */
export function formatDay(time: number): string {
  return day.format(time);
}

/** Local day and minute of a time in unix ms. */
export function formatMoment(time: number): string {
  return moment.format(time);
}
