// The grid: the tiles near the view of a result laid out whole. Hears keys, clicks, boxes and drags; draws the store.
import { useEffect, useMemo, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { cardAt, placeOf } from "#renderer/gallery/result/card-pages.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import { boxesOf, layoutResult } from "#renderer/gallery/result/layout-result.ts";
import { lightboxStore } from "#renderer/session/lightbox-store.ts";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { formatSection } from "./format-section.ts";
import { GalleryTile, pictureAt, tileId } from "./gallery-tile.tsx";
import { keyDeed } from "./key-target.ts";
import { NewsPill } from "./news-pill.tsx";
import { Scrubber } from "./scrubber.tsx";
import { useGridSelection } from "./use-grid-selection.ts";
import { useContentWidth, useGridView } from "./use-grid-view.ts";
import { useMarquee } from "./use-marquee.ts";
import styles from "./gallery-grid.module.css";

const gapPx = 8;
const headingPx = 36;
/** The number of elements changes in steps, so that it stays the same while the view scrolls. */
const slotStep = 64;

interface GalleryGridProps {
  readonly store: GalleryStore;
  /** The list, for whoever leads the focus to it. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly rowPx: number;
  readonly onOpen: (place: number) => void;
  readonly onToggleStack: (picture: PictureCard) => void;
}

export function GalleryGrid({ store, list: scroller, rowPx, onOpen, onToggleStack }: GalleryGridProps) {
  const { drag: dragPictures } = usePictureActions();
  const { t } = useTranslation("gallery");
  const outline = useStore(store, (state) => state.outline);
  const pages = useStore(store, (state) => state.pages);
  const selection = useStore(store, (state) => state.selection);
  const question = useStore(store, (state) => state.answered);
  const openStacks = useStore(store, (state) => state.query.openStacks);
  const content = useRef<HTMLDivElement>(null);
  const widthPx = useContentWidth(scroller);
  const layout = useMemo(
    () => layoutResult(outline.ratios, outline.sections, { widthPx, rowPx, gapPx, headingPx }, outline.total),
    [outline, widthPx, rowPx],
  );
  const cards = useMemo(
    () => ({
      idAt: (place: number) => cardAt(store.getState().pages, place)?.id ?? null,
      placeOf: (id: PictureId) => placeOf(store.getState().pages, id),
    }),
    [store],
  );
  const { scroll, view } = useGridView(scroller, layout, question, cards);
  const { from, to, isRough, isFlying, isAway, shiftPx } = view;
  const select = useGridSelection(store);
  const marquee = useMarquee(store, content, layout, scroll, select);

  // Who came by a key has left the focus behind in the other room: arrows work at once.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [scroller]);
  useEffect(() => {
    if (!isFlying) store.actions.look({ from, to, isAway });
  }, [store, from, to, isFlying, isAway]);
  // The keyboard's picture stays in view when it moved by itself, as after judging or in the lightbox.
  const focus = selection.focus;
  useEffect(() => {
    const isFollowed =
      document.activeElement === scroller.current || lightboxStore.getState().items.length > 0;
    if (focus !== null && isFollowed) scroll.reveal(focus);
    // oxlint-disable-next-line react/exhaustive-deps -- scrolling by hand must not lead back: only a new place of the keyboard does
  }, [focus]);

  // Where a key led beyond what is laid out: the rest is asked for at once, and shows it.
  const ahead = useRef<number | null>(null);
  useEffect(() => {
    if (ahead.current === null || ahead.current >= layout.ratios.length) return;
    scroll.reveal(ahead.current);
    ahead.current = null;
  }, [layout, scroll]);

  const pick = (event: React.MouseEvent) => {
    const at = pictureAt(event.target);
    scroller.current?.focus({ preventScroll: true });
    if (at === null) return;
    const card = cardAt(pages, at.place);
    if (
      event.target instanceof Element &&
      event.target.closest("[data-stack]") !== null &&
      card !== undefined
    )
      onToggleStack(card);
    else if (event.shiftKey) select.range(at.place);
    else if (event.ctrlKey || event.metaKey) select.toggle(at.place);
    else select.only(at.place);
  };
  const pickForMenu = (event: React.MouseEvent) => {
    const at = pictureAt(event.target);
    if (at !== null && !selection.cards.has(at.id)) select.only(at.place);
  };
  const drag = (event: React.DragEvent) => {
    const at = pictureAt(event.target);
    const card = at === null ? undefined : cardAt(pages, at.place);
    if (card === undefined) return;
    const others = selection.cards.has(card.id) ? [...selection.cards.values()] : [];
    dragPictures(event, [card, ...others.filter(({ id }) => id !== card.id)]);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const deed = keyDeed(event, layout, focus);
    if (deed === null) return;
    const { kind, place } = deed;
    if (kind === "open") return onOpen(place);
    event.preventDefault();
    select[kind](place);
    ahead.current = place < layout.ratios.length ? null : place;
    if (ahead.current === null) scroll.reveal(place);
    else void store.actions.refresh();
  };

  const boxes = boxesOf(layout, from, to);
  const focusedCard = focus === null ? undefined : cardAt(pages, focus);
  const isFocusedDrawn = focus !== null && focus >= from && focus < to && focusedCard !== undefined;
  // Elements are used again for what comes into view: in place of what went, or of the result before.
  const slots = Math.ceil((to - from) / slotStep) * slotStep;
  const topPx = (boxes[0]?.topPx ?? 0) - headingPx;
  const bottomPx = boxes.at(-1)?.topPx ?? 0;

  return (
    <div className={styles["frame"]}>
      <div
        ref={scroller}
        role="listbox"
        aria-label={t("grid.label")}
        aria-multiselectable
        aria-activedescendant={isFocusedDrawn ? tileId(focusedCard.id) : undefined}
        tabIndex={0}
        className={styles["scroller"]}
        data-timed={outline.isTimed || undefined}
        onKeyDown={onKeyDown}
        onClick={pick}
        onContextMenu={pickForMenu}
        onPointerDown={marquee.begin}
        onDoubleClick={(event) => {
          const at = pictureAt(event.target);
          if (at !== null) onOpen(at.place);
        }}
        onDragStart={drag}
        onFocus={() => {
          if (focus === null && outline.total > 0) select.only(0);
        }}
      >
        <div
          ref={content}
          role="presentation"
          className={styles["content"]}
          style={{ height: scroll.contentPx }}
        >
          <div
            role="presentation"
            style={shiftPx === 0 ? undefined : { transform: `translateY(${shiftPx}px)` }}
          >
            {layout.headings
              .filter((heading) => heading.topPx >= topPx && heading.topPx <= bottomPx)
              .map((heading) => (
                <div
                  key={heading.first}
                  role="presentation"
                  className={styles["heading"]}
                  style={{ top: heading.topPx, height: headingPx }}
                >
                  {formatSection(heading.title)}
                </div>
              ))}
            {boxes.map((box, at) => {
              const place = from + at;
              const picture = cardAt(pages, place);
              return picture === undefined ? (
                <div
                  key={`blank ${at}`}
                  role="presentation"
                  className={styles["blank"]}
                  style={{ left: box.leftPx, top: box.topPx, width: box.widthPx, height: box.heightPx }}
                />
              ) : (
                <GalleryTile
                  key={place % slots}
                  picture={picture}
                  leftPx={box.leftPx}
                  topPx={box.topPx}
                  widthPx={box.widthPx}
                  heightPx={box.heightPx}
                  place={place}
                  total={outline.total}
                  isSelected={selection.cards.has(picture.id)}
                  isFocused={focus === place}
                  isOpenStack={picture.click !== null && openStacks.includes(picture.click)}
                  isRough={isRough}
                  t={t}
                />
              );
            })}
            {marquee.area !== null && (
              <div
                role="presentation"
                className={styles["marquee"]}
                style={{
                  left: marquee.area.leftPx,
                  top: marquee.area.topPx,
                  width: marquee.area.widthPx,
                  height: marquee.area.heightPx,
                }}
              />
            )}
          </div>
        </div>
      </div>
      {outline.isTimed && <Scrubber layout={layout} scroll={scroll} />}
      <NewsPill store={store} onShow={() => scroll.scrollTo(0)} />
    </div>
  );
}
