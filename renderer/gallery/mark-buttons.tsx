// Stars, heart and cross of the pictures in hand.
import { Heart, Star, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { chordOf } from "#renderer/session/commands.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { CommandId } from "#shared/model/commands.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { PictureActions } from "#renderer/session/use-picture-actions.ts";
import styles from "./mark-buttons.module.css";

interface MarkButtonsProps {
  readonly pictures: readonly PictureCard[];
  readonly actions: Pick<PictureActions, "rate" | "toggleFavourite" | "toggleRejected">;
}

const stars = [1, 2, 3, 4, 5] as const;

export function MarkButtons({ pictures, actions }: MarkButtonsProps) {
  const { t } = useTranslation("gallery");
  const shortcuts = useStudio(({ settings }) => settings.shortcuts);
  const chord = (id: CommandId) => chordOf(id, shortcuts);
  const ratings = new Set(pictures.map(({ marks }) => marks.rating));
  /** What all share; 0 where they differ. */
  const [rating = 0] = ratings.size === 1 ? ratings : [0];
  const isFavourite = pictures.length > 0 && pictures.every(({ marks }) => marks.favourite);
  const isRejected = pictures.length > 0 && pictures.every(({ marks }) => marks.rejected);
  return (
    <div className={styles["marks"]}>
      <fieldset aria-label={t("actions.stars")} className={styles["stars"]}>
        {stars.map((star) => (
          <IconButton
            key={star}
            size="small"
            label={t("actions.rate", { count: star })}
            chord={chord(`picture.rate${star}`)}
            aria-pressed={star === rating}
            icon={<Star size={16} strokeWidth={1.5} fill={star <= rating ? "currentColor" : "none"} />}
            // The same star again takes it away.
            onClick={() => actions.rate(pictures, star === rating ? 0 : star)}
          />
        ))}
      </fieldset>
      <IconButton
        size="small"
        label={t("actions.favourite")}
        chord={chord("picture.toggleFavourite")}
        isPressed={isFavourite}
        icon={<Heart size={16} strokeWidth={1.5} fill={isFavourite ? "currentColor" : "none"} />}
        onClick={() => actions.toggleFavourite(pictures)}
      />
      <IconButton
        size="small"
        label={t("actions.reject")}
        chord={chord("picture.toggleRejected")}
        isPressed={isRejected}
        icon={<X size={16} strokeWidth={1.5} />}
        onClick={() => actions.toggleRejected(pictures)}
      />
    </div>
  );
}
