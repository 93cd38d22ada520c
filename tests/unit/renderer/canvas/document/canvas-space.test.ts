import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  docPoint,
  fitView,
  MAX_SCALE,
  MIN_SCALE,
  quantise,
  screenPoint,
  toDocument,
  toScreen,
  visibleRect,
  zoomAt,
} from "#renderer/canvas/document/doc-point.ts";
import { createCanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { traceContours } from "#renderer/canvas/document/mask-contour.ts";
import {
  dragHandle,
  handleAt,
  handlePoint,
  windowHandles,
} from "#renderer/canvas/document/window-handles.ts";

const number = fc.double({ min: -5000, max: 5000, noNaN: true });
const view = fc.record({ scale: fc.double({ min: 0.01, max: 60, noNaN: true }), x: number, y: number });

describe("the two spaces", () => {
  it("are each other's inverse", () => {
    fc.assert(
      fc.property(view, number, number, (at, x, y) => {
        const back = toDocument(at, toScreen(at, docPoint(x, y)));
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6);
      }),
    );
  });

  it("keep what lies under the pointer there when it zooms, within the limits", () => {
    fc.assert(
      fc.property(
        view,
        number,
        number,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (at, x, y, factor) => {
          const pointer = screenPoint(x, y);
          const before = toDocument(at, pointer);
          const zoomed = zoomAt(at, pointer, factor);
          const after = toScreen(zoomed, before);
          expect(Math.hypot(after.x - x, after.y - y)).toBeLessThan(1e-4);
          expect(zoomed.scale >= MIN_SCALE && zoomed.scale <= MAX_SCALE).toBe(true);
        },
      ),
    );
  });

  it("fit any frame, also 3:5000 and 12,000x9,000, with nothing cut off", () => {
    const side = fc.constantFrom(1, 3, 17, 640, 5000, 12_000);
    fc.assert(
      fc.property(side, side, fc.integer({ min: -900, max: 900 }), (width, height, x) => {
        const stage = { width: 800, height: 600 };
        const frame = { x, y: -x, width, height };
        const shown = visibleRect(fitView(frame, stage), stage);
        expect(shown.x <= frame.x && shown.y <= frame.y).toBe(true);
        expect(shown.x + shown.width >= frame.x + width && shown.y + shown.height >= frame.y + height).toBe(
          true,
        );
      }),
    );
  });

  it("quantise to sixteenths, whatever whole px they are moved by", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.integer({ min: -9000, max: 9000 }),
        (value, by) => {
          expect(Math.abs(quantise(value) - value)).toBeLessThanOrEqual(1 / 32);
          expect(quantise(quantise(value) + by)).toBe(quantise(value) + by);
        },
      ),
    );
  });
});

describe("the view", () => {
  it("keeps the middle when the stage is resized and shows a px as a device px at 100 %", () => {
    const store = createCanvasView();
    store.actions.resize({ width: 400, height: 300 }, 2);
    store.actions.fit({ x: 0, y: 0, width: 1000, height: 1000 });
    const middle = toDocument(store.getState().view, screenPoint(200, 150));
    store.actions.resize({ width: 600, height: 500 }, 2);
    const after = toDocument(store.getState().view, screenPoint(300, 250));
    expect([after.x, after.y]).toEqual([middle.x, middle.y]);
    store.actions.showActualPixels();
    expect(store.getState().view.scale).toBeCloseTo(0.5, 9);
  });
});

describe("outlines of masks", () => {
  it("enclose exactly what is set, holes counted off", () => {
    const mask = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 10 }))
      .chain(([width, height]) =>
        fc
          .array(fc.boolean(), { minLength: width * height, maxLength: width * height })
          .map((bits) => ({ width, height, data: Uint8Array.from(bits, (bit) => (bit ? 255 : 0)) })),
      );
    fc.assert(
      fc.property(mask, (plane) => {
        const area = traceContours(plane).reduce((sum, path) => sum + enclosed(path), 0);
        expect(area).toBe(plane.data.filter((value) => value !== 0).length);
      }),
    );
  });

  it("turn at corners only", () => {
    const plane = { width: 5, height: 4, data: new Uint8Array(20).fill(255) };
    expect(traceContours(plane)).toEqual([[5, 0, 5, 4, 0, 4, 0, 0]]);
  });
});

/** Signed area of a closed path (shoelace). */
function enclosed(path: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < path.length; i += 2) {
    const [x = 0, y = 0] = path.slice(i, i + 2);
    const [nextX = 0, nextY = 0] = i + 2 < path.length ? path.slice(i + 2, i + 4) : path.slice(0, 2);
    sum += x * nextY - nextX * y;
  }
  return sum / 2;
}

describe("the handles of the window", () => {
  const rect = { x: 100, y: 50, width: 400, height: 300 };

  it("are found where they are drawn", () => {
    for (const handle of windowHandles) {
      const at = toScreen({ scale: 0.5, x: 10, y: 20 }, handlePoint(rect, handle));
      expect(handleAt({ scale: 0.5, x: 10, y: 20 }, rect, screenPoint(at.x + 5, at.y - 5))).toEqual(handle);
    }
    expect(handleAt({ scale: 1, x: 0, y: 0 }, rect, screenPoint(200, 120))).toBeNull();
  });

  it("move their sides only, and never past each other", () => {
    const by = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(fc.constantFrom(...windowHandles), by, by, (handle, dx, dy) => {
        const moved = dragHandle(rect, handle, dx, dy);
        expect(moved.width >= 1 && moved.height >= 1).toBe(true);
        if (handle.x !== -1) expect(moved.x).toBe(rect.x);
        if (handle.x !== 1) expect(moved.x + moved.width).toBe(rect.x + rect.width);
        if (handle.y !== -1) expect(moved.y).toBe(rect.y);
        if (handle.y !== 1) expect(moved.y + moved.height).toBe(rect.y + rect.height);
      }),
    );
    expect(dragHandle(rect, { x: 0, y: 0 }, 7, -3)).toEqual({ ...rect, x: 107, y: 47 });
    const stepped = dragHandle({ ...rect, width: 320, height: 160 }, { x: -1, y: 1 }, -30, 5, 16);
    expect(stepped).toEqual({ x: rect.x - 32, y: rect.y, width: 352, height: 160 });
  });
});
