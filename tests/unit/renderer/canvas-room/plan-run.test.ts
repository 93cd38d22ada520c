// The window a selection would be sent in, wherever it lies and however the canvas was extended.
import fc from "fast-check";
import { expect, test } from "vitest";
import { planRun, promptChars, shareOf, windowFromHandles } from "#renderer/canvas/run/plan-run.ts";
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
      expect(containsRect(frame, window.rect)).toBe(true);
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
