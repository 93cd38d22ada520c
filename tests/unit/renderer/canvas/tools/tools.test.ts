import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regionOperationSchema } from "#shared/model/region.ts";
import { docPoint } from "#renderer/canvas/document/doc-point.ts";
import { startRectangle, stepRectangle, stepSelection } from "#renderer/canvas/tools/key-rectangle.ts";
import { createToolSettings, type ToolName } from "#renderer/canvas/tools/tool-settings.ts";
import { patchId } from "#tests/unit/renderer/canvas/made-documents.ts";
import { hold } from "./press.ts";

const names: readonly ToolName[] = [
  "move",
  "brush",
  "eraser",
  "rectangle",
  "ellipse",
  "lasso",
  "polygon",
  "magnetic",
  "wand",
  "smart",
  "changes",
  "extend",
  "zoom",
  "hand",
];

type Spot = readonly [number, number];
const way = (hand: ReturnType<typeof hold>, to: Spot, ...points: Spot[]) =>
  hand.send({ kind: "way", to: docPoint(...to), points: points.map((spot) => docPoint(...spot)) });

describe("brush", () => {
  it("makes one stroke of a gesture, with pressure, on the grid of 1/16 px", () => {
    const hand = hold("brush").press(10, 10, { pressure: 0.5 }).drag(30.01, 10).drag(50, 20).up(50, 20);
    expect(hand.operations()).toEqual([
      {
        kind: "stroke",
        mode: "add",
        radiusPx: 40,
        hardness: 0.8,
        points: [10, 10, 0.5, 30, 10, 1, 50, 20, 1],
      },
    ]);
    expect(hand.draft()).toBeNull();
  });

  it("adds, takes away with Alt, and as an eraser the other way round", () => {
    const modeOf = (name: ToolName, alt: boolean, mode: "replace" | "subtract" = "replace") => {
      const [operation] = hold(name, { mode }).press(5, 5, { alt }).up(5, 5).operations();
      return operation !== undefined && "mode" in operation ? operation.mode : null;
    };
    expect([modeOf("brush", false), modeOf("brush", true)]).toEqual(["add", "subtract"]);
    expect([modeOf("eraser", false), modeOf("eraser", true)]).toEqual(["subtract", "add"]);
    expect(modeOf("brush", false, "subtract")).toBe("subtract");
  });

  it("draws a straight line from the last stroke with Shift", () => {
    const hand = hold("brush").press(10, 10).up(10, 10).press(200, 100, { shift: true }).up(200, 100);
    expect(hand.operations()[1]).toMatchObject({ points: [10, 10, 1, 200, 100, 1] });
  });

  it("leaves out points that lie too near to matter", () => {
    const hand = hold("brush").press(10, 10);
    for (let i = 1; i <= 20; i++) hand.drag(10 + i / 10, 10);
    expect(hand.up(12, 10).operations()[0]).toMatchObject({ points: [10, 10, 1] });
  });
});

describe("rectangle and ellipse", () => {
  it("select whole pixels, from any corner", () => {
    const hand = hold("rectangle").press(50.4, 40.2).drag(20, 10).up(20.4, 9.6);
    expect(hand.operations()).toEqual([
      { kind: "rectangle", mode: "replace", x: 20, y: 10, width: 30, height: 30 },
    ]);
  });

  it("keep square with Shift and centred with Alt when pressed during the drag", () => {
    const keys = { shift: true, alt: true };
    const hand = hold("ellipse").press(100, 100).drag(120, 110, keys).up(120, 110, keys);
    expect(hand.operations()).toEqual([
      { kind: "ellipse", mode: "replace", x: 80, y: 80, width: 40, height: 40 },
    ]);
  });

  it("take keys held at the press as the mode, and draw plainly meanwhile", () => {
    const hand = hold("rectangle").press(0, 0, { shift: true }).drag(30, 10, { shift: true });
    expect(hand.up(30, 10, { shift: true }).operations()).toEqual([
      { kind: "rectangle", mode: "add", x: 0, y: 0, width: 30, height: 10 },
    ]);
    const both = { shift: true, alt: true };
    expect(hold("rectangle").press(0, 0, both).up(9, 9, both).operations()).toMatchObject([
      { mode: "intersect" },
    ]);
  });

  it("by keys: a first one is made, moved by arrows and sized with Alt", () => {
    const frame = { x: 0, y: 0, width: 90, height: 60 };
    const tool = "ellipse" as const;
    const on = { frame, tool, arrow: "right", isSizing: false, stepPx: 10 } as const;
    const first = { kind: tool, mode: "replace", x: 35, y: 20, width: 20, height: 20 } as const;
    expect(stepSelection({ ...on, selection: null })).toEqual({ kind: "select", operation: first });
    expect(stepSelection({ ...on, tool: "lasso", selection: null })).toBeNull();
    const selection = { operations: [{ ...first }], bounds: first };
    expect(stepSelection({ ...on, selection })).toEqual({ kind: "move", dx: 10, dy: 0 });
    expect(stepSelection({ ...on, selection, isSizing: true })).toEqual({
      kind: "select",
      operation: { ...first, width: 30 },
    });
  });

  it("by keys: another shape is moved as it is with every tool, and never becomes a rectangle", () => {
    const frame = { x: 0, y: 0, width: 90, height: 60 };
    const bounds = { x: 70, y: 10, width: 15, height: 15 };
    const points = [70, 10, 85, 10, 85, 25];
    const selection = {
      operations: [{ kind: "polygon" as const, mode: "replace" as const, points }],
      bounds,
    };
    const on = { frame, arrow: "right" as const, stepPx: 10, selection };
    for (const tool of ["rectangle", "ellipse", "lasso"] as const) {
      expect(stepSelection({ ...on, tool, isSizing: false })).toEqual({ kind: "move", dx: 5, dy: 0 });
      expect(stepSelection({ ...on, tool, isSizing: true })).toBeNull();
    }
  });

  it("by keys never leave the frame", () => {
    const frame = { x: -30, y: 5, width: 90, height: 40 };
    const arrows = fc.array(
      fc.record({
        key: fc.constantFrom("left" as const, "right" as const, "up" as const, "down" as const),
        isSizing: fc.boolean(),
        stepPx: fc.constantFrom(1, 10, 100),
      }),
    );
    fc.assert(
      fc.property(arrows, (steps) => {
        let rect = startRectangle(frame);
        for (const { key, ...how } of steps) rect = stepRectangle(rect, frame, key, how);
        expect(rect.width >= 1 && rect.height >= 1).toBe(true);
        expect(rect.x >= frame.x && rect.x + rect.width <= frame.x + frame.width).toBe(true);
        expect(rect.y >= frame.y && rect.y + rect.height <= frame.y + frame.height).toBe(true);
      }),
    );
  });
});

describe("lassos", () => {
  it("close themselves when the pointer is lifted, and want three points", () => {
    const hand = hold("lasso").press(0, 0).drag(50, 0).drag(50, 50).up(50, 50);
    expect(hand.operations()).toEqual([{ kind: "polygon", mode: "replace", points: [0, 0, 50, 0, 50, 50] }]);
    expect(hold("lasso").press(0, 0).drag(9, 9).up(9, 9).deeds).toEqual([]);
  });

  it("polygon: corners by presses, closed at the first one, by Enter or by a double press", () => {
    const start = () => {
      const hand = hold("polygon");
      for (const [x = 0, y = 0] of [
        [0, 0],
        [80, 0],
        [80, 60],
      ])
        hand.press(x, y).up(x, y);
      return hand;
    };
    const triangle = [{ kind: "polygon", mode: "replace", points: [0, 0, 80, 0, 80, 60] }];
    expect(start().drag(3, 2).draft()).toMatchObject({ isClosing: true });
    expect(start().press(3, 2).operations()).toEqual(triangle);
    expect(start().key("confirm").operations()).toEqual(triangle);
    expect(start().press(20, 60).up(20, 60).press(20, 60).double(20, 60).operations()).toEqual([
      { kind: "polygon", mode: "replace", points: [0, 0, 80, 0, 80, 60, 20, 60] },
    ]);
    const shorter = start().key("back").press(10, 60).key("confirm");
    expect(shorter.operations()).toMatchObject([{ points: [0, 0, 80, 0, 10, 60] }]);
    expect(start().key("cancel").key("confirm").deeds).toEqual([]);
  });

  it("magnetic: asks for ways from each anchor and keeps the last one known", () => {
    const hand = hold("magnetic").press(0, 0).up(0, 0).drag(40, 0);
    expect(hand.deeds).toEqual([
      { kind: "anchor", at: docPoint(0, 0) },
      { kind: "find-way", to: docPoint(40, 0) },
    ]);
    way(hand, [40, 0], [0, 0], [20, 8], [40, 0]);
    hand.press(40, 0).up(40, 0).drag(20, 50);
    way(hand, [20, 50], [40, 0], [30, 20], [20, 50]);
    hand.press(20, 50).up(20, 50).press(2, 1);
    expect(hand.operations()).toEqual([]);
    way(hand, [0, 0], [20, 50], [5, 30], [0, 0]);
    expect(hand.operations()).toEqual([
      {
        kind: "polygon",
        mode: "replace",
        points: [0, 0, 0, 0, 20, 8, 40, 0, 40, 0, 40, 0, 30, 20, 20, 50, 20, 50, 20, 50, 5, 30, 0, 0],
      },
    ]);
  });

  it("magnetic: presses that are quicker than their ways wait for them, and so does closing", () => {
    const hand = hold("magnetic").press(0, 0).up(0, 0).press(40, 0).up(40, 0).press(40, 40).up(40, 40);
    hand.drag(50, 50).key("confirm");
    expect(hand.operations()).toEqual([]);
    // Of a pointer that was elsewhere before: not the way of a press.
    way(hand, [7, 7], [0, 0], [7, 7]);
    way(hand, [40, 0], [0, 0], [20, 8], [40, 0]);
    way(hand, [40, 40], [40, 0], [44, 20], [40, 40]);
    expect(hand.deeds.map((deed) => [deed.kind, "to" in deed ? deed.to : null])).toEqual([
      ["anchor", null],
      ["find-way", docPoint(40, 0)],
      ["anchor", null],
      ["find-way", docPoint(40, 40)],
      ["operate", null],
    ]);
    expect(hand.operations()).toMatchObject([
      { points: [0, 0, 0, 0, 20, 8, 40, 0, 40, 0, 40, 0, 44, 20, 40, 40, 40, 40] },
    ]);
  });

  it("magnetic: a press without a way is straight, and Backspace takes back one that waits", () => {
    const hand = hold("magnetic").press(0, 0).press(40, 0).press(40, 40).key("back");
    way(hand, [40, 0]);
    hand.press(0, 40);
    way(hand, [0, 40]);
    expect(hand.key("confirm").operations()).toMatchObject([{ points: [0, 0, 40, 0, 0, 40] }]);
  });
});

describe("wand, smart select, change map", () => {
  it("say where and in which mode", () => {
    expect(hold("wand").press(7, 8, { shift: true }).deeds).toEqual([
      { kind: "flood", at: docPoint(7, 8), mode: "add" },
    ]);
    expect(hold("changes").press(7, 8, { alt: true }).deeds).toEqual([
      { kind: "pick-island", at: docPoint(7, 8), sense: "subtract" },
    ]);
    expect(hold("smart").press(0, 0).drag(30, 0).drag(31, 0).up(31, 0).deeds).toEqual([
      { kind: "segment", points: [docPoint(0, 0), docPoint(30, 0)], radiusPx: 16, mode: "replace" },
    ]);
  });
});

describe("zoom and hand", () => {
  it("zoom by clicks, or to what a drag frames", () => {
    expect(hold("zoom").press(5, 5).up(5, 5).deeds).toMatchObject([{ kind: "zoom", factor: 2 }]);
    expect(hold("zoom").press(5, 5, { alt: true }).up(5, 5, { alt: true }).deeds).toMatchObject([
      { kind: "zoom", factor: 0.5 },
    ]);
    expect(hold("zoom").press(100, 90).drag(40, 50).up(40, 50).deeds).toEqual([
      { kind: "show", rect: { x: 40, y: 50, width: 60, height: 40 } },
    ]);
  });

  it("pan by what the pointer moved", () => {
    expect(hold("hand").press(5, 5).drag(8, 1).drag(9, 1).up(9, 1).deeds).toEqual([
      { kind: "pan", dx: 3, dy: -4 },
      { kind: "pan", dx: 1, dy: 0 },
    ]);
  });
});

describe("every tool", () => {
  const steps = ["press", "drag", "up", "double", "lose", "confirm", "back", "cancel"] as const;
  const step = fc.tuple(
    fc.constantFrom(...steps),
    fc.integer({ min: -50, max: 950 }),
    fc.integer({ min: -50, max: 650 }),
    fc.record({ shift: fc.boolean(), alt: fc.boolean() }),
  );

  it.each(names)(
    "%s bears any sequence of inputs, makes legal operations only, and forgets on Escape",
    (name) => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 25 }), (sequence) => {
          const hand = hold(
            name,
            {},
            {
              id: patchId(1),
              bounds: { x: 0, y: 0, width: 9, height: 9 },
              nudge: { dx: 0, dy: 0, scale: 1 },
            },
          );
          for (const [what, x, y, keys] of sequence) {
            if (what === "press" || what === "drag" || what === "up") hand[what](x, y, keys);
            else if (what === "double") hand.double(x, y);
            else if (what === "lose") hand.lose();
            else hand.key(what);
          }
          for (const operation of hand.operations())
            expect(regionOperationSchema.safeParse(operation).success).toBe(true);
          hand.key("cancel");
          expect(hand.draft()).toBeNull();
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe("the settings of tools", () => {
  it("step size and hardness within their limits and swap the mode", () => {
    const settings = createToolSettings();
    const sizes = Array.from({ length: 40 }, () => {
      settings.actions.stepSize(1);
      return settings.getState().brush.radiusPx;
    });
    expect(sizes.every((size, i) => i === 0 || size >= (sizes[i - 1] ?? 0))).toBe(true);
    expect(sizes.at(-1)).toBe(2048);
    for (let i = 0; i < 80; i++) settings.actions.stepSize(-1);
    expect(settings.getState().brush.radiusPx).toBe(0.5);
    for (let i = 0; i < 9; i++) settings.actions.stepHardness(-1);
    expect(settings.getState().brush.hardness).toBe(0);
    settings.actions.swapMode();
    expect(settings.getState().mode).toBe("subtract");
    settings.actions.swapMode();
    expect(settings.getState().mode).toBe("add");
  });
});
