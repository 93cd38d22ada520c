// Panels side by side whose borders can be dragged or moved with the arrow keys; widths are remembered on this machine.
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { joinClasses } from "./join-classes.ts";
import styles from "./resizable-panels.module.css";

export interface PanelSpec {
  /** Unique within the group; the remembered width hangs on it. */
  readonly id: string;
  /** At first, in px; leave out for the panel that fills. */
  readonly widthPx?: number | undefined;
  readonly minWidthPx: number;
  readonly maxWidthPx?: number | undefined;
  readonly content: ReactNode;
}

export interface ResizablePanelsProps {
  /** Unique within the app: names what is remembered. */
  readonly id: string;
  /** From left to right; a panel that is closed is left out. */
  readonly panels: readonly PanelSpec[];
  readonly className?: string | undefined;
}

/** How near a border counts as on it, px: with a mouse no more than is drawn, because pictures may lie beside it. */
const reach = { coarse: 20, fine: 5 } as const;

export function ResizablePanels({ id, panels, className }: ResizablePanelsProps) {
  const { t } = useTranslation("ui");
  const remembered = useDefaultLayout({
    id,
    panelIds: panels.map((panel) => panel.id),
    storage: localStorage,
  });
  return (
    <Group
      id={id}
      orientation="horizontal"
      defaultLayout={remembered.defaultLayout}
      onLayoutChanged={remembered.onLayoutChanged}
      resizeTargetMinimumSize={reach}
      className={joinClasses(styles["group"], className)}
    >
      {panels.map((panel, index) => (
        <Fragment key={panel.id}>
          {index > 0 && <Separator aria-label={t("resize")} className={styles["separator"]} />}
          <Panel
            id={panel.id}
            defaultSize={panel.widthPx}
            minSize={panel.minWidthPx}
            maxSize={panel.maxWidthPx}
            groupResizeBehavior={
              panel.widthPx === undefined ? "preserve-relative-size" : "preserve-pixel-size"
            }
            className={styles["panel"]}
          >
            {panel.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
