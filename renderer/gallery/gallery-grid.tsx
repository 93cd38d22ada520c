// The grid: justified rows, only those near the view in the page. Hears arrows, clicks and drags; draws the store.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { writePictureDrag } from "#renderer/session/picture-drag.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { GalleryStore } from "./gallery-store.ts";
import { GalleryTile, pictureAt, tileId } from "./gallery-tile.tsx";
import { keyTarget } from "./key-target.ts";
import { layoutRows } from "./layout-rows.ts";
import { extendTo, selectOnly, toggle } from "./selection.ts";
import styles from "./gallery-grid.module.css";

const gapPx = 8;

interface GalleryGridProps {
  readonly store: GalleryStore;
  /** The list, for whoever leads the focus to it. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly rowPx: number;
  readonly onOpen: (pictures: readonly PictureCard[], id: PictureId) => void;
}

export function GalleryGrid({ store, list: scroller, rowPx, onOpen }: GalleryGridProps) {
  const { t } = useTranslation("gallery");
  const pictures = useStore(store, (state) => state.pictures);
  const total = useStore(store, (state) => state.total);
  const selection = useStore(store, (state) => state.selection);
  const widthPx = useContentWidth(scroller);
  // Who came by a key has left the focus behind in the other room: arrows work at once.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [scroller]);

  const rows = useMemo(
    () =>
      layoutRows(
        pictures.map((picture) => picture.widthPx / picture.heightPx),
        { widthPx, rowPx, gapPx },
      ),
    [pictures, widthPx, rowPx],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.heightPx ?? rowPx) + gapPx,
    overscan: 3,
  });
  useEffect(() => virtual.measure(), [virtual, rows]);

  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastShown >= rows.length - 6) void store.actions.loadMore();
  }, [store, lastShown, rows.length]);

  const rowOf = useCallback(
    (index: number) => rows.findIndex(({ first, widthsPx }) => index < first + widthsPx.length),
    [rows],
  );
  const reveal = useCallback(
    (index: number) => virtual.scrollToIndex(rowOf(index), { align: "auto" }),
    [virtual, rowOf],
  );

  const press = (event: React.MouseEvent) => {
    const id = pictureAt(event.target);
    scroller.current?.focus({ preventScroll: true });
    if (id === null) return;
    const order = pictures.map((picture) => picture.id);
    if (event.shiftKey) store.actions.select(extendTo(selection, order, id));
    else if (event.ctrlKey || event.metaKey) store.actions.select(toggle(selection, id));
    else store.actions.select(selectOnly(id));
  };
  const pressForMenu = (event: React.MouseEvent) => {
    const id = pictureAt(event.target);
    if (id !== null && !selection.ids.has(id)) store.actions.select(selectOnly(id));
  };
  const drag = (event: React.DragEvent) => {
    const id = pictureAt(event.target);
    if (id === null) return;
    writePictureDrag(event.dataTransfer, selection.ids.has(id) ? [...selection.ids] : [id]);
    event.dataTransfer.effectAllowed = "copy";
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const order = pictures.map(({ id }) => id);
    if (event.key === "Enter" && selection.focus !== null) return onOpen(pictures, selection.focus);
    const from = selection.focus === null ? -1 : order.indexOf(selection.focus);
    const to = keyTarget(event.key, { rows, from, count: order.length, gapPx });
    const id = to === null ? undefined : order[to];
    if (to === null || id === undefined) return;
    event.preventDefault();
    store.actions.select(event.shiftKey ? extendTo(selection, order, id) : selectOnly(id));
    reveal(to);
  };

  const focusedIndex = pictures.findIndex(({ id }) => id === selection.focus);
  const isFocusedDrawn = shown.some(({ index }) => index === rowOf(focusedIndex)) && focusedIndex >= 0;

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={t("grid.label")}
      aria-multiselectable
      aria-activedescendant={isFocusedDrawn && selection.focus !== null ? tileId(selection.focus) : undefined}
      tabIndex={0}
      className={styles["scroller"]}
      onKeyDown={onKeyDown}
      onClick={press}
      onContextMenu={pressForMenu}
      onDoubleClick={(event) => {
        const id = pictureAt(event.target);
        if (id !== null) onOpen(pictures, id);
      }}
      onDragStart={drag}
      onFocus={() => {
        const first = pictures[0];
        if (selection.focus === null && first !== undefined) store.actions.select(selectOnly(first.id));
      }}
    >
      <div role="presentation" className={styles["content"]} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={row.first}
              role="presentation"
              className={styles["row"]}
              style={{ transform: `translateY(${start}px)`, height: row.heightPx, gap: gapPx }}
            >
              {row.widthsPx.map((tileWidthPx, place) => {
                const picture = pictures[row.first + place];
                return picture === undefined ? null : (
                  <GalleryTile
                    key={picture.id}
                    picture={picture}
                    widthPx={tileWidthPx}
                    heightPx={row.heightPx}
                    place={row.first + place}
                    total={total}
                    isSelected={selection.ids.has(picture.id)}
                    isFocused={selection.focus === picture.id}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Width inside an element's padding, in CSS px, kept current. */
function useContentWidth(element: React.RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidthPx(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
