// One picture of the grid.
import { Heart, Star, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import { pictureIdSchema, type PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { describeCard } from "./describe-card.ts";
import styles from "./gallery-tile.module.css";

export interface GalleryTileProps {
  readonly picture: PictureCard;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0-based place among `total` pictures, for screen readers. */
  readonly place: number;
  readonly total: number;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
}

/** The DOM id of a tile; the grid names the focused one by it. */
export function tileId(id: PictureId): string {
  return `picture-${id}`;
}

/** The picture whose tile an event happened in; null for the space between. The grid listens for all its tiles. */
export function pictureAt(target: EventTarget): PictureId | null {
  const tile = target instanceof Element ? target.closest("[data-picture]") : null;
  const parsed = pictureIdSchema.safeParse(tile?.getAttribute("data-picture"));
  return parsed.success ? parsed.data : null;
}

export const GalleryTile = memo(function GalleryTile({
  picture,
  widthPx,
  heightPx,
  place,
  total,
  isSelected,
  isFocused,
}: GalleryTileProps) {
  const { t } = useTranslation("gallery");
  const { marks, problem } = picture;
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
      className={joinClasses(
        styles["tile"],
        isSelected && styles["selected"],
        isFocused && styles["focused"],
      )}
      style={{ width: widthPx, height: heightPx }}
    >
      <Thumb
        src={problem === null ? thumbUrl(picture.asset, widthPx * window.devicePixelRatio) : null}
        thumbhash={picture.thumbhash}
        alt=""
        widthPx={widthPx}
        heightPx={heightPx}
        className={styles["picture"]}
      />
      {problem !== null && (
        <span className={styles["problem"]}>
          <TriangleAlert size={16} strokeWidth={1.5} aria-hidden />
          {t(`grid.problem.${problem}`)}
        </span>
      )}
      <span className={styles["marks"]} aria-hidden>
        {picture.engine === "demo" && <span className={styles["demo"]}>{t("grid.demo")}</span>}
        {marks.rating > 0 && (
          <span className={styles["mark"]}>
            {marks.rating}
            <Star size={12} strokeWidth={1.5} fill="currentColor" />
          </span>
        )}
        {marks.favourite && (
          <span className={styles["mark"]}>
            <Heart size={12} strokeWidth={1.5} fill="currentColor" />
          </span>
        )}
      </span>
    </div>
  );
});
