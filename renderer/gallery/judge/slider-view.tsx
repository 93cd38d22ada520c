// Two pictures one over the other, with a line to drag between them.
import { useRef, useState, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { ComparePane, type PairProps } from "./compare-pane.tsx";
import styles from "./compare.module.css";

/** Shares of the width that a key moves the line by. */
const nudge: Readonly<Record<string, number>> = { ArrowLeft: -0.02, ArrowRight: 0.02, Home: -1, End: 1 };

export function SliderView({ first, second, ...common }: PairProps) {
  const { t } = useTranslation("gallery");
  const [share, setShare] = useState(0.5);
  const area = useRef<HTMLDivElement>(null);
  const follow = (event: PointerEvent) => {
    const frame = area.current?.getBoundingClientRect();
    if (frame === undefined || event.buttons !== 1) return;
    setShare(Math.min(1, Math.max(0, (event.clientX - frame.left) / frame.width)));
  };
  return (
    <div ref={area} className={styles["slider"]}>
      <ComparePane picture={first} {...common} isOverlaid />
      <ComparePane picture={second} {...common} isOverlaid shownFrom={share} />
      <div
        role="slider"
        aria-label={t("compare.divider")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={t("compare.dividerText", { percent: Math.round(share * 100) })}
        tabIndex={0}
        className={styles["divider"]}
        style={{ left: `${share * 100}%` }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={follow}
        onKeyDown={(event) => {
          const by = nudge[event.key];
          if (by === undefined) return;
          event.preventDefault();
          setShare((now) => Math.min(1, Math.max(0, now + by)));
        }}
      />
    </div>
  );
}
