// Vector shapes to coverage: polygons by exact area per scanline quarter, strokes by distance to their path. Draws into a
// plane with set algebra; knows no tool and no document.
import type { Plane8, Rect } from "./pixel-types.ts";

/** A corner, in px of the plane; pixel (i, j) covers i..i+1, j..j+1. */
export type PathPoint = { readonly x: number; readonly y: number };

/** A point of a stroke with its own radius, px (pressure is already in it). */
export type StrokePoint = PathPoint & { readonly radius: number };

/** One operation of a region. `hardness` 0..1: share of the radius that is fully covered. */
export type RegionShape =
  | { readonly kind: "polygon"; readonly points: readonly PathPoint[] }
  | { readonly kind: "ellipse"; readonly bounds: Rect }
  | { readonly kind: "rectangle"; readonly bounds: Rect }
  | { readonly kind: "stroke"; readonly points: readonly StrokePoint[]; readonly hardness: number };

/** How a shape meets what is there. */
export type PaintMode = "add" | "subtract" | "intersect";

/** Rows a pixel is sampled on; columns are covered exactly. */
const SUB_ROWS = 4;

/** Draws a shape into the plane: add = max, subtract = min with the complement, intersect = min. */
export function drawShape(plane: Plane8, shape: RegionShape, mode: PaintMode): void {
  const coverage = new Uint8Array(plane.width * plane.height);
  const target = { ...plane, data: coverage };
  if (shape.kind === "stroke") coverStroke(target, shape.points, shape.hardness);
  else coverPolygon(target, outlineOf(shape));
  for (let i = 0; i < coverage.length; i++) {
    const before = plane.data[i] ?? 0;
    const drawn = coverage[i] ?? 0;
    if (mode === "add") plane.data[i] = Math.max(before, drawn);
    else plane.data[i] = Math.min(before, mode === "subtract" ? 255 - drawn : drawn);
  }
}

function outlineOf(shape: Exclude<RegionShape, { kind: "stroke" }>): readonly PathPoint[] {
  if (shape.kind === "polygon") return shape.points;
  const { x, y, width, height } = shape.bounds;
  if (shape.kind === "rectangle") {
    return [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height },
    ];
  }
  const count = Math.max(16, Math.ceil(Math.PI * Math.sqrt(Math.max(width, height)) * 2));
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return { x: x + (width / 2) * (1 + Math.cos(angle)), y: y + (height / 2) * (1 + Math.sin(angle)) };
  });
}

/** Even-odd fill with anti-aliased edges, 0..255, over what the plane holds (expected 0). */
export function coverPolygon(plane: Plane8, points: readonly PathPoint[]): void {
  const { width, height, data } = plane;
  const ys = points.map((point) => point.y);
  const first = Math.max(0, Math.floor(Math.min(...ys)));
  const last = Math.min(height, Math.ceil(Math.max(...ys)));
  const row = new Float32Array(width + 1);
  for (let y = first; y < last; y++) {
    row.fill(0);
    for (let k = 0; k < SUB_ROWS; k++) {
      const crossings = crossingsAt(points, y + (k + 0.5) / SUB_ROWS);
      for (let i = 0; i + 1 < crossings.length; i += 2)
        addSpan(row, crossings[i] ?? 0, crossings[i + 1] ?? 0, width);
    }
    for (let x = 0; x < width; x++) {
      const value = Math.round(((row[x] ?? 0) * 255) / SUB_ROWS);
      if (value > 0) data[y * width + x] = Math.min(255, value);
    }
  }
}

function crossingsAt(points: readonly PathPoint[], y: number): number[] {
  const crossings: number[] = [];
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length] ?? a;
    if (a.y <= y === b.y <= y) return;
    crossings.push(a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y));
  });
  return crossings.toSorted((a, b) => a - b);
}

/** Adds the exact horizontal overlap of from..to with every pixel of a row. */
function addSpan(row: Float32Array, from: number, to: number, width: number): void {
  const start = Math.max(0, from);
  const end = Math.min(width, to);
  if (!(end > start)) return;
  const first = Math.floor(start);
  const last = Math.min(width - 1, Math.floor(end));
  if (first === last) {
    row[first] = (row[first] ?? 0) + end - start;
    return;
  }
  row[first] = (row[first] ?? 0) + first + 1 - start;
  for (let x = first + 1; x < last; x++) row[x] = (row[x] ?? 0) + 1;
  row[last] = (row[last] ?? 0) + end - last;
}

/**
 * Coverage of a stroke: capsules between its points, the greatest value of any. Full up to hardness · radius, falling
 * linearly to 0 at the radius, over at least one pixel.
 */
export function coverStroke(plane: Plane8, points: readonly StrokePoint[], hardness: number): void {
  points.forEach((point, i) => coverCapsule(plane, points[i - 1] ?? point, point, hardness));
}

function coverCapsule(plane: Plane8, a: StrokePoint, b: StrokePoint, hardness: number): void {
  const { width, height, data } = plane;
  const reach = Math.max(a.radius, b.radius) + 1;
  const x0 = Math.max(0, Math.floor(Math.min(a.x, b.x) - reach));
  const x1 = Math.min(width, Math.ceil(Math.max(a.x, b.x) + reach));
  const y0 = Math.max(0, Math.floor(Math.min(a.y, b.y) - reach));
  const y1 = Math.min(height, Math.ceil(Math.max(a.y, b.y) + reach));
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length2 = dx * dx + dy * dy;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const px = x + 0.5 - a.x;
      const py = y + 0.5 - a.y;
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
      const distance = Math.hypot(px - t * dx, py - t * dy);
      const radius = a.radius + t * (b.radius - a.radius);
      const soft = Math.max(1, radius * (1 - hardness));
      const share = Math.min(1, Math.max(0, (radius + (soft === 1 ? 0.5 : 0) - distance) / soft));
      const value = Math.round(255 * share);
      const i = y * width + x;
      if (value > (data[i] ?? 0)) data[i] = value;
    }
  }
}
