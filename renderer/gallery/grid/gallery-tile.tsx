// One picture of the grid: as few elements as can be, because hundreds come and go while the grid flies by.
import type { TFunction } from "i18next";
import { memo } from "react";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { averageColour, paintThumbhash } from "#renderer/ui/paint-thumbhash.ts";
import { thumbUrl } from "#shared/contract/media.ts";
import { pictureIdSchema, type PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { describeCard } from "./describe-card.ts";
import styles from "./gallery-tile.module.css";

export interface GalleryTileProps {
  readonly picture: PictureCard;
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0-based place among `total` pictures, for screen readers. */
  readonly place: number;
  readonly total: number;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  /** A stack whose takes stand open in the grid. */
  readonly isOpenStack: boolean;
  /** Passing by: no picture is fetched. */
  readonly isRough: boolean;
  /** Handed down, because a hook per tile costs more than the tile's words. */
  readonly t: TFunction<"gallery">;
}

/** The DOM id of a tile; the grid names the focused one by it. */
export function tileId(id: PictureId): string {
  return `picture-${id}`;
}

/** The picture whose tile an event happened in; null for the space between. The grid listens for all its tiles. */
export function pictureAt(target: EventTarget): { readonly id: PictureId; readonly place: number } | null {
  const tile = target instanceof Element ? target.closest("[data-picture]") : null;
  const parsed = pictureIdSchema.safeParse(tile?.getAttribute("data-picture"));
  return parsed.success ? { id: parsed.data, place: Number(tile?.getAttribute("data-place")) } : null;
}

export const GalleryTile = memo(function GalleryTile({
  picture,
  leftPx,
  topPx,
  widthPx,
  heightPx,
  place,
  total,
  isSelected,
  isFocused,
  isOpenStack,
  isRough,
  t,
}: GalleryTileProps) {
  const { problem, thumbhash } = picture;
  const likeness = thumbhash === null || isRough ? null : paintThumbhash(thumbhash);
  const words = badgeWords(picture, isOpenStack, t);
  return (
    <div
      id={tileId(picture.id)}
      role="option"
      aria-selected={isSelected}
      aria-label={describeCard(picture, t)}
      aria-posinset={place + 1}
      aria-setsize={total}
      tabIndex={-1}
      draggable
      data-picture={picture.id}
      data-place={place}
      className={joinClasses(
        styles["tile"],
        isSelected && styles["selected"],
        isFocused && styles["focused"],
        picture.marks.rejected && styles["rejected"],
      )}
      style={{
        left: leftPx,
        top: topPx,
        width: widthPx,
        height: heightPx,
        backgroundColor: thumbhash === null ? undefined : averageColour(thumbhash),
        backgroundImage: likeness === null ? undefined : `url(${likeness})`,
      }}
    >
      {problem === null ? (
        !isRough && (
          // An element of its own for each picture: one that is given another goes on showing the former.
          <img
            key={picture.asset}
            src={thumbUrl(picture.asset, widthPx * window.devicePixelRatio)}
            alt=""
            decoding="async"
            draggable={false}
            className={styles["picture"]}
          />
        )
      ) : (
        <span className={styles["problem"]}>{t(`grid.problem.${problem}`)}</span>
      )}
      {words !== "" && (
        <span className={styles["marks"]} aria-hidden data-stack={picture.stackSize > 1 || undefined}>
          {words}
        </span>
      )}
    </div>
  );
});

/** What stands in the corner; signs, because they cost no elements. Screen readers hear the words of the label. */
function badgeWords(
  { marks, engine, stackSize }: PictureCard,
  isOpenStack: boolean,
  t: TFunction<"gallery">,
): string {
  return [
    stackSize > 1 ? `${isOpenStack ? "▾" : "▸"} ${stackSize}` : "",
    marks.rejected ? "✕" : "",
    marks.rating > 0 ? `${marks.rating} ★` : "",
    marks.favourite ? "♥" : "",
    engine === "demo" ? t("grid.demo") : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
