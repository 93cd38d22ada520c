// One line of the side list: leads somewhere, may carry a count and a menu, and may take pictures that are dropped on it.
import { Ellipsis } from "lucide-react";
import { useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { pictureDragType, readPictureDrag } from "#renderer/session/picture-drag.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Menu, type MenuGroups } from "#renderer/ui/menu.tsx";
import type { PictureId } from "#shared/model/ids.ts";
import styles from "./side-list.module.css";

interface SideEntryProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly count?: number | undefined;
  readonly isCurrent: boolean;
  readonly isNested?: boolean;
  readonly onOpen: () => void;
  readonly menu?: MenuGroups | undefined;
  readonly onDropPictures?: ((ids: readonly PictureId[]) => void) | undefined;
  readonly children?: ReactNode;
}

export function SideEntry({
  label,
  icon,
  count,
  isCurrent,
  isNested = false,
  onOpen,
  menu,
  onDropPictures,
  children,
}: SideEntryProps) {
  const { t } = useTranslation("gallery");
  const [isTarget, setTarget] = useState(false);
  const takes = (event: DragEvent) =>
    onDropPictures !== undefined && event.dataTransfer.types.includes(pictureDragType);
  return (
    <li className={styles["item"]}>
      <div
        className={joinClasses(
          styles["entry"],
          isNested && styles["nested"],
          isCurrent && styles["current"],
          isTarget && styles["target"],
        )}
        onDragOver={(event) => {
          if (!takes(event)) return;
          event.preventDefault();
          event.stopPropagation();
          event.dataTransfer.dropEffect = "copy";
          setTarget(true);
        }}
        onDragLeave={() => setTarget(false)}
        onDrop={(event) => {
          setTarget(false);
          if (!takes(event)) return;
          event.preventDefault();
          event.stopPropagation();
          onDropPictures?.(readPictureDrag(event.dataTransfer));
        }}
      >
        <button
          type="button"
          className={styles["link"]}
          aria-current={isCurrent ? "page" : undefined}
          onClick={onOpen}
        >
          {icon}
          <span className={styles["label"]}>{label}</span>
          {count !== undefined && <span className={styles["count"]}>{count.toLocaleString("en")}</span>}
        </button>
        {menu !== undefined && (
          <Menu
            align="end"
            groups={menu}
            trigger={
              <IconButton
                size="small"
                label={t("side.more", { name: label })}
                icon={<Ellipsis size={14} strokeWidth={1.5} />}
                className={styles["more"]}
              />
            }
          />
        )}
      </div>
      {children}
    </li>
  );
}
