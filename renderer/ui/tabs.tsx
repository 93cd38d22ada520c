// Several panels in one place, one in view.
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import styles from "./tabs.module.css";

export interface TabPanel<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly content: ReactNode;
}

export interface TabsProps<Id extends string> {
  /** Names the row of tabs. */
  readonly label: string;
  readonly value: Id;
  readonly panels: readonly TabPanel<Id>[];
  readonly onValueChange: (id: Id) => void;
  readonly className?: string | undefined;
}

export function Tabs<Id extends string>({ label, value, panels, onValueChange, className }: TabsProps<Id>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(chosen) => onValueChange(chosen as Id)}
      className={joinClasses(styles["root"], className)}
    >
      <Base.List aria-label={label} activateOnFocus className={styles["list"]}>
        {panels.map((panel) => (
          <Base.Tab key={panel.id} value={panel.id} className={styles["tab"]}>
            {panel.label}
          </Base.Tab>
        ))}
      </Base.List>
      {panels.map((panel) => (
        <Base.Panel key={panel.id} value={panel.id} className={styles["panel"]}>
          {panel.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
