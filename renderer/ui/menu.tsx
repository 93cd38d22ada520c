// Menus: from a button, and from a right click (or the menu key) on something. Entries are data.
import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { Fragment, useId } from "react";
import { joinClasses } from "./join-classes.ts";
import { KeyHint } from "./key-hint.tsx";
import styles from "./menu-popup.module.css";

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly detail?: string | undefined;
  /** The key that does the same. */
  readonly chord?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly isDangerous?: boolean | undefined;
  readonly run: () => void;
}

/** Groups of entries, with a line between them. Empty groups are left out. */
export type MenuGroups = readonly (readonly MenuEntry[])[];

interface MenuProps {
  readonly groups: MenuGroups;
  /** The button; must take a ref and props. */
  readonly trigger: ReactElement;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly align?: "start" | "center" | "end";
}

export function Menu({ groups, trigger, side = "bottom", align = "start" }: MenuProps) {
  const id = useId();
  // What floats lies outside the page's landmarks, and is one of its own for as long as it is open.
  return (
    <Base.Root>
      <Base.Trigger id={id} render={trigger} />
      <Base.Portal role="region" aria-labelledby={id}>
        <Base.Positioner className={styles["positioner"]} side={side} align={align} sideOffset={4}>
          <Base.Popup className={styles["popup"]}>
            <Entries groups={groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextMenuProps {
  /** What the menu is of, for those who hear it. */
  readonly label: string;
  readonly groups: MenuGroups;
  /** What is right-clicked; an element that takes a ref and props. */
  readonly children: ReactElement;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

export function ContextMenu({ label, groups, children, onOpenChange }: ContextMenuProps) {
  return (
    <BaseContext.Root onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal role="region" aria-label={label}>
        <BaseContext.Positioner className={styles["positioner"]}>
          <BaseContext.Popup className={styles["popup"]}>
            <Entries groups={groups} />
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

function Entries({ groups }: { readonly groups: MenuGroups }) {
  return groups
    .filter((group) => group.length > 0)
    .map((group, index) => (
      <Fragment key={group[0]?.id}>
        {index > 0 && <Base.Separator className={styles["separator"]} />}
        {group.map((entry) => (
          <Base.Item
            key={entry.id}
            disabled={entry.disabled}
            onClick={entry.run}
            className={joinClasses(styles["item"], entry.isDangerous === true && styles["dangerous"])}
          >
            {entry.icon}
            <div className={styles["label"]}>
              {entry.label}
              {entry.detail !== undefined && <div className={styles["detail"]}>{entry.detail}</div>}
            </div>
            <KeyHint chord={entry.chord ?? ""} className={styles["hint"]} />
          </Base.Item>
        ))}
      </Fragment>
    ));
}
