import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutGraph, type CutGraph } from "#shared/pixels/graph-cut.ts";
import { guideMask } from "#shared/pixels/guided-filter.ts";
import { growWires, wayTo, wireCosts } from "#shared/pixels/live-wire.ts";
import { createPlane, type Plane8, type Raster } from "#shared/pixels/pixel-types.ts";
import { packLengths, unpackLengths } from "#shared/pixels/run-text.ts";
import { smartSelect } from "#shared/pixels/smart-select.ts";

/** What a labelling costs: the bias of pixels on the far side, and the links that are cut. */
function costOf(graph: CutGraph, isNear: (i: number) => boolean): number {
  const { width, height, bias, links } = graph;
  let sum = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!isNear(i)) sum += bias[i] ?? 0;
      [
        [1, 0],
        [1, 1],
        [0, 1],
        [-1, 1],
      ].forEach(([dx = 0, dy = 0], d) => {
        const [nx, ny] = [x + dx, y + dy];
        if (nx < 0 || nx >= width || ny >= height) return;
        if (isNear(i) !== isNear(ny * width + nx)) sum += links[4 * i + d] ?? 0;
      });
    }
  }
  return sum;
}

const anyGraph = fc
  .record({ width: fc.integer({ min: 1, max: 4 }), height: fc.integer({ min: 1, max: 3 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      bias: fc
        .array(fc.integer({ min: -20, max: 20 }), { minLength: width * height, maxLength: width * height })
        .map((values) => Float32Array.from(values)),
      links: fc
        .array(fc.integer({ min: 0, max: 15 }), {
          minLength: 4 * width * height,
          maxLength: 4 * width * height,
        })
        .map((values) => Float32Array.from(values)),
    }),
  );

describe("the cut of a graph", () => {
  it("is the cheapest of all", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const cut = cutGraph(graph);
        const found = costOf(graph, (i) => cut[i] === 255);
        let least = Infinity;
        for (let bits = 0; bits < 2 ** cut.length; bits++)
          least = Math.min(
            least,
            costOf(graph, (i) => (bits & (1 << i)) !== 0),
          );
        expect(found).toBe(least);
      }),
      { numRuns: 400 },
    );
  });
});

/** A bright disc on a dark ground, both with a grain. */
function disc(width: number, height: number, radius: number): Raster {
  const data = new Uint8Array(width * height * 3);
  let seed = 7;
  for (let i = 0; i < width * height; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const grain = (seed >> 16) % 20;
    const isIn = Math.hypot((i % width) - width / 2, Math.floor(i / width) - height / 2) < radius;
    data.set(isIn ? [200 + grain, 90 + grain, 60 + grain] : [40 + grain, 90 + grain, 110 + grain], 3 * i);
  }
  return { width, height, channels: 3, data };
}

function share(mask: Plane8, isIn: (x: number, y: number) => boolean): number {
  let wrong = 0;
  for (let i = 0; i < mask.data.length; i++) {
    const isSet = (mask.data[i] ?? 0) >= 128;
    if (isSet !== isIn(i % mask.width, Math.floor(i / mask.width))) wrong++;
  }
  return wrong / mask.data.length;
}

describe("smart select", () => {
  it("finds the thing under a rough stroke", () => {
    const picture = disc(120, 90, 30);
    const stroke = createPlane(120, 90);
    for (let x = 50; x < 70; x++) stroke.data[45 * 120 + x] = 255;
    const found = smartSelect(picture, stroke);
    expect(share(found, (x, y) => Math.hypot(x - 60, y - 45) < 30)).toBeLessThan(0.01);
  });

  it("gives back nothing for no stroke, and the stroke on a blank picture", () => {
    const blank: Raster = { width: 40, height: 30, channels: 1, data: new Uint8Array(1200).fill(80) };
    expect(smartSelect(blank, createPlane(40, 30)).data.some((value) => value !== 0)).toBe(false);
    const stroke = createPlane(40, 30);
    stroke.data.fill(255, 15 * 40 + 10, 15 * 40 + 20);
    const found = smartSelect(blank, stroke);
    for (let x = 10; x < 20; x++) expect(found.data[15 * 40 + x]).toBe(255);
  });

  it("is brought to full size along the picture's edge", () => {
    const small = disc(60, 45, 15);
    const full = disc(240, 180, 60);
    const mask = createPlane(60, 45);
    for (let i = 0; i < mask.data.length; i++)
      if (Math.hypot((i % 60) - 30, Math.floor(i / 60) - 22.5) < 15) mask.data[i] = 255;
    const guided = guideMask(mask, small, full);
    expect(share(guided, (x, y) => Math.hypot(x - 120, y - 90) < 60)).toBeLessThan(0.02);
  });
});

describe("live wire", () => {
  it("follows an edge rather than the straight way", () => {
    const picture = disc(120, 90, 30);
    const costs = wireCosts(picture);
    const tree = growWires(costs, 60, 15);
    const way = wayTo(tree, 90, 45);
    expect([way[0], way[1]]).toEqual([60, 15]);
    expect(way.slice(-2)).toEqual([90, 45]);
    const distances = Array.from({ length: way.length / 2 }, (_, i) =>
      Math.abs(Math.hypot((way[2 * i] ?? 0) - 60, (way[2 * i + 1] ?? 0) - 45) - 30),
    );
    expect(Math.max(...distances)).toBeLessThan(3);
  });

  it("goes step by step from the anchor to any pixel", () => {
    const tree = growWires(wireCosts(disc(40, 30, 9)), 5, 6);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 0, max: 29 }), (x, y) => {
        const way = wayTo(tree, x, y);
        const steps = Array.from({ length: way.length / 2 - 1 }, (_, i) =>
          Math.max(
            Math.abs((way[2 * i + 2] ?? 0) - (way[2 * i] ?? 0)),
            Math.abs((way[2 * i + 3] ?? 0) - (way[2 * i + 1] ?? 0)),
          ),
        );
        expect(steps.every((step) => step === 1)).toBe(true);
        expect([way[0], way[1], ...way.slice(-2)]).toEqual([5, 6, x, y]);
      }),
    );
  });
});

describe("run lengths as text", () => {
  it("come back as they were, of letters that JSON leaves alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 })), (lengths) => {
        const text = packLengths(lengths);
        expect(unpackLengths(text)).toEqual(lengths);
        expect(text).toMatch(/^[\w-]*$/);
      }),
    );
    expect(() => unpackLengths("g")).toThrow(/cut off/);
    expect(() => unpackLengths("A!")).toThrow(/no run length/);
  });
});
