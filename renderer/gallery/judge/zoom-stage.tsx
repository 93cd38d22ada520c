// One picture in a viewport: wheel and keys zoom, dragging pans, double click goes between fit and actual pixels.
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { mediaUrl, thumbUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { pointIn, usePanZoom } from "./use-pan-zoom.ts";
import { actualPixelsView, fitView, panBy, zoomAt, type Box, type Point, type View } from "./zoom-view.ts";
import viewer from "./viewer.module.css";
import styles from "./zoom-stage.module.css";

export type ZoomHandle = {
  readonly fit: () => void;
  readonly actualPixels: () => void;
  /** Around the middle. */
  readonly zoom: (factor: number) => void;
  /** By CSS px, as the picture moves. */
  readonly pan: (by: Point) => void;
};

interface ZoomStageProps {
  readonly picture: PictureCard;
  /** Hears the scale in percent of actual pixels. */
  readonly onScale: (percent: number) => void;
  readonly ref: Ref<ZoomHandle>;
}

/** From here on a picture pixel is drawn as a square. */
const squarePixelsFrom = 2;

export function ZoomStage({ picture, onScale, ref }: ZoomStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const box: Box = { width: picture.widthPx, height: picture.heightPx };
  const [view, setView] = useState<View | null>(null);
  const [viewport, setViewport] = useState<Box>({ width: 0, height: 0 });
  /** Set by hand: a resized window then keeps the scale instead of fitting again. */
  const isFitted = useRef(true);
  const pixelRatio = window.devicePixelRatio;

  useEffect(() => {
    const watched = stage.current;
    if (watched === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      const room = { width, height };
      const size = { width: picture.widthPx, height: picture.heightPx };
      setViewport(room);
      setView((now) =>
        now === null || isFitted.current
          ? fitView(size, room, window.devicePixelRatio)
          : panBy(now, 0, 0, size, room),
      );
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [picture.widthPx, picture.heightPx]);

  const scale = view?.scale ?? null;
  useEffect(() => {
    if (scale !== null) onScale(Math.round(scale * pixelRatio * 100));
  }, [scale, pixelRatio, onScale]);

  const change = (next: (now: View) => View, fitted = false) => {
    isFitted.current = fitted;
    setView((now) => (now === null ? null : next(now)));
  };
  const fit = () => change(() => fitView(box, viewport, pixelRatio), true);
  const actualPixels = () => change(() => actualPixelsView(box, viewport, pixelRatio));
  const zoom = (factor: number, at: Point = { x: viewport.width / 2, y: viewport.height / 2 }) =>
    change((now) => zoomAt(now, factor, at, box, viewport));
  const pan = (dx: number, dy: number) =>
    change((now) => panBy(now, dx, dy, box, viewport), isFitted.current);
  useImperativeHandle(ref, () => ({
    fit,
    actualPixels,
    zoom: (factor) => zoom(factor),
    pan: ({ x, y }) => pan(x, y),
  }));
  const hand = usePanZoom({ onZoom: zoom, onPan: pan });

  return (
    <div
      ref={stage}
      className={viewer["stage"]}
      onDoubleClick={(event) => {
        if (isFitted.current) {
          const at = pointIn(event);
          change((now) => zoomAt(now, 1 / pixelRatio / now.scale, at, box, viewport));
        } else fit();
      }}
      {...hand}
    >
      {view !== null && (
        <div
          className={viewer["picture"]}
          style={{
            width: box.width,
            height: box.height,
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
          }}
        >
          <Thumb
            src={thumbUrl(picture.asset, 1280)}
            thumbhash={picture.thumbhash}
            alt=""
            widthPx={box.width}
            heightPx={box.height}
            isLazy={false}
            className={styles["layer"]}
          />
          <img
            src={mediaUrl(picture.asset)}
            alt={picture.title.slice(0, 200)}
            draggable={false}
            decoding="async"
            className={styles["layer"]}
            style={{ imageRendering: view.scale * pixelRatio >= squarePixelsFrom ? "pixelated" : "auto" }}
          />
        </div>
      )}
    </div>
  );
}
