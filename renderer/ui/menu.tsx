// Menus: from a button, and from a right click (or the menu key) on something. Entries are data.
import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Fragment, useId } from "react";
import { describeChord } from "./key-chord.ts";
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
  /** Given where the entry turns something on and off: it is ticked while that is on. */
  readonly isOn?: boolean | undefined;
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
  // One that can be ticked makes room before all, so that their words stand in one line.
  const hasTicks = groups.some((group) => group.some(({ isOn }) => isOn !== undefined));
  return groups
    .filter((group) => group.length > 0)
    .map((group, index) => (
      <Fragment key={group[0]?.id}>
        {index > 0 && <Base.Separator className={styles["separator"]} />}
        {group.map((entry) => (
          <Entry key={entry.id} entry={entry} hasTicks={hasTicks} />
        ))}
      </Fragment>
    ));
}

function Entry({ entry, hasTicks }: { readonly entry: MenuEntry; readonly hasTicks: boolean }) {
  const { label, icon, detail, chord = "", disabled = false, isDangerous, isOn, run } = entry;
  const className = joinClasses(styles["item"], isDangerous === true && styles["dangerous"]);
  const words = (
    <>
      {icon}
      <div className={styles["label"]}>
        {label}
        {detail !== undefined && <div className={styles["detail"]}>{detail}</div>}
      </div>
      <KeyHint isSilent chord={chord} className={styles["hint"]} />
    </>
  );
  const keys = describeChord(chord);
  if (isOn === undefined)
    return (
      <Base.Item disabled={disabled} onClick={run} aria-keyshortcuts={keys} className={className}>
        {hasTicks && <span className={styles["tick"]} />}
        {words}
      </Base.Item>
    );
  return (
    <Base.CheckboxItem
      checked={isOn}
      onCheckedChange={run}
      closeOnClick
      disabled={disabled}
      aria-keyshortcuts={keys}
      className={className}
    >
      <span className={styles["tick"]}>
        <Base.CheckboxItemIndicator render={<Check size={14} strokeWidth={2} />} />
      </span>
      {words}
    </Base.CheckboxItem>
  );
}
