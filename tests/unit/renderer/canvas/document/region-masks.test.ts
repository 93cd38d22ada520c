import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  extendRegion,
  regionSchema,
  type Region,
  type RegionOperation,
  type StrokeOperation,
} from "#shared/model/region.ts";
import { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { applyToMask } from "#renderer/canvas/document/apply-to-mask.ts";
import {
  countSelected,
  emptyMask,
  readMask,
  sampleMask,
  selectedBounds,
  shareFullTiles,
  tileRect,
  tilesWithin,
  type TiledMask,
} from "#renderer/canvas/document/tiled-mask.ts";
import { maskBounds } from "#shared/pixels/mask-morphology.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { anyOperation, anyRegion, extent } from "#tests/unit/renderer/canvas/made-regions.ts";

const around = { x: extent.x - 5, y: extent.y - 4, width: extent.width + 9, height: extent.height + 11 };

const square = { kind: "rectangle", x: 20, y: 8, width: 33, height: 21 } as const;

function replay(region: Region): Uint8Array {
  return rasterRegion(region, around).data;
}

describe("masks of regions", () => {
  it("are the replay of the operations, tile by tile as in one piece", () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const tiled = readMask(new RegionMasks().maskOf(region), around).data;
        expect(Buffer.compare(tiled, replay(region))).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("are the same whatever was asked for before", () => {
    fc.assert(
      fc.property(fc.array(anyOperation, { minLength: 1, maxLength: 5 }), (operations) => {
        const masks = new RegionMasks();
        let region: Region = { extent, operations: [] };
        for (const operation of operations) {
          region = extendRegion(region, operation);
          masks.maskOf(region);
        }
        expect(Buffer.compare(readMask(masks.maskOf(region), around).data, replay(region))).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it("give what is read of a stroke in an array that held something else", () => {
    const points = [10, 12, 1, 40, 30, 1, 60, 11, 0.5];
    for (const mode of ["add", "subtract", "intersect", "replace"] as const) {
      const below: Region = { extent, operations: [{ ...square, mode: "add" }] };
      const stroke: StrokeOperation = { kind: "stroke", mode, radiusPx: 9, hardness: 0.5, points };
      for (const region of [below, { extent, operations: [] }]) {
        const live = new RegionMasks().preview(region, stroke);
        const room = new Uint8Array(around.width * around.height).fill(77);
        expect(live.read(around, room).data).toBe(room);
        expect(Buffer.compare(room, replay(extendRegion(region, stroke)))).toBe(0);
      }
    }
  });

  it("ask for no more than is looked at: a part of the mask is the part of the whole", () => {
    fc.assert(
      fc.property(
        anyRegion,
        fc.integer({ min: -20, max: 500 }),
        fc.integer({ min: -20, max: 500 }),
        (region, x, y) => {
          const part = { x, y, width: 90, height: 70 };
          const whole = new RegionMasks().maskOf(region);
          expect(Buffer.compare(rasterRegion(region, part).data, readMask(whole, part).data)).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("made ready elsewhere are the ones that would have been computed here", async () => {
    await fc.assert(
      fc.asyncProperty(anyRegion, anyOperation, async (region, operation) => {
        const apply = async (mask: TiledMask, operations: readonly RegionOperation[]) => {
          let sent = shareFullTiles(structuredClone(mask));
          for (const one of operations) sent = applyToMask(sent, structuredClone(one));
          return await Promise.resolve(shareFullTiles(structuredClone(sent)));
        };
        const masks = new RegionMasks({ apply, dispose: () => undefined });
        masks.maskOf(region);
        const next = extendRegion(region, operation);
        await masks.prepare(next);
        expect(Buffer.compare(readMask(masks.maskOf(next), around).data, replay(next))).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it("survive JSON", () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const back = regionSchema.parse(JSON.parse(JSON.stringify(region)));
        expect(back).toEqual(region);
      }),
      { numRuns: 60 },
    );
  });

  it("can be sampled: the middle of each block", () => {
    fc.assert(
      fc.property(anyRegion, fc.constantFrom(1, 2, 8), (region, step) => {
        const mask = new RegionMasks().maskOf(region);
        const whole = readMask(mask, around);
        const sampled = sampleMask(mask, around, step);
        const expected = Array.from(sampled.data, (_, i) => {
          const x = (i % sampled.width) * step + (step >> 1);
          const y = Math.floor(i / sampled.width) * step + (step >> 1);
          return x < whole.width && y < whole.height ? whole.data[y * whole.width + x] : 0;
        });
        const isBeyond = (i: number) =>
          (i % sampled.width) * step + (step >> 1) >= whole.width ||
          Math.floor(i / sampled.width) * step + (step >> 1) >= whole.height;
        expect(expected.every((value, i) => isBeyond(i) || value === sampled.data[i])).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("know their bounds and how much they select", () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const mask = new RegionMasks().maskOf(region);
        const plane = readMask(mask, extent);
        const box = maskBounds(plane);
        const found = selectedBounds(mask);
        expect([found.width, found.height]).toEqual([box.width, box.height]);
        if (box.width > 0) expect([found.x, found.y]).toEqual([box.x + extent.x, box.y + extent.y]);
        expect(countSelected(mask)).toBe(plane.data.filter((value) => value >= 128).length);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a stroke that is being drawn", () => {
  const strokes = anyOperation.filter(
    (operation): operation is StrokeOperation => operation.kind === "stroke",
  );

  it("looks at every moment as it will when it is done, and is taken over", () => {
    fc.assert(
      fc.property(anyRegion, strokes, (region, stroke) => {
        const masks = new RegionMasks();
        let drawn = stroke;
        for (let end = 3; end <= stroke.points.length; end += 3) {
          drawn = { ...stroke, points: stroke.points.slice(0, end) };
          const live = masks.preview(region, drawn);
          const expected = replay(extendRegion(region, drawn));
          expect(Buffer.compare(live.read(around).data, expected)).toBe(0);
        }
        const done = extendRegion(region, drawn);
        expect(Buffer.compare(readMask(masks.maskOf(done), around).data, replay(done))).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it("changes nothing outside the rectangle that it names", () => {
    fc.assert(
      fc.property(strokes, (stroke) => {
        fc.pre(stroke.mode === "add" && stroke.points.length >= 6);
        const masks = new RegionMasks();
        const empty: Region = { extent, operations: [] };
        const first = { ...stroke, points: stroke.points.slice(0, 3) };
        const before = masks.preview(empty, first).read(extent);
        const live = masks.preview(empty, { ...stroke, points: stroke.points.slice(0, 6) });
        const after = live.read(extent);
        const { dirty } = live;
        const strays = Array.from(after.data.keys()).filter((i) => {
          const x = extent.x + (i % extent.width);
          const y = extent.y + Math.floor(i / extent.width);
          const isInside =
            x >= dirty.x && x < dirty.x + dirty.width && y >= dirty.y && y < dirty.y + dirty.height;
          return after.data[i] !== before.data[i] && !isInside;
        });
        expect(strays).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("differs from what lies below only within its reach on a tile", () => {
    fc.assert(
      fc.property(anyRegion, strokes, (region, stroke) => {
        const masks = new RegionMasks();
        const below = stroke.mode === "replace" ? emptyMask(extent) : masks.maskOf(region);
        const live = masks.preview(region, stroke);
        for (const index of tilesWithin(below, extent)) {
          if (live.coverOf(index) === undefined) continue;
          const area = tileRect(below, index);
          const reach = live.reachOn(index) ?? area;
          const [was, now] = [readMask(below, area).data, live.read(area).data];
          const isOutside = (i: number) => {
            const [x, y] = [area.x + (i % area.width), area.y + Math.floor(i / area.width)];
            return x < reach.x || y < reach.y || x >= reach.x + reach.width || y >= reach.y + reach.height;
          };
          expect(now.findIndex((value, i) => value !== was[i] && isOutside(i))).toBe(-1);
        }
      }),
      { numRuns: 30 },
    );
  });
});
