import { describe, expect, it } from "vitest";
import type { ChangeIslands } from "#shared/pixels/extend-selection.ts";
import { decodeRuns } from "#shared/pixels/mask-runs.ts";
import { unpackLengths } from "#shared/pixels/run-text.ts";
import { docPoint } from "#renderer/canvas/document/doc-point.ts";
import { islandAt, markIslands, selectKept } from "#renderer/canvas/tools/change-islands.ts";

/** Two islands on a window of 80 × 40 px from (100, 50). */
function found(): ChangeIslands {
  const labels = { width: 40, height: 20, data: new Uint8Array(800) };
  const paint = (label: number, left: number, side: number) => {
    for (let y = 4; y < 4 + side; y++) labels.data.fill(label, y * 40 + left, y * 40 + left + side);
    return {
      label,
      bounds: { x: 2 * left, y: 8, width: 2 * side, height: 2 * side },
      areaPx: 4 * side * side,
      strength: 20,
    };
  };
  return { islands: [paint(1, 4, 10), paint(2, 28, 6)], labels, box: { x: 0, y: 0, width: 80, height: 40 } };
}

const window = { x: 100, y: 50, width: 80, height: 40 };

describe("islands of change on the document", () => {
  it("are found under a press, and nothing beside them", () => {
    expect(islandAt(found(), window, docPoint(112.5, 62.5))).toBe(1);
    expect(islandAt(found(), window, docPoint(160, 62))).toBe(2);
    expect(islandAt(found(), window, docPoint(145, 62))).toBeNull();
    expect(islandAt(found(), window, docPoint(90, 62))).toBeNull();
    expect(islandAt(found(), window, docPoint(112, 95))).toBeNull();
  });

  it("are drawn where they lie, kept and rejected ones apart", () => {
    const marks = markIslands(found(), window, new Set([2]));
    expect(marks.map(({ label, isKept }) => [label, isKept])).toEqual([
      [1, false],
      [2, true],
    ]);
    const xs = marks[1]?.outlines.flat().map(({ x }) => x) ?? [];
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([156, 168]);
    expect(marks.every(({ outlines }) => outlines.length === 1)).toBe(true);
  });

  it("select exactly the kept ones, and nothing when none is kept", () => {
    const operation = selectKept(found(), window, new Set([2]), "replace");
    if (operation?.kind !== "runs") throw new Error("no runs");
    expect(operation).toMatchObject({
      mode: "replace",
      source: "changes",
      bounds: { x: 156, y: 58, width: 12, height: 12 },
    });
    const mask = decodeRuns({ width: 12, height: 12, lengths: unpackLengths(operation.runs) });
    expect(mask.data.every((value) => value === 255)).toBe(true);
    expect(selectKept(found(), window, new Set(), "add")).toBeNull();
  });
});
