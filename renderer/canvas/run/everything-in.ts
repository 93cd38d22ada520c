// The region of an edit of everything.
import { emptyRegion, extendRegion, type RectPx, type Region } from "#shared/model/region.ts";

/** Answers the same object as long as the frame is the same: plans and masks compare regions by identity. */
export function createEverything(): (frame: RectPx) => Region {
  let last: Region | null = null;
  return (frame) => {
    if (last === null || rectKey(last.extent) !== rectKey(frame)) {
      const everything = { kind: "rectangle", mode: "replace", ...frame } as const;
      last = extendRegion(emptyRegion(frame), everything);
    }
    return last;
  };
}

function rectKey({ x, y, width, height }: RectPx): string {
  return `${x},${y},${width},${height}`;
}
