// A finished picture of the stream: look at it, take it further, throw it away.
import { Ellipsis, Heart, ImagePlus, RotateCcw, TriangleAlert } from "lucide-react";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "#renderer/ui/badge.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { ContextMenu, Menu } from "#renderer/ui/menu.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { PictureDeeds } from "./use-picture-deeds.tsx";
import styles from "./tiles.module.css";

interface PictureTileProps {
  readonly card: PictureCard;
  readonly tileKey: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The one tile of the stream that Tab leads to. */
  readonly isActive: boolean;
  readonly deeds: PictureDeeds;
  readonly onActivate: (key: string) => void;
  readonly onOpen: (card: PictureCard) => void;
}

const icon = { size: 16, strokeWidth: 1.5 } as const;

export const PictureTile = memo(function PictureTile({
  card,
  tileKey,
  widthPx,
  heightPx,
  isActive,
  deeds,
  onActivate,
  onOpen,
}: PictureTileProps) {
  const { t } = useTranslation("create");
  const [isMenuOpen, setMenuOpen] = useState(false);
  const title = card.title === "" ? t("picture.untitled") : card.title;
  const groups = deeds.menu(card, () => onOpen(card));
  return (
    <ContextMenu label={t("picture.menu")} groups={groups} onOpenChange={setMenuOpen}>
      <div
        className={joinClasses(styles["tile"], isMenuOpen && styles["held"])}
        style={{ width: widthPx, height: heightPx }}
      >
        <button
          type="button"
          data-tile={tileKey}
          tabIndex={isActive ? 0 : -1}
          className={styles["open"]}
          aria-label={t("picture.open", { title })}
          onClick={() => onOpen(card)}
          onFocus={() => onActivate(tileKey)}
          onKeyDown={(event) => {
            const deed = deeds.deedFor(event.nativeEvent);
            if (deed === null) return;
            event.preventDefault();
            event.stopPropagation();
            deeds.run(deed, card);
          }}
          draggable
          onDragStart={(event) => deeds.drag(event, card)}
        >
          <Thumb
            src={card.problem === "missing" ? null : thumbUrl(card.asset, widthPx * window.devicePixelRatio)}
            alt=""
            widthPx={card.widthPx}
            heightPx={card.heightPx}
            thumbhash={card.thumbhash}
            className={styles["pixels"]}
          />
        </button>
        <div className={styles["badges"]}>
          {card.problem !== null && (
            <Badge isOverlay icon={<TriangleAlert size={12} strokeWidth={1.5} />}>
              {t(`picture.problem.${card.problem}`)}
            </Badge>
          )}
          {card.engine === "demo" && <Badge isOverlay>{t("demo.badge")}</Badge>}
          {card.marks.favourite && (
            <Badge isOverlay>
              <Heart size={12} strokeWidth={1.5} fill="currentcolor" aria-label={t("picture.favourite")} />
            </Badge>
          )}
        </div>
        <div className={styles["actions"]}>
          <IconButton
            isOverlay
            size="small"
            label={t("picture.useAsReference")}
            chord={deeds.chordOf("picture.useAsReference")}
            icon={<ImagePlus {...icon} />}
            onClick={() => deeds.run("picture.useAsReference", card)}
          />
          <IconButton
            isOverlay
            size="small"
            label={t("picture.reuse")}
            chord={deeds.chordOf("picture.reuse")}
            icon={<RotateCcw {...icon} />}
            onClick={() => deeds.run("picture.reuse", card)}
          />
          <Menu
            align="end"
            groups={groups}
            trigger={
              <IconButton isOverlay size="small" label={t("picture.more")} icon={<Ellipsis {...icon} />} />
            }
          />
        </div>
      </div>
    </ContextMenu>
  );
});
