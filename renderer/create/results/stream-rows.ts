// The stream as rows of known height: for each group a head and its tiles. Also where the arrow keys lead. Pure.
import { expectedAspect, type ResultGroup, type ResultItem } from "./group-results.ts";
import { packRows, type PackedTile } from "./pack-rows.ts";

export type StreamTile = { readonly item: ResultItem; readonly aspect: number; readonly minWidthPx: number };

export type StreamRow =
  | { readonly kind: "head"; readonly key: string; readonly heightPx: number; readonly group: ResultGroup }
  | {
      readonly kind: "tiles";
      readonly key: string;
      /** With the gap below. */
      readonly heightPx: number;
      readonly tileHeightPx: number;
      readonly tiles: readonly PackedTile<StreamTile>[];
    };

export const gapPx = 8;
const headHeightPx = 52;
const tallestPx = 240;
/** A card with words needs room for them; a skeleton needs less. */
const failureMinWidthPx = 300;
const waitingMinWidthPx = 168;
/** Wider or taller than the API makes; imports restored with a recipe may be anything. */
const widestAspect = 4;

/** All rows, top to bottom. */
export function streamRows(groups: readonly ResultGroup[], widthPx: number): readonly StreamRow[] {
  return groups.flatMap((group) => rowsOfGroup(group, widthPx));
}

/** A group that did not change keeps its rows, as long as the width stays. */
const packedBefore = new WeakMap<
  ResultGroup,
  { readonly widthPx: number; readonly rows: readonly StreamRow[] }
>();

function rowsOfGroup(group: ResultGroup, widthPx: number): readonly StreamRow[] {
  const before = packedBefore.get(group);
  if (before?.widthPx === widthPx) return before.rows;
  const rows = packGroup(group, widthPx);
  packedBefore.set(group, { widthPx, rows });
  return rows;
}

function packGroup(group: ResultGroup, widthPx: number): readonly StreamRow[] {
  const packed = packRows(group.items.map(tileOf), { widthPx, heightPx: tallestPx, gapPx });
  const head: StreamRow = { kind: "head", key: `${group.key}:head`, heightPx: headHeightPx, group };
  const rows = packed.map(({ heightPx, tiles }, index): StreamRow => ({
    kind: "tiles",
    key: `${group.key}:${index}`,
    heightPx: heightPx + gapPx,
    tileHeightPx: heightPx,
    tiles,
  }));
  return [head, ...rows];
}

function tileOf(item: ResultItem): StreamTile {
  const wished =
    item.kind === "job"
      ? expectedAspect(item.job.request)
      : item.card.widthPx > 0 && item.card.heightPx > 0
        ? item.card.widthPx / item.card.heightPx
        : 1;
  const aspect = Math.min(widestAspect, Math.max(1 / widestAspect, wished));
  if (item.kind === "picture") return { item, aspect, minWidthPx: 0 };
  const hasWords = ["failed", "unknown", "cancelled"].includes(item.job.state);
  return { item, aspect, minWidthPx: hasWords ? failureMinWidthPx : waitingMinWidthPx };
}

export type ArrowKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";

/** Jobs on their last step have nothing to press, so the keys pass them by. */
const hasNothingToPress = ({ item }: StreamTile) =>
  item.kind === "job" && (item.job.state === "spooled" || item.job.state === "saved");

/** Where a tile is: its row among all rows, and its middle in px from the left. */
export type TilePlace = { readonly key: string; readonly row: number; readonly middlePx: number };

export function tilePlaces(rows: readonly StreamRow[]): readonly TilePlace[] {
  return rows.flatMap((row, index) => {
    if (row.kind === "head") return [];
    let leftPx = 0;
    return row.tiles.flatMap(({ tile, widthPx }) => {
      const place = { key: tile.item.key, row: index, middlePx: leftPx + widthPx / 2 };
      leftPx += widthPx + gapPx;
      return hasNothingToPress(tile) ? [] : [place];
    });
  });
}

/** The tile that a key leads to from another; null where there is none further. */
export function nextPlace(places: readonly TilePlace[], from: string, key: ArrowKey): TilePlace | null {
  const index = places.findIndex((place) => place.key === from);
  const present = places[index];
  if (present === undefined) return places[0] ?? null;
  switch (key) {
    case "ArrowLeft":
      return places[index - 1] ?? null;
    case "ArrowRight":
      return places[index + 1] ?? null;
    case "Home":
      return places[0] ?? null;
    case "End":
      return places.at(-1) ?? null;
    case "ArrowUp":
    case "ArrowDown": {
      const others =
        key === "ArrowUp"
          ? places.slice(0, index).filter(({ row }) => row < present.row)
          : places.slice(index + 1).filter(({ row }) => row > present.row);
      const row = (key === "ArrowUp" ? others.at(-1) : others[0])?.row;
      const distance = (place: TilePlace) => Math.abs(place.middlePx - present.middlePx);
      return others
        .filter((place) => place.row === row)
        .reduce<TilePlace | null>(
          (best, place) => (best === null || distance(place) < distance(best) ? place : best),
          null,
        );
    }
  }
}
