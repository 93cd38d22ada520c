// The window a selection would be sent in, wherever it lies and however the canvas was extended.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  moveWindow,
  planRun,
  promptChars,
  shareOf,
  windowFromHandles,
} from "#renderer/canvas/run/plan-run.ts";
import { containsRect, intersectRects } from "#shared/pixels/rect.ts";
import { frameOf } from "#shared/model/composition.ts";
import { frameCanvasPrompt } from "#shared/rules/frame-canvas-prompt.ts";
import { limits } from "#shared/rules/limits.ts";

const side = fc.integer({ min: 1, max: 6000 });
const offset = fc.integer({ min: -2000, max: 0 });
const documents = fc.record({ widthPx: side, heightPx: side, x: offset, y: offset }).map((wish) => ({
  sizePx: { widthPx: wish.widthPx, heightPx: wish.heightPx },
  origin: { x: wish.x, y: wish.y },
}));
const shares = fc.record({
  x: fc.double({ min: 0, max: 0.99, noNaN: true }),
  y: fc.double({ min: 0, max: 0.99, noNaN: true }),
  width: fc.double({ min: 0.01, max: 1, noNaN: true }),
  height: fc.double({ min: 0.01, max: 1, noNaN: true }),
});

function boxIn(
  document: Parameters<typeof frameOf>[0],
  share: { x: number; y: number; width: number; height: number },
) {
  const frame = frameOf(document);
  return {
    x: frame.x + Math.floor(share.x * frame.width),
    y: frame.y + Math.floor(share.y * frame.height),
    width: Math.max(1, Math.floor(share.width * frame.width)),
    height: Math.max(1, Math.floor(share.height * frame.height)),
  };
}

function isLegal({ width, height }: { width: number; height: number }): boolean {
  const { multiplePx, maxEdgePx, maxRatio, minPixels, maxPixels } = limits.size;
  return (
    width % multiplePx === 0 &&
    height % multiplePx === 0 &&
    Math.max(width, height) <= maxEdgePx &&
    Math.max(width, height) <= maxRatio * Math.min(width, height) &&
    width * height >= minPixels &&
    width * height <= maxPixels
  );
}

test("a planned window is legal and holds what is selected in the frame", () => {
  fc.assert(
    fc.property(documents, shares, fc.boolean(), (document, share, isWhole) => {
      const selected = boxIn(document, share);
      const plan = planRun(selected, document, isWhole);
      expect(plan).not.toBeNull();
      expect(isLegal(plan!.request)).toBe(true);
      expect(containsRect(plan!.rect, intersectRects(selected, frameOf(document)))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("nothing in the frame is selected: no window", () => {
  const document = { sizePx: { widthPx: 100, heightPx: 100 }, origin: { x: 0, y: 0 } };
  expect(planRun({ x: 200, y: 0, width: 10, height: 10 }, document, false)).toBeNull();
});

test("a dragged window keeps the selection, stays in the frame and is legal, or is none", () => {
  fc.assert(
    fc.property(documents, shares, shares, (document, share, drag) => {
      const selected = boxIn(document, share);
      const window = windowFromHandles(boxIn(document, drag), selected, document);
      if (window === null) return;
      const frame = frameOf(document);
      expect(isLegal(window.request)).toBe(true);
      expect(containsRect(window.rect, intersectRects(selected, frame))).toBe(true);
      const { rect, pad } = window;
      const inside = {
        x: rect.x + pad.left,
        y: rect.y + pad.top,
        width: rect.width - pad.left - pad.right,
        height: rect.height - pad.top - pad.bottom,
      };
      expect(containsRect(frame, inside)).toBe(true);
      expect(Math.max(pad.left + pad.right, pad.top + pad.bottom)).toBeLessThan(limits.size.multiplePx);
      expect(window.isNative).toBe(
        window.request.width === rect.width && window.request.height === rect.height,
      );
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["as it was left", { x: 300, y: 200, width: 1056, height: 1008 }, [1056, 1008]],
  ["at the frame's edge", { x: 1100, y: 400, width: 1400, height: 1040 }, [1296, 1040]],
  ["a pixel too wide", { x: 300, y: 200, width: 1057, height: 1008 }, [1072, 1008]],
  ["as high as the frame", { x: 300, y: -50, width: 1600, height: 1600 }, [1600, 1504]],
] as const)("a dragged window is sent without resampling where it can be: %s", (_, dragged, size) => {
  const document = { sizePx: { widthPx: 2400, heightPx: 1500 }, origin: { x: 0, y: 0 } };
  const window = windowFromHandles(dragged, { x: 1150, y: 600, width: 100, height: 100 }, document);
  expect([window!.request.width, window!.request.height, window!.isNative]).toEqual([...size, true]);
});

test("a window that is moved keeps its size, stays in the frame and over the selection", () => {
  fc.assert(
    fc.property(documents, shares, fc.integer({ min: -3000, max: 3000 }), (document, share, by) => {
      const selected = boxIn(document, share);
      const plan = planRun(selected, document, false)!;
      const moved = moveWindow(
        plan,
        { ...plan.rect, x: plan.rect.x + by, y: plan.rect.y - by },
        selected,
        document,
      );
      expect([moved.width, moved.height]).toEqual([plan.rect.width, plan.rect.height]);
      expect(containsRect(moved, intersectRects(selected, frameOf(document)))).toBe(true);
      const frame = frameOf(document);
      const isIn = containsRect(frame, plan.rect);
      if (isIn) expect(containsRect(frame, moved)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("[P4] the counter counts what is sent: the frame, and labels of references after the window", () => {
  const share = shareOf({ x: 10, y: 10, width: 20, height: 20 }, { x: 0, y: 0, width: 100, height: 100 });
  const framed = frameCanvasPrompt("a lamp", { region: share, guidePlace: null });
  const sent = { region: share, hasGuide: false, labels: ["", " "] };
  expect(promptChars("a lamp", sent)).toBe(framed.length);
  expect(promptChars("a lamp", { ...sent, labels: ["style"] })).toBe(
    `${framed}\n\nImage 2 is the style reference.`.length,
  );
  const guided = frameCanvasPrompt("a lamp", { region: share, guidePlace: 4 });
  expect(promptChars("a lamp", { ...sent, hasGuide: true })).toBe(guided.length);
  const whole = frameCanvasPrompt("a lamp", { region: null, guidePlace: null });
  expect(promptChars("a lamp", { ...sent, region: null })).toBe(whole.length);
});
