// The stream of results: groups of every press, newest first, drawn only where they are in view.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { lightboxStore } from "#renderer/session/lightbox-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSentences } from "#renderer/session/sentences.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { resultsStore } from "#renderer/create/create-stores.ts";
import { GroupHead } from "./group-head.tsx";
import { ResultTile } from "./result-tile.tsx";
import { gapPx, streamRows } from "./stream-rows.ts";
import { usePictureDeeds } from "./use-picture-deeds.tsx";
import type { Results } from "./use-results.ts";
import { useTileFocus } from "./use-tile-focus.ts";
import styles from "./stream.module.css";

interface ResultsStreamProps {
  readonly results: Results;
  /** The element that scrolls; the room brings it to the top after a press. */
  readonly scroller: RefObject<HTMLDivElement | null>;
}

const overscan = 4;
/** Older pictures are asked for when so many rows are left below. */
const loadAheadRows = 6;

export function ResultsStream({ results, scroller }: ResultsStreamProps) {
  const { t } = useTranslation("create");
  const deeds = usePictureDeeds();
  const list = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(list);
  const rows = useMemo(() => streamRows(results.groups, widthPx), [results.groups, widthPx]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rows[index]?.heightPx ?? 0,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan,
    paddingEnd: 16,
  });
  useEffect(() => virtualizer.measure(), [rows, virtualizer]);
  const focus = useTileFocus(rows, list, (row) => virtualizer.scrollToIndex(row, { align: "auto" }));
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (results.loading === "ready" && last >= rows.length - loadAheadRows)
      void resultsStore.actions.loadMore();
  }, [last, rows.length, results.loading]);

  const groups = useRef(results.groups);
  useEffect(() => {
    groups.current = results.groups;
  });
  const open = useCallback((card: PictureCard) => {
    const cards = groups.current.flatMap((group) =>
      group.items.flatMap((item) => (item.kind === "picture" ? [item.card] : [])),
    );
    lightboxStore.getState().open(
      cards,
      cards.findIndex(({ id }) => id === card.id),
    );
  }, []);

  return (
    <div className={styles["list"]} ref={list}>
      <div role="list" aria-label={t("stream.list")} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              role="listitem"
              className={styles["row"]}
              style={{ height: row.heightPx, transform: `translateY(${item.start}px)`, gap: gapPx }}
            >
              {row.kind === "head" ? (
                <GroupHead group={row.group} deeds={deeds} />
              ) : (
                row.tiles.map(({ tile, widthPx: tileWidthPx }) => (
                  <ResultTile
                    key={tile.item.key}
                    item={tile.item}
                    widthPx={tileWidthPx}
                    heightPx={row.tileHeightPx}
                    isActive={tile.item.key === focus.activeKey}
                    deeds={deeds}
                    onActivate={focus.setActive}
                    onOpen={open}
                  />
                ))
              )}
            </div>
          );
        })}
      </div>
      <StreamEnd results={results} />
    </div>
  );
}

function StreamEnd({ results }: Pick<ResultsStreamProps, "results">) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  if (results.loading === "more") {
    return (
      <p className={styles["end"]} role="status">
        {t("stream.loadingMore")}
      </p>
    );
  }
  if (results.loading !== "failed" || results.error === null) return null;
  return (
    <div className={styles["end"]} role="alert">
      <p>
        {t("stream.failedMore")} {forError(results.error).title}
      </p>
      <Button onClick={() => void resultsStore.actions.loadMore()}>{t("stream.retry")}</Button>
    </div>
  );
}

/** The width that rows may take, followed as the panel is resized. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidthPx(Math.floor(entry.contentRect.width));
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
