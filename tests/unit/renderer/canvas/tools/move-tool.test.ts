// Moving and scaling the content of a patch by its handles.
import { describe, expect, it } from "vitest";
import { nudgedRect } from "#renderer/canvas/document/mask-bounds.ts";
import { growScale } from "#renderer/canvas/tools/move-tool.ts";
import type { ToolDeed } from "#renderer/canvas/tools/tool.ts";
import { patchId } from "#tests/unit/renderer/canvas/made-documents.ts";
import { hold } from "./press.ts";

const patch = {
  id: patchId(1),
  bounds: { x: 100, y: 100, width: 300, height: 200 },
  nudge: { dx: 0, dy: 0, scale: 1 },
};

const placed = (deeds: readonly ToolDeed[]) => deeds.flatMap((deed) => (deed.kind === "place" ? [deed] : []));

describe("move", () => {
  it("nudges by whole px in one gesture, after a tremble", () => {
    const hand = hold("move", {}, patch)
      .press(150, 150)
      .drag(151, 151)
      .drag(160.4, 150)
      .drag(165, 153)
      .up(165, 153);
    const moves = placed(hand.deeds);
    expect(moves.map(({ phase }) => phase)).toEqual(["begin", "move", "move", "commit"]);
    expect(moves.findLast(({ phase }) => phase === "move")?.nudge).toEqual({ dx: 15, dy: 3, scale: 1 });
  });

  it("goes on from where the content was nudged before", () => {
    const nudged = { ...patch, nudge: { dx: -4, dy: 7.5, scale: 1.2 } };
    const hand = hold("move", {}, nudged).press(200, 200).drag(210, 200);
    expect(placed(hand.deeds).at(-1)?.nudge).toEqual({ dx: 6, dy: 7.5, scale: 1.2 });
  });

  it("keeps to one axis with Shift, and takes back what was moved when it is cancelled", () => {
    const hand = hold("move", {}, patch).press(200, 200).drag(240, 206, { shift: true });
    expect(placed(hand.deeds).at(-1)?.nudge).toMatchObject({ dx: 40, dy: 0 });
    expect(placed(hand.key("cancel").deeds).at(-1)).toMatchObject({ phase: "cancel" });
  });

  it("moves nothing without a patch in hand", () => {
    const deeds = hold("move").press(0, 0).drag(90, 9).up(90, 9).deeds;
    expect(deeds.map(({ kind }) => kind)).toEqual(["pick-patch"]);
  });

  it("scales by a corner while the opposite one stays", () => {
    const hand = hold("move", {}, patch).press(400, 300).drag(430, 320).up(430, 320);
    expect(hand.deeds.some(({ kind }) => kind === "pick-patch")).toBe(false);
    const nudge = placed(hand.deeds).at(-2)?.nudge ?? patch.nudge;
    expect(nudge.scale).toBeCloseTo(1.1, 6);
    const rect = nudgedRect(patch.bounds, nudge);
    expect(rect.x).toBeCloseTo(100, 1);
    expect(rect.y).toBeCloseTo(100, 1);
    expect(rect.width).toBeCloseTo(330, 1);
  });

  it("scales about the middle with Alt", () => {
    const hand = hold("move", {}, patch).press(400, 300).drag(415, 310, { alt: true });
    const nudge = placed(hand.deeds).at(-1)?.nudge;
    expect(nudge?.scale).toBeCloseTo(1.1, 6);
    expect(nudge).toMatchObject({ dx: 0, dy: 0 });
  });

  it("scales by keys so that the longer side grows by whole px", () => {
    const scale = growScale(patch, 2);
    expect(patch.bounds.width * scale).toBeCloseTo(302, 6);
    expect(growScale({ ...patch, nudge: { dx: 0, dy: 0, scale: 0.0625 } }, -20)).toBe(0.0625);
  });
});
