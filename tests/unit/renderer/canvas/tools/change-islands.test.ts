import { describe, expect, it } from "vitest";
import type { ChangeIslands } from "#shared/pixels/extend-selection.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { docPoint } from "#renderer/canvas/document/doc-point.ts";
import { drawIslands, islandAt, selectKept } from "#renderer/canvas/tools/change-islands.ts";

/** Two islands on a window of 40 × 20 px that covers 80 × 40 px of the document from (100, 50). */
function found(): ChangeIslands {
  const labels = { width: 20, height: 10, data: new Uint8Array(200) };
  for (let y = 2; y < 6; y++) {
    labels.data.fill(1, y * 20 + 1, y * 20 + 6);
    labels.data.fill(2, y * 20 + 12, y * 20 + 15);
  }
  const island = (label: number, x: number, width: number) => ({
    label,
    bounds: { x, y: 4, width, height: 8 },
    areaPx: width * 8,
    strength: 20,
  });
  return {
    islands: [island(1, 2, 10), island(2, 24, 6)],
    labels,
    box: { x: 0, y: 0, width: 40, height: 20 },
  };
}

const place = {
  window: { rect: { x: 100, y: 50, width: 80, height: 40 } },
  size: { width: 40, height: 20 },
};

describe("islands of change on the document", () => {
  it("are found under a press", () => {
    expect(islandAt(found(), place, docPoint(110, 60))).toBe(1);
    expect(islandAt(found(), place, docPoint(150, 60))).toBe(2);
    expect(islandAt(found(), place, docPoint(130, 60))).toBeNull();
    expect(islandAt(found(), place, docPoint(0, 0))).toBeNull();
  });

  it("are drawn where they lie, kept ones told from the others", () => {
    const draft = drawIslands(found(), place, new Set([2]));
    expect(draft.islands.map(({ label, isKept }) => [label, isKept])).toEqual([
      [1, false],
      [2, true],
    ]);
    const xs = draft.islands[1]?.outline.map(({ x }) => x) ?? [];
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([148, 160]);
  });

  it("are selected when they are kept, at the size of the document", () => {
    const operation = selectKept(found(), place, new Set([2]), "replace");
    expect(operation).toMatchObject({ kind: "runs", source: "changes", mode: "replace" });
    if (operation === null) return;
    const extent = { x: 0, y: 0, width: 300, height: 200 };
    const mask = rasterRegion({ extent, operations: [operation] }, extent);
    expect(mask.data.filter((value) => value === 255)).toHaveLength(12 * 16);
    expect(mask.data[60 * 300 + 150]).toBe(255);
    expect(selectKept(found(), place, new Set(), "add")).toBeNull();
  });
});
