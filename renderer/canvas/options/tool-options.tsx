// The options of the tool in hand, and what can be done with all that is selected. One line at any width.
import { SlidersHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import { SelectionMenu } from "./selection-menu.tsx";
import { useToolFields } from "./tool-fields.tsx";
import styles from "./options.module.css";

interface ToolOptionsProps {
  readonly desk: Desk;
}

export function ToolOptions({ desk }: ToolOptionsProps) {
  const { t } = useTranslation("canvas");
  const { first, more } = useToolFields(desk);
  return (
    <div className={styles["tool"]}>
      {first}
      {more !== null && (
        <>
          <div className={styles["inline"]}>{more}</div>
          <div className={styles["folded"]}>
            <Popover
              title={t("tools.options")}
              className={styles["popover"]}
              trigger={
                <IconButton
                  label={t("tools.options")}
                  icon={<SlidersHorizontal size={16} strokeWidth={1.5} />}
                />
              }
            >
              {more}
            </Popover>
          </div>
        </>
      )}
      <SelectionMenu desk={desk} />
    </div>
  );
}
