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
  /** So fast, or so new, that not even the colours of what is not in memory are worth asking for. */
  readonly isFlying: boolean;
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

type Pace = "calm" | "rough" | "flying";
type MoveListener = (topPx: number, heightPx: number) => void;

/** Browsers stop at 33,554,428 px. */
const tallestPx = 30_000_000;
const calmAfterMs = 90;
/** Viewports a second: slower than the first pictures can still be made out, than the second their colours. */
const roughPace = 5;
const flyingPace = 40;
/** So much beyond the edges is drawn as well, in viewports. */
const overscan = 0.4;

/** What was looked at last. */
type Seen = GridView & {
  /** The result; null before the first that can be drawn. */
  readonly stamp: number | null;
  readonly viewportPx: number;
};

const nothingSeen: Seen = {
  from: 0,
  to: 0,
  isRough: false,
  isFlying: false,
  isAway: false,
  shiftPx: 0,
  stamp: null,
  viewportPx: 0,
};
/** So near the beginning counts as there. */
const beginningPx = 4;

/** What tells where a picture went when news moved the result. */
export type CardPlaces = {
  readonly idAt: (place: number) => PictureId | null;
  readonly placeOf: (id: PictureId) => number | null;
};

type Anchor = { readonly place: number; readonly id: PictureId | null; readonly offsetPx: number };

/** What is called by timers and by what hears the scroller, as it was when something was drawn last. */
type Latest = { readonly measure: (pace: Pace) => void; readonly topPx: () => number };

/** @param stamp changes when a new result has to be looked at from its beginning */
export function useGridView(
  scroller: RefObject<HTMLDivElement | null>,
  layout: ResultLayout,
  stamp: number,
  cards: CardPlaces,
): { readonly scroll: GridScroll; readonly view: GridView } {
  const [viewStore] = useState(() => createStore<Seen>(() => nothingSeen));
  const seen = useStore(viewStore);
  const contentPx = Math.min(tallestPx, layout.heightPx);
  const anchor = useRef<Anchor>({ place: 0, id: null, offsetPx: 0 });
  const calm = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const last = useRef({ topPx: 0, at: 0 });
  const [movers] = useState(() => new Set<MoveListener>());
  const latest = useRef<Latest | null>(null);

  // A new result is drawn from its beginning at once: drawn first at the place of the former it would be drawn twice.
  const isFirst = seen.stamp === null;
  const isNew = seen.stamp !== stamp;
  const view = useMemo(
    () => (isNew && !isFirst ? beginningOf(layout, seen) : seen),
    [isNew, isFirst, layout, seen],
  );

  const squeeze = useCallback(() => {
    const heightPx = scroller.current?.clientHeight ?? 0;
    const isTall = layout.heightPx > contentPx && contentPx > heightPx;
    return isTall ? (layout.heightPx - heightPx) / (contentPx - heightPx) : 1;
  }, [scroller, layout, contentPx]);
  const topPx = useCallback(() => (scroller.current?.scrollTop ?? 0) * squeeze(), [scroller, squeeze]);
  const viewportPx = useCallback(() => scroller.current?.clientHeight ?? 0, [scroller]);

  const see = useCallback(
    (next: Omit<Seen, "stamp">, top: number, hasMore: boolean) => {
      // Before the width is known there is nothing to look at.
      const stamped = layout.rowTopPx.length > 0 ? stamp : viewStore.getState().stamp;
      const now = viewStore.getState();
      // Compared before anything is drawn: React would do the same with more ado.
      const isSame = now.from === next.from && now.to === next.to && now.isAway === next.isAway;
      const isPaced = now.isRough === next.isRough && now.isFlying === next.isFlying;
      if (
        !isSame ||
        !isPaced ||
        now.shiftPx !== next.shiftPx ||
        now.stamp !== stamped ||
        now.viewportPx !== next.viewportPx
      )
        viewStore.setState({ ...next, stamp: stamped });
      const place = placesBetween(layout, top, top).from;
      anchor.current = { place, id: cards.idAt(place), offsetPx: (boxOf(layout, place)?.topPx ?? 0) - top };
      clearTimeout(calm.current);
      if (hasMore) calm.current = setTimeout(() => latest.current?.measure("calm"), calmAfterMs);
    },
    [layout, stamp, cards, viewStore],
  );
  /** @param beyond how far beyond the edges, in viewports */
  const measure = useCallback(
    (pace: Pace, beyond = overscan) => {
      const element = scroller.current;
      if (element === null) return;
      const top = topPx();
      const heightPx = element.clientHeight;
      const { from, to } = placesBetween(layout, top - heightPx * beyond, top + heightPx * (1 + beyond));
      const paced = { isRough: pace !== "calm", isFlying: pace === "flying" };
      const placed = { from, to, isAway: top > beginningPx, shiftPx: element.scrollTop - top };
      see({ ...paced, ...placed, viewportPx: heightPx }, top, pace !== "calm" || beyond < overscan);
    },
    [scroller, layout, topPx, see],
  );
  useEffect(() => {
    latest.current = { measure, topPx };
  }, [measure, topPx]);

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

  // Heard once and for all: an observer that is made anew tells of a size that has not changed.
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const hear = () => {
      const now = { topPx: latest.current?.topPx() ?? 0, at: performance.now() };
      const speed = Math.abs(now.topPx - last.current.topPx) / Math.max(8, now.at - last.current.at);
      last.current = now;
      for (const tell of movers) tell(now.topPx, element.clientHeight);
      const pace = (speed * 1000) / Math.max(1, element.clientHeight);
      latest.current?.measure(pace > flyingPace ? "flying" : pace > roughPace ? "rough" : "calm");
    };
    element.addEventListener("scroll", hear, { passive: true });
    const observer = new ResizeObserver(() => {
      if (element.clientHeight === viewStore.getState().viewportPx) return;
      for (const tell of movers) tell(latest.current?.topPx() ?? 0, element.clientHeight);
      latest.current?.measure("calm");
    });
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", hear);
      observer.disconnect();
      clearTimeout(calm.current);
    };
  }, [scroller, movers, viewStore]);

  // Another layout: a new result begins at its top, and the very first with its pictures, because nobody types yet. News
  // and another width leave what is looked at where it is.
  useLayoutEffect(() => {
    const { place, id, offsetPx } = anchor.current;
    const now = viewStore.getState();
    if (now.stamp === null) return measure("calm", 0);
    if (now.stamp !== stamp) {
      if (now.isAway) scrollTo(0);
      return see(beginningOf(layout, now), 0, true);
    }
    if (topPx() > beginningPx) {
      const moved = (id === null ? null : cards.placeOf(id)) ?? place;
      const box = boxOf(layout, Math.min(layout.ratios.length - 1, moved));
      if (box !== null) scrollTo(box.topPx - offsetPx);
    }
    return measure("calm");
  }, [layout, stamp, measure, see, cards, scrollTo, topPx, viewStore]);

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

/** The first screen of a result, without what lies beyond it: who has just found something looks before scrolling. */
function beginningOf(layout: ResultLayout, { viewportPx }: Pick<Seen, "viewportPx">): Omit<Seen, "stamp"> {
  const { from, to } = placesBetween(layout, 0, viewportPx);
  return { from, to, isRough: true, isFlying: true, isAway: false, shiftPx: 0, viewportPx };
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
