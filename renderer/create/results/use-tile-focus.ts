// One tile of the stream is in the order of Tab; arrow keys lead from it to the others, drawn yet or not.
import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { nextPlace, tilePlaces, type ArrowKey, type StreamRow } from "./stream-rows.ts";

export type TileFocus = {
  /** The tile in the order of Tab. */
  readonly activeKey: string | null;
  readonly setActive: (key: string) => void;
};

const arrowKeys: readonly string[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const isArrowKey = (key: string): key is ArrowKey => arrowKeys.includes(key);

/** @param scrollToRow brings a row into view, so that its tiles are drawn */
export function useTileFocus(
  rows: readonly StreamRow[],
  stream: RefObject<HTMLElement | null>,
  scrollToRow: (row: number) => void,
): TileFocus {
  const places = useMemo(() => tilePlaces(rows), [rows]);
  const [chosen, setChosen] = useState<string | null>(null);
  /** A tile that is to have the focus as soon as it is drawn. */
  const awaited = useRef<string | null>(null);
  const isThere = chosen !== null && places.some(({ key }) => key === chosen);
  const activeKey = isThere ? chosen : (places[0]?.key ?? null);

  /** Where the chosen tile was: when it goes while it has the focus, the one that takes its place gets it. */
  const lastIndex = useRef(-1);
  useEffect(() => {
    if (isThere) lastIndex.current = places.findIndex(({ key }) => key === chosen);
    else if (lastIndex.current >= 0) {
      const heir = places[Math.min(lastIndex.current, places.length - 1)];
      lastIndex.current = -1;
      // The browser gives the focus of an element that is gone to the body.
      if (heir !== undefined && document.activeElement === document.body) {
        awaited.current = heir.key;
        scrollToRow(heir.row);
      }
    }
    if (awaited.current === null) return;
    const tile = stream.current?.querySelector<HTMLElement>(`[data-tile="${awaited.current}"]`) ?? null;
    if (tile === null) return;
    awaited.current = null;
    tile.focus({ preventScroll: true });
  });

  useEffect(() => {
    const element = stream.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isArrowKey(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const from = event.target instanceof HTMLElement ? event.target.dataset["tile"] : undefined;
      if (from === undefined) return;
      event.preventDefault();
      const next = nextPlace(places, from, event.key);
      if (next === null) return;
      awaited.current = next.key;
      scrollToRow(next.row);
      setChosen(next.key);
    };
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  });

  return { activeKey, setActive: setChosen };
}
