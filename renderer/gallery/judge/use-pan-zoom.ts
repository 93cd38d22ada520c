// The hand on a picture: the wheel zooms around the pointer, dragging and arrow keys pan. Knows nothing of what is drawn.
import { useRef, type MouseEvent, type PointerEvent, type WheelEvent } from "react";
import type { Point } from "./zoom-view.ts";

interface PanZoom {
  /** `at` in CSS px of the element. */
  readonly onZoom: (factor: number, at: Point) => void;
  /** By CSS px, as the picture moves. */
  readonly onPan: (dx: number, dy: number) => void;
}

const wheelPerZoom = 400;
const keyStepPx = 80;
/** One press of a zoom key or button. */
export const zoomStepFactor = 1.5;

export function pointIn(event: MouseEvent): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

export function usePanZoom({ onZoom, onPan }: PanZoom) {
  const from = useRef<Point | null>(null);
  const end = () => {
    from.current = null;
  };
  return {
    onWheel: (event: WheelEvent) => onZoom(Math.exp(-event.deltaY / wheelPerZoom), pointIn(event)),
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = pointIn(event);
    },
    onPointerMove: (event: PointerEvent) => {
      const before = from.current;
      if (before === null) return;
      const now = pointIn(event);
      from.current = now;
      onPan(now.x - before.x, now.y - before.y);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** How an arrow key moves the picture, CSS px: what lies in its direction comes into view. Null for other keys. */
export function arrowPan(key: string): Point | null {
  switch (key) {
    case "ArrowLeft":
      return { x: keyStepPx, y: 0 };
    case "ArrowRight":
      return { x: -keyStepPx, y: 0 };
    case "ArrowUp":
      return { x: 0, y: keyStepPx };
    case "ArrowDown":
      return { x: 0, y: -keyStepPx };
    default:
      return null;
  }
}
