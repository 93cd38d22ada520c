// One line of the side list: leads somewhere, may carry a count and a menu, may be dragged, and may take what is dropped
// on it.
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Menu, type MenuGroups } from "#renderer/ui/menu.tsx";
import { useDropTarget, type DropTarget } from "./use-drop-target.ts";
import styles from "./side-list.module.css";

interface SideEntryProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly count?: number | undefined;
  readonly isCurrent: boolean;
  readonly isNested?: boolean;
  readonly onOpen: () => void;
  readonly menu?: MenuGroups | undefined;
  readonly drop?: DropTarget | undefined;
  /** Begins a drag of what the entry stands for, and hears of its end. */
  readonly drag?: { readonly begin: (data: DataTransfer) => void; readonly end: () => void } | undefined;
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
  drop,
  drag,
  children,
}: SideEntryProps) {
  const { t } = useTranslation("gallery");
  const { isTarget, handlers } = useDropTarget(drop);
  return (
    <li className={styles["item"]}>
      <div
        className={joinClasses(
          styles["entry"],
          isNested && styles["nested"],
          isCurrent && styles["current"],
          isTarget && styles["target"],
        )}
        draggable={drag !== undefined}
        onDragStart={(event) => drag?.begin(event.dataTransfer)}
        onDragEnd={drag?.end}
        {...handlers}
      >
        <button
          type="button"
          className={styles["link"]}
          aria-current={isCurrent ? "page" : undefined}
          onClick={onOpen}
        >
          {icon}
          <span className={styles["label"]} title={label}>
            {label}
          </span>
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
