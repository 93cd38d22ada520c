// Extending the document: by dragging its frame, by keys, by numbers; and the parts in which an empty area is filled.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { readMask } from "#renderer/canvas/document/tiled-mask.ts";
import { windowHandles } from "#renderer/canvas/document/window-handles.ts";
import { extendFrame, keptFrame, OVERLAP_PX } from "#renderer/canvas/tools/extend-frame.ts";
import { dragMargins, noMargins, widenFrame } from "#renderer/canvas/tools/frame-margins.ts";
import type { ToolDeed } from "#renderer/canvas/tools/tool.ts";
import { nextPart, PART_PX } from "#renderer/canvas/tools/outpaint-parts.ts";
import { frameOf, type Base, type Composition } from "#shared/model/composition.ts";
import { extendRegion, emptyRegion } from "#shared/model/region.ts";
import { containsRect } from "#shared/pixels/rect.ts";
import { assetId, makeComposition, makePatch } from "#tests/unit/renderer/canvas/made-documents.ts";
import { hold } from "./press.ts";

const base: Base = {
  kind: "picture",
  asset: assetId(1),
  picture: null,
  sizePx: { widthPx: 900, heightPx: 700 },
};
const onPicture = (): Composition => ({ ...makeComposition(), base });

const extendsOf = (deeds: readonly ToolDeed[]) =>
  deeds.flatMap((deed) => (deed.kind === "extend" ? [deed.margins] : []));

describe("extend", () => {
  it("drags a side along its whole length, and applies on Enter", () => {
    const hand = hold("extend").press(900, 123).drag(950.4, 300).up(950.4, 300);
    expect(hand.draft()).toEqual({ kind: "frame", margins: { ...noMargins, right: 50 } });
    expect(extendsOf(hand.deeds)).toEqual([]);
    expect(extendsOf(hand.key("confirm").deeds)).toEqual([{ ...noMargins, right: 50 }]);
    expect(hand.draft()).toBeNull();
  });

  it("adds up what several sides were dragged by, and forgets it on Escape", () => {
    const hand = hold("extend").press(900, 300).drag(930, 300).up(930, 300);
    hand.press(0, 0).drag(-20, -10).up(-20, -10);
    expect(hand.draft()).toEqual({ kind: "frame", margins: { left: 20, top: 10, right: 30, bottom: 0 } });
    expect(hand.key("cancel").draft()).toBeNull();
    expect(extendsOf(hand.deeds)).toEqual([]);
  });

  it("does the same on the opposite side with Alt and keeps the proportions with Shift", () => {
    const alt = hold("extend").press(900, 300).drag(960, 300, { alt: true });
    expect(alt.draft()).toEqual({ kind: "frame", margins: { ...noMargins, left: 60, right: 60 } });
    const shift = hold("extend").press(900, 600).drag(990, 610, { shift: true });
    expect(shift.draft()).toEqual({ kind: "frame", margins: { ...noMargins, right: 90, bottom: 60 } });
    const side = hold("extend").press(900, 300).drag(990, 300, { shift: true });
    expect(side.draft()).toEqual({
      kind: "frame",
      margins: { left: 0, top: 30, right: 90, bottom: 30 },
    });
  });

  it("goes out by the arrow keys, and in again as far as the picture", () => {
    const hand = hold("extend");
    hand.send({ kind: "arrow", key: "left", stepPx: 16, isInward: false });
    expect(hand.draft()).toEqual({ kind: "frame", margins: { ...noMargins, left: 16 } });
    hand.send({ kind: "arrow", key: "left", stepPx: 100, isInward: true });
    expect(hand.draft()).toBeNull();
  });

  it("shows more of the surroundings when a side was dragged out of sight", () => {
    const hand = hold("extend").press(900, 300).drag(1300, 300).up(1300, 300);
    expect(hand.deeds).toMatchObject([{ kind: "show" }]);
  });

  it("never cuts into what is there and never makes an illegal frame", () => {
    const kept = { x: 0, y: 0, width: 900, height: 700 };
    const drags = fc.array(
      fc.record({
        handle: fc.constantFrom(...windowHandles),
        dx: fc.integer({ min: -120_000, max: 120_000 }),
        dy: fc.integer({ min: -120_000, max: 120_000 }),
        keepsShape: fc.boolean(),
        isMirrored: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    const frame = { x: -40, y: -10, width: 1000, height: 720 };
    fc.assert(
      fc.property(drags, (sequence) => {
        let margins = noMargins;
        for (const drag of sequence) margins = dragMargins(margins, drag, frame, kept);
        const after = widenFrame(frame, margins);
        expect(containsRect(after, kept)).toBe(true);
        expect(after.width <= 100_000 && after.height <= 100_000).toBe(true);
        expect(Object.values(margins).every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe("another frame", () => {
  it("selects what is new with an overlap, in one step of undo", () => {
    const document = createCanvasDocument(onPicture());
    const masks = new RegionMasks();
    expect(extendFrame(document, { left: 0, top: 0, right: 300, bottom: 0 }, true)).toBe(true);
    const { composition, past } = document.getState();
    expect(frameOf(composition)).toEqual({ x: 0, y: 0, width: 1200, height: 700 });
    expect(past).toHaveLength(1);
    const mask = masks.maskOf(composition.selection!);
    const row = (x: number) => readMask(mask, { x, y: 350, width: 1, height: 1 }).data[0];
    expect([row(899 - OVERLAP_PX), row(900 - OVERLAP_PX), row(1199)]).toEqual([0, 255, 255]);
    document.actions.undo();
    expect(frameOf(document.getState().composition).width).toBe(900);
    expect(document.getState().composition.selection).toBeNull();
  });

  it("is refused when no canvas can be so large, and nothing is done then", () => {
    const document = createCanvasDocument({ ...onPicture(), sizePx: { widthPx: 16_000, heightPx: 16_000 } });
    const { composition } = document.getState();
    const none = { left: 0, top: 0, right: 0, bottom: 0 };
    expect(extendFrame(document, { ...none, right: 84_001 }, true)).toBe(false);
    expect(extendFrame(document, { ...none, bottom: 751 }, true)).toBe(false);
    expect(document.getState()).toMatchObject({ composition, past: [] });
    expect(extendFrame(document, { ...none, bottom: 750 }, true)).toBe(true);
  });

  it("leaves the selection alone when nothing is to be selected, or nothing is new", () => {
    const document = createCanvasDocument(onPicture());
    extendFrame(document, { left: 8, top: 8, right: 8, bottom: 8 }, false);
    expect(document.getState().composition.selection).toBeNull();
    extendFrame(document, { left: -8, top: 0, right: 0, bottom: 0 }, true);
    expect(document.getState().composition.selection).toBeNull();
    expect(frameOf(document.getState().composition).x).toBe(0);
  });

  it("keeps the base and the windows of patches", () => {
    const composition = { ...onPicture(), sizePx: { widthPx: 2000, heightPx: 900 } };
    expect(keptFrame(composition)).toEqual({ x: 0, y: 0, width: 900, height: 700 });
    const patch = makePatch(1);
    const window = { ...patch.window, rect: { x: 1200, y: 100, width: 300, height: 300 } };
    expect(keptFrame({ ...composition, patches: [{ ...patch, window }] })).toEqual({
      x: 0,
      y: 0,
      width: 1500,
      height: 700,
    });
  });
});

describe("parts of an empty area", () => {
  it("are beside the picture and none is larger than a window takes", () => {
    const wide: Composition = { ...onPicture(), sizePx: { widthPx: 3900, heightPx: 700 } };
    const masks = new RegionMasks();
    let composition = wide;
    const lefts: number[] = [];
    for (let n = 1; n < 20; n++) {
      const part = nextPart({ composition, masks });
      if (part === null) break;
      lefts.push(part.left);
      const mask = masks.maskOf(part.region);
      const [whole] = part.region.operations;
      expect(whole?.kind === "runs" && whole.bounds.width <= PART_PX).toBe(true);
      if (n === 1) {
        const at = (x: number) => readMask(mask, { x, y: 350, width: 1, height: 1 }).data[0];
        expect([at(899 - OVERLAP_PX), at(899), at(900)]).toEqual([0, 255, 255]);
      }
      composition = {
        ...composition,
        patches: [...composition.patches, { ...makePatch(n), region: part.region }],
      };
    }
    expect(lefts).toEqual([3, 2, 1]);
  });

  it("begin in the middle of a bare canvas, and are none when all is covered", () => {
    const bare = { ...makeComposition(), sizePx: { widthPx: 3072, heightPx: 3072 } };
    const part = nextPart({ composition: bare, masks: new RegionMasks() });
    expect(part?.left).toBeGreaterThanOrEqual(9);
    expect(part?.left).toBeLessThanOrEqual(12);
    expect(part?.region.operations[0]).toMatchObject({
      bounds: { x: 1024, y: 1024, width: 1024, height: 1024 },
    });
    expect(nextPart({ composition: onPicture(), masks: new RegionMasks() })).toBeNull();
  });

  it("count a hole that hidden patches leave", () => {
    const frame = { x: 0, y: 0, width: 900, height: 700 };
    const region = extendRegion(emptyRegion(frame), { kind: "rectangle", mode: "replace", ...frame });
    const patch = { ...makePatch(1), region };
    const masks = new RegionMasks();
    expect(nextPart({ composition: { ...makeComposition(), patches: [patch] }, masks })).toBeNull();
    const hidden = { ...patch, isVisible: false };
    expect(nextPart({ composition: { ...makeComposition(), patches: [hidden] }, masks })?.left).toBe(1);
  });
});
