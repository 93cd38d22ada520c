// A picture in one line, for screen readers and tooltips.
import type { TFunction } from "i18next";
import type { PictureCard } from "#shared/model/picture.ts";

/** "a cute otter, generated, 1024 x 1024, 3 November 2026, 4 stars, favourite". */
export function describeCard(picture: PictureCard, t: TFunction<"gallery">): string {
  const { rating, favourite, rejected } = picture.marks;
  const parts = [
    picture.title.trim() === "" ? t("grid.untitled") : picture.title.slice(0, 120),
    word(`kind ${picture.kind}`, () => t(`grid.kind.${picture.kind}`)),
    `${picture.widthPx} × ${picture.heightPx}`,
    formatDay(picture.createdAt),
    rating > 0 ? word(`rated ${rating}`, () => t("grid.tileRated", { count: rating })) : "",
    favourite ? word("favourite", () => t("grid.tileFavourite")) : "",
    rejected ? word("rejected", () => t("grid.tileRejected")) : "",
    picture.stackSize > 1 ? t("grid.tileStack", { count: picture.stackSize }) : "",
    picture.problem === null ? "" : t(`grid.problem.${picture.problem}`),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const words = new Map<string, string>();

/** Looked up once: a new result describes dozens of pictures at a time. */
function word(key: string, look: () => string): string {
  const known = words.get(key) ?? look();
  words.set(key, known);
  return known;
}

const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en-GB", { month: "long" }).format(new Date(2026, month, 1)),
);
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Local day of a time in unix ms, put together by hand: every tile of the grid has one. */
export function formatDay(time: number): string {
  const day = new Date(time);
  return `${day.getDate()} ${months[day.getMonth()]} ${day.getFullYear()}`;
}

/** Local day and minute of a time in unix ms. */
export function formatMoment(time: number): string {
  return moment.format(time);
}
