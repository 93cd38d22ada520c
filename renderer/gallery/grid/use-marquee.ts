// A box drawn with the pointer from the space between pictures: it selects what it meets, and scrolls at the edges.
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import { placesInside, type Box, type ResultLayout } from "#renderer/gallery/result/layout-result.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import { noSelection, type Selection } from "#renderer/gallery/result/selection.ts";
import type { GridSelection } from "./use-grid-selection.ts";
import type { GridScroll } from "./use-grid-view.ts";
import { pictureAt } from "./gallery-tile.tsx";

type Point = { readonly x: number; readonly y: number };
type Drawing = { readonly start: Point; pointer: Point; readonly kept: Selection; isMoved: boolean };

const nearEdgePx = 40;
/** A press that moves less is a click. */
const clickPx = 4;

export type Marquee = {
  /** In px of the result; null while none is drawn. */
  readonly area: Box | null;
  readonly begin: (event: PointerEvent<HTMLElement>) => void;
};

export function useMarquee(
  store: GalleryStore,
  content: RefObject<HTMLElement | null>,
  layout: ResultLayout,
  scroll: GridScroll,
  select: GridSelection,
): Marquee {
  const [area, setArea] = useState<Box | null>(null);
  const drawing = useRef<Drawing | null>(null);
  const latest = useRef({ layout, scroll, select });
  useEffect(() => {
    latest.current = { layout, scroll, select };
  });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const draw = () => {
    const now = drawing.current;
    const frame = content.current?.getBoundingClientRect();
    if (now === null || frame === undefined) return;
    const { scroll: view } = latest.current;
    const end = { x: now.pointer.x - frame.left, y: now.pointer.y - frame.top - view.view().shiftPx };
    if (!now.isMoved && Math.hypot(end.x - now.start.x, end.y - now.start.y) < clickPx) return;
    now.isMoved = true;
    const box = {
      leftPx: Math.min(now.start.x, end.x),
      topPx: Math.min(now.start.y, end.y),
      widthPx: Math.abs(end.x - now.start.x),
      heightPx: Math.abs(end.y - now.start.y),
    };
    setArea(box);
    latest.current.select.boxed(now.kept, placesInside(latest.current.layout, box));
  };

  const begin = (event: PointerEvent<HTMLElement>) => {
    const frame = content.current?.getBoundingClientRect();
    const isOnPicture = pictureAt(event.target) !== null;
    const isOnScrollbar = event.nativeEvent.offsetX >= event.currentTarget.clientWidth;
    // A border between panels takes the presses on it, and says so.
    const isTaken = event.defaultPrevented || event.button !== 0;
    if (frame === undefined || isTaken || isOnPicture || isOnScrollbar) return;
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    const kept = adds ? store.getState().selection : noSelection;
    const start = {
      x: event.clientX - frame.left,
      y: event.clientY - frame.top - latest.current.scroll.view().shiftPx,
    };
    const now: Drawing = { start, pointer: { x: event.clientX, y: event.clientY }, kept, isMoved: false };
    drawing.current = now;
    let edge = 0;
    const scroller = event.currentTarget.getBoundingClientRect();
    const follow = () => {
      const aboveBy = scroller.top + nearEdgePx - now.pointer.y;
      const belowBy = now.pointer.y - (scroller.bottom - nearEdgePx);
      const speed = aboveBy > 0 ? -aboveBy : Math.max(0, belowBy);
      if (now.isMoved && speed !== 0) {
        const { scroll: view } = latest.current;
        view.scrollTo(view.topPx() + speed / 2);
        draw();
      }
      edge = requestAnimationFrame(follow);
    };
    const move = (moved: globalThis.PointerEvent) => {
      now.pointer = { x: moved.clientX, y: moved.clientY };
      draw();
    };
    const end = () => {
      cancelAnimationFrame(edge);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (!now.isMoved && !adds)
        store.actions.select({ ...noSelection, focus: store.getState().selection.focus });
      drawing.current = null;
      stop.current = null;
      setArea(null);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    edge = requestAnimationFrame(follow);
    stop.current = end;
  };
  return { area, begin };
}
