// A region: which pixels of a document are meant, as an ordered list of vector operations. It is replayed into a mask
// on demand (shared/pixels/raster-region.ts); nothing here touches pixels.
import { z } from "zod";

/** Document coordinate in px; the corner between pixels is whole, a pixel's centre ends in .5. */
const coordinateSchema = z.number().min(-1_000_000).max(1_000_000);
const sideSchema = z.number().min(0).max(1_000_000);

/** Whole pixels of the document: first pixel and count. May lie outside the picture. */
export const rectPxSchema = z.object({
  x: z.number().int().min(-1_000_000).max(1_000_000),
  y: z.number().int().min(-1_000_000).max(1_000_000),
  width: z.number().int().min(0).max(1_000_000),
  height: z.number().int().min(0).max(1_000_000),
});
export type RectPx = Readonly<z.infer<typeof rectPxSchema>>;

/**
 * How an operation meets what the ones before it selected: max, min with the complement, min, or nothing kept of it.
 */
export const regionModeSchema = z.enum(["add", "subtract", "intersect", "replace"]);
export type RegionMode = z.infer<typeof regionModeSchema>;

/** A brush stroke; the eraser is a stroke that subtracts. */
const strokeSchema = z.object({
  kind: z.literal("stroke"),
  mode: regionModeSchema,
  /** At full pressure. */
  radiusPx: z.number().min(0.5).max(2048),
  /** Share of the radius that is fully selected; the rest falls off to 0. 0..1. */
  hardness: z.number().min(0).max(1),
  /** x, y, pressure (0..1, scales the radius) of each point, laid end to end. */
  points: z.array(coordinateSchema).min(3).max(600_000),
});

/** An axis-parallel rectangle; edges may lie between pixels. */
const rectangleSchema = z.object({
  kind: z.literal("rectangle"),
  mode: regionModeSchema,
  x: coordinateSchema,
  y: coordinateSchema,
  width: sideSchema,
  height: sideSchema,
});

/** The ellipse that touches the sides of a rectangle. */
const ellipseSchema = rectangleSchema.extend({ kind: z.literal("ellipse") });

/** A closed outline, filled even-odd: lasso, polygon, magnetic lasso. */
const polygonSchema = z.object({
  kind: z.literal("polygon"),
  mode: regionModeSchema,
  /** x, y of each corner, laid end to end. */
  points: z.array(coordinateSchema).min(6).max(400_000),
});

/** A ready mask: a flood, a smart selection, islands of a change map. */
const runsSchema = z.object({
  kind: z.literal("runs"),
  mode: regionModeSchema,
  source: z.enum(["wand", "smart", "changes"]),
  /** Where the mask lies. */
  bounds: rectPxSchema,
  /** Alternating run lengths over its rows laid end to end, clear first, as text (shared/pixels/run-text.ts). */
  runs: z
    .string()
    .max(16_000_000)
    .regex(/^[\w-]*$/),
});

/** Distances in px, Euclidean. */
const wholeSchemas = [
  z.object({ kind: z.literal("invert") }),
  z.object({ kind: z.literal("grow"), px: z.number().min(0).max(255) }),
  z.object({ kind: z.literal("shrink"), px: z.number().min(0).max(255) }),
  z.object({ kind: z.literal("feather"), px: z.number().min(0).max(255) }),
  z.object({ kind: z.literal("fill-holes") }),
] as const;

export const regionOperationSchema = z.discriminatedUnion("kind", [
  strokeSchema,
  rectangleSchema,
  ellipseSchema,
  polygonSchema,
  runsSchema,
  ...wholeSchemas,
]);
export type RegionOperation = Readonly<z.infer<typeof regionOperationSchema>>;

/** The operations that draw a shape of their own, with a mode. */
export type ShapeOperation = Extract<RegionOperation, { readonly mode: RegionMode }>;
/** A brush stroke on its own. */
export type StrokeOperation = Extract<RegionOperation, { readonly kind: "stroke" }>;
/** The operations that change all that is selected so far. */
export type WholeOperation = Exclude<RegionOperation, ShapeOperation>;

export const regionSchema = z.object({
  /** The pixels it can select. Fixed when it is begun: "invert" means within it, also after the canvas was extended. */
  extent: rectPxSchema,
  /** First to last; an empty list selects nothing. */
  operations: z.array(regionOperationSchema).max(20_000),
});
export type Region = Readonly<z.infer<typeof regionSchema>>;

/** Selects nothing yet, within `extent`. */
export function emptyRegion(extent: RectPx): Region {
  return { extent, operations: [] };
}

/** The region with one more operation. What a "replace" makes void is left out; the mask is the same. */
export function extendRegion(region: Region, operation: RegionOperation): Region {
  const isFresh = "mode" in operation && operation.mode === "replace";
  return { ...region, operations: isFresh ? [operation] : [...region.operations, operation] };
}

/** What is selected, moved by (dx, dy) px within the same extent. */
export function shiftRegion(region: Region, dx: number, dy: number): Region {
  return { ...region, operations: region.operations.map((operation) => shiftOperation(operation, dx, dy)) };
}

/** One operation moved by (dx, dy) px. A ready mask moves by whole pixels only. */
export function shiftOperation(operation: RegionOperation, dx: number, dy: number): RegionOperation {
  switch (operation.kind) {
    case "stroke":
      return { ...operation, points: shiftPoints(operation.points, 3, dx, dy) };
    case "polygon":
      return { ...operation, points: shiftPoints(operation.points, 2, dx, dy) };
    case "rectangle":
    case "ellipse":
      return { ...operation, x: operation.x + dx, y: operation.y + dy };
    case "runs":
      return { ...operation, bounds: shiftRect(operation.bounds, Math.round(dx), Math.round(dy)) };
    default:
      return operation;
  }
}

function shiftRect(rect: RectPx, dx: number, dy: number): RectPx {
  return { ...rect, x: rect.x + dx, y: rect.y + dy };
}

function shiftPoints(points: readonly number[], stride: number, dx: number, dy: number): number[] {
  return points.map((value, i) => (i % stride === 0 ? value + dx : i % stride === 1 ? value + dy : value));
}
