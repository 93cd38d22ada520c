// A short name beside a control, with the key that does the same.
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { KeyHint } from "./key-hint.tsx";
import styles from "./tooltip.module.css";

interface TooltipProps {
  /** What the control does; also say it to screen readers on the control itself. */
  readonly label: ReactNode;
  readonly chord?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left";
  /** The control; must take a ref and props. */
  readonly children: ReactElement;
}

export function Tooltip({ label, chord = "", side = "bottom", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal aria-hidden>
        <Base.Positioner side={side} sideOffset={6} className={styles["positioner"]}>
          <Base.Popup className={styles["popup"]}>
            {label}
            <KeyHint chord={chord} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Lets tooltips follow one another without waiting again; drawn once around the app. */
export function TooltipGroup({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider delay={500} closeDelay={0} timeout={300}>
      {children}
    </Base.Provider>
  );
}
