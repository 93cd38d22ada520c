// Arbitrary regions for property tests: coordinates as tools write them, on a grid of 1/16 px.
import fc from "fast-check";
import type { Region, RegionOperation } from "#shared/model/region.ts";
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { packLengths } from "#shared/pixels/run-text.ts";

export const extent = { x: -7, y: 3, width: 620, height: 540 };

const coordinate = fc.integer({ min: -320, max: 16 * 640 }).map((value) => value / 16);
const side = fc.integer({ min: 0, max: 16 * 300 }).map((value) => value / 16);
const mode = fc.constantFrom("add", "subtract", "intersect", "replace");
const px = fc.integer({ min: 0, max: 40 });

const stroke = fc.record({
  kind: fc.constant("stroke" as const),
  mode,
  radiusPx: fc.integer({ min: 1, max: 60 }),
  hardness: fc.constantFrom(0, 0.3, 0.8, 1),
  points: fc
    .array(fc.tuple(coordinate, coordinate, fc.constantFrom(0.25, 0.5, 1)), { minLength: 1, maxLength: 6 })
    .map((points) => points.flat()),
});
const box = fc.record({
  kind: fc.constantFrom("rectangle" as const, "ellipse" as const),
  mode,
  x: coordinate,
  y: coordinate,
  width: side,
  height: side,
});
const polygon = fc.record({
  kind: fc.constant("polygon" as const),
  mode,
  points: fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 9 })
    .map((points) => points.flat()),
});
const runs = fc
  .record({
    mode,
    x: fc.integer({ min: -20, max: 600 }),
    y: fc.integer({ min: -20, max: 500 }),
    bits: fc.array(fc.boolean(), { minLength: 96, maxLength: 96 }),
  })
  .map(({ mode: how, x, y, bits }) => {
    const mask = { width: 12, height: 8, data: Uint8Array.from(bits, (bit) => (bit ? 255 : 0)) };
    return {
      kind: "runs" as const,
      mode: how,
      source: "wand" as const,
      bounds: { x, y, width: 12, height: 8 },
      runs: packLengths(encodeRuns(mask).lengths),
    };
  });
const wide = fc.oneof(
  fc.record({ kind: fc.constantFrom("grow" as const, "shrink" as const, "feather" as const), px }),
  fc.record({ kind: fc.constantFrom("invert" as const, "fill-holes" as const) }),
);

export const anyOperation: fc.Arbitrary<RegionOperation> = fc.oneof(
  { weight: 3, arbitrary: stroke },
  { weight: 2, arbitrary: box },
  polygon,
  runs,
  wide,
) as fc.Arbitrary<RegionOperation>;

export const anyRegion: fc.Arbitrary<Region> = fc
  .array(anyOperation, { maxLength: 5 })
  .map((operations) => ({ extent, operations }));
