// One of the pictures that are compared: draws it by the common view, and moves that by wheel and drag.
import { useEffect, useRef, useState, type ReactNode } from "react";
import { mediaUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { panStep, placeStep, zoomStep, type StepView } from "./step-view.ts";
import type { Box, Point } from "./zoom-view.ts";
import styles from "./compare.module.css";

interface ComparePaneProps {
  readonly picture: PictureCard;
  readonly view: StepView;
  readonly onView: (change: (now: StepView) => StepView) => void;
  readonly onSize: (pane: Box) => void;
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
  const frame = useRef<HTMLDivElement>(null);
  const [pane, setPane] = useState<Box>({ width: 0, height: 0 });
  const dragFrom = useRef<Point | null>(null);
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
  const placeOf = (event: React.PointerEvent | React.WheelEvent): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  return (
    <div
      ref={frame}
      className={joinClasses(styles["pane"], isOverlaid && styles["overlaid"])}
      style={shownFrom > 0 ? { clipPath: `inset(0 0 0 ${shownFrom * 100}%)` } : undefined}
      onWheel={(event) => {
        const at = placeOf(event);
        const factor = Math.exp(-event.deltaY / 400);
        onView((now) => zoomStep(now, factor, at, size, pane, pixelRatio));
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragFrom.current = placeOf(event);
      }}
      onPointerMove={(event) => {
        const from = dragFrom.current;
        if (from === null) return;
        const to = placeOf(event);
        dragFrom.current = to;
        onView((now) => panStep(now, to.x - from.x, to.y - from.y, size, pane, pixelRatio));
      }}
      onPointerUp={() => {
        dragFrom.current = null;
      }}
      onPointerCancel={() => {
        dragFrom.current = null;
      }}
    >
      <div
        className={styles["picture"]}
        style={{
          width: size.width,
          height: size.height,
          transform: `translate(${placed.x}px, ${placed.y}px) scale(${placed.scale})`,
          imageRendering: placed.scale * pixelRatio >= squarePixelsFrom ? "pixelated" : "auto",
        }}
      >
        {children ?? <img src={mediaUrl(picture.asset)} alt={picture.title} draggable={false} />}
      </div>
    </div>
  );
}
