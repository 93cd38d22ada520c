// One of the pictures that are compared: draws it by the common view, and moves that by wheel and drag.
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { mediaUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { panStep, placeStep, zoomStep, type StepView } from "./step-view.ts";
import { usePanZoom } from "./use-pan-zoom.ts";
import type { Box } from "./zoom-view.ts";
import viewer from "./viewer.module.css";
import styles from "./compare.module.css";

interface CommonView {
  readonly view: StepView;
  readonly onView: (change: (now: StepView) => StepView) => void;
  readonly onSize: (pane: Box) => void;
}

/** Two pictures in one view. */
export interface PairProps extends CommonView {
  readonly first: PictureCard;
  readonly second: PictureCard;
}

interface ComparePaneProps extends CommonView {
  readonly picture: PictureCard;
  /** Only this share of the pane is drawn, from the right; 1 draws all. */
  readonly shownFrom?: number;
  readonly isOverlaid?: boolean;
  /** Drawn instead of the picture, in its px. */
  readonly children?: ReactNode;
}

/** From here on a picture pixel is drawn as a square. */
const squarePixelsFrom = 2;

export function ComparePane({
  picture,
  view,
  onView,
  onSize,
  shownFrom = 0,
  isOverlaid = false,
  children,
}: ComparePaneProps) {
  const { t } = useTranslation("gallery");
  const frame = useRef<HTMLDivElement>(null);
  const [pane, setPane] = useState<Box>({ width: 0, height: 0 });
  const latest = useRef(onSize);
  useEffect(() => {
    latest.current = onSize;
  });
  useEffect(() => {
    const watched = frame.current;
    if (watched === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setPane({ width, height });
      latest.current({ width, height });
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);

  const size: Box = { width: picture.widthPx, height: picture.heightPx };
  const pixelRatio = window.devicePixelRatio;
  const placed = placeStep(view, size, pane, pixelRatio);
  const hand = usePanZoom({
    onZoom: (factor, at) => onView((now) => zoomStep(now, factor, at, size, pane, pixelRatio)),
    onPan: (dx, dy) => onView((now) => panStep(now, dx, dy, size, pane, pixelRatio)),
  });

  return (
    <div
      ref={frame}
      className={joinClasses(viewer["stage"], isOverlaid && styles["overlaid"])}
      style={shownFrom > 0 ? { clipPath: `inset(0 0 0 ${shownFrom * 100}%)` } : undefined}
      {...hand}
    >
      {picture.problem !== null ? (
        <p className={viewer["sentence"]}>{t(`grid.problem.${picture.problem}`)}</p>
      ) : (
        <div
          className={joinClasses(viewer["picture"], styles["picture"])}
          style={{
            width: size.width,
            height: size.height,
            transform: `translate(${placed.x}px, ${placed.y}px) scale(${placed.scale})`,
            imageRendering: placed.scale * pixelRatio >= squarePixelsFrom ? "pixelated" : "auto",
          }}
        >
          {children ?? <img src={mediaUrl(picture.asset)} alt={picture.title} draggable={false} />}
        </div>
      )}
    </div>
  );
}
