// What part of a laid-out result is in view. Only this knows the scroller: its width, its place, how fast it moves, and
// how a result that is taller than a browser can scroll is squeezed into what it can.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { PictureId } from "#shared/model/ids.ts";
import { boxOf, placesBetween, type ResultLayout } from "#renderer/gallery/result/layout-result.ts";

export type GridView = {
  readonly from: number;
  readonly to: number;
  /**
   * Passing by too fast for pictures to be worth fetching, or just found: whoever types on needs none of them, and
   * fetching them would hold up the next answer.
   */
  readonly isRough: boolean;
  /** Scrolled away from the beginning. */
  readonly isAway: boolean;
  /** What the places in the result are moved by to be drawn in the scroller; 0 but for the very tall. */
  readonly shiftPx: number;
};

/** The same value until the layout is another, however the view moves. */
export type GridScroll = {
  /** Height of what is scrolled, px. */
  readonly contentPx: number;
  readonly viewportPx: () => number;
  /** Where the view begins in the result, px. */
  readonly topPx: () => number;
  readonly scrollTo: (topPx: number) => void;
  /** Scrolls as little as needed to show a picture. */
  readonly reveal: (place: number) => void;
  /** What is drawn, at the moment of asking. */
  readonly view: () => GridView;
  /** Hears of each move and each new height before anything is drawn for it, so that nobody has to measure again. */
  readonly onMove: (listener: MoveListener) => () => void;
};

type MoveListener = (topPx: number, heightPx: number) => void;

/** Browsers stop at 33,554,428 px. */
const tallestPx = 30_000_000;
const calmAfterMs = 90;
/** So much beyond the edges is drawn as well, in viewports. */
const overscan = 0.4;

const nothingInView: GridView = { from: 0, to: 0, isRough: false, isAway: false, shiftPx: 0 };
/** So near the beginning counts as there. */
const beginningPx = 4;

/** What tells where a picture went when news moved the result. */
export type CardPlaces = {
  readonly idAt: (place: number) => PictureId | null;
  readonly placeOf: (id: PictureId) => number | null;
};

type Anchor = { readonly place: number; readonly id: PictureId | null; readonly offsetPx: number };

/** @param stamp changes when a new result has to be looked at from its beginning */
export function useGridView(
  scroller: RefObject<HTMLDivElement | null>,
  layout: ResultLayout,
  stamp: number,
  cards: CardPlaces,
): { readonly scroll: GridScroll; readonly view: GridView } {
  const [viewStore] = useState(() => createStore<GridView>(() => nothingInView));
  const view = useStore(viewStore);
  const contentPx = Math.min(tallestPx, layout.heightPx);
  const anchor = useRef<Anchor>({ place: 0, id: null, offsetPx: 0 });
  const calm = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const last = useRef({ topPx: 0, at: 0, stamp });
  const [movers] = useState(() => new Set<MoveListener>());
  const latest = useRef<((isRough: boolean) => void) | null>(null);

  const squeeze = useCallback(() => {
    const heightPx = scroller.current?.clientHeight ?? 0;
    const isTall = layout.heightPx > contentPx && contentPx > heightPx;
    return isTall ? (layout.heightPx - heightPx) / (contentPx - heightPx) : 1;
  }, [scroller, layout, contentPx]);
  const topPx = useCallback(() => (scroller.current?.scrollTop ?? 0) * squeeze(), [scroller, squeeze]);
  const viewportPx = useCallback(() => scroller.current?.clientHeight ?? 0, [scroller]);

  const measure = useCallback(
    (isRough: boolean) => {
      const element = scroller.current;
      if (element === null) return;
      const top = topPx();
      const beyondPx = element.clientHeight * overscan;
      const { from, to } = placesBetween(layout, top - beyondPx, top + element.clientHeight + beyondPx);
      const next = { from, to, isRough, isAway: top > beginningPx, shiftPx: element.scrollTop - top };
      const now = viewStore.getState();
      // Compared before anything is drawn: React would do the same with more ado.
      const isSame = now.from === from && now.to === to && now.isRough === isRough;
      if (!isSame || now.isAway !== next.isAway || now.shiftPx !== next.shiftPx) viewStore.setState(next);
      const place = placesBetween(layout, top, top).from;
      anchor.current = { place, id: cards.idAt(place), offsetPx: (boxOf(layout, place)?.topPx ?? 0) - top };
      clearTimeout(calm.current);
      if (isRough) calm.current = setTimeout(() => latest.current?.(false), calmAfterMs);
    },
    [scroller, layout, topPx, cards, viewStore],
  );

  useEffect(() => {
    latest.current = measure;
  }, [measure]);

  const scrollTo = useCallback(
    (wantedPx: number) => {
      scroller.current?.scrollTo({ top: wantedPx / squeeze(), behavior: "instant" });
    },
    [scroller, squeeze],
  );
  const reveal = useCallback(
    (place: number) => {
      const box = boxOf(layout, place);
      if (box === null) return;
      const top = topPx();
      const belowPx = box.topPx + box.heightPx + 3 * layout.gapPx - viewportPx();
      if (box.topPx < top) scrollTo(place === 0 ? 0 : box.topPx);
      else if (belowPx > top) scrollTo(Math.min(box.topPx, belowPx));
    },
    [layout, topPx, viewportPx, scrollTo],
  );

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const hear = () => {
      const now = { topPx: topPx(), at: performance.now() };
      const speed = Math.abs(now.topPx - last.current.topPx) / Math.max(8, now.at - last.current.at);
      last.current = { ...last.current, ...now };
      for (const tell of movers) tell(now.topPx, element.clientHeight);
      // Slower than five viewports a second pictures still can be made out.
      measure(speed > (element.clientHeight * 5) / 1000);
    };
    element.addEventListener("scroll", hear, { passive: true });
    const observer = new ResizeObserver(() => {
      for (const tell of movers) tell(topPx(), element.clientHeight);
      measure(false);
    });
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", hear);
      observer.disconnect();
      clearTimeout(calm.current);
    };
  }, [scroller, measure, topPx, movers]);

  // Another layout: a new result begins at its top, news and another width leave what is looked at where it is.
  useLayoutEffect(() => {
    const { place, id, offsetPx } = anchor.current;
    const isNew = last.current.stamp !== stamp;
    if (isNew) {
      last.current.stamp = stamp;
      scrollTo(0);
    } else if (topPx() > beginningPx) {
      const moved = (id === null ? null : cards.placeOf(id)) ?? place;
      const box = boxOf(layout, Math.min(layout.ratios.length - 1, moved));
      if (box !== null) scrollTo(box.topPx - offsetPx);
    }
    measure(isNew);
  }, [layout, stamp, measure, cards, scrollTo, topPx]);

  const onMove = useCallback(
    (listener: MoveListener) => {
      movers.add(listener);
      return () => void movers.delete(listener);
    },
    [movers],
  );
  const scroll = useMemo(
    () => ({ contentPx, viewportPx, topPx, scrollTo, reveal, view: viewStore.getState, onMove }),
    [contentPx, viewportPx, topPx, scrollTo, reveal, viewStore, onMove],
  );
  return { scroll, view };
}

/** Width inside an element's padding, in whole CSS px, kept current; what is hidden keeps the width it had. */
export function useContentWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(watched);
      const inside = watched.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      if (inside > 0) setWidthPx(Math.floor(inside));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
