// Vector shapes to coverage: polygons by exact area per scanline quarter, strokes by distance to their path. Draws into a
// plane with set algebra; knows no tool and no document.
import { createPlane, type Plane8, type Rect } from "./pixel-types.ts";
import { fullRect, intersectRects, isEmptyRect } from "./rect.ts";

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

/** Steps of a crossing in a pixel: sums of them are exact, so that a moved shape has the same coverage. */
const STEPS = 256;

/** Rows a pixel is sampled on; columns are covered exactly. */
const SUB_ROWS = 4;

/**
 * Draws a shape into the plane: add = max, subtract = min with the complement, intersect = min. Touches the shape's
 * bounds only (an intersection: everything). A shape and a plane moved by the same whole px give the same values.
 */
export function drawShape(plane: Plane8, shape: RegionShape, mode: PaintMode): void {
  const box = intersectRects(shapeBounds(shape), fullRect(plane));
  if (mode === "intersect") clearOutside(plane, box);
  if (isEmptyRect(box)) return;
  const drawn = createPlane(box.width, box.height);
  if (shape.kind === "stroke") coverStroke(drawn, movePoints(shape.points, box), shape.hardness);
  else coverPolygon(drawn, movePoints(outlineOf(shape), box));
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * plane.width + box.x;
    const from = y * box.width;
    for (let x = 0; x < box.width; x++) {
      const before = plane.data[row + x] ?? 0;
      const value = drawn.data[from + x] ?? 0;
      if (mode === "add") {
        if (value > before) plane.data[row + x] = value;
      } else {
        const limit = mode === "subtract" ? 255 - value : value;
        if (limit < before) plane.data[row + x] = limit;
      }
    }
  }
}

/** Every pixel that a shape can cover. */
export function shapeBounds(shape: RegionShape): Rect {
  if (shape.kind !== "stroke" && shape.kind !== "polygon") return outerRect(shape.bounds);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of shape.points) {
    const reach = "radius" in point ? point.radius + 1 : 0;
    x0 = Math.min(x0, point.x - reach);
    y0 = Math.min(y0, point.y - reach);
    x1 = Math.max(x1, point.x + reach);
    y1 = Math.max(y1, point.y + reach);
  }
  return x1 < x0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : outerRect({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
}

function outerRect(rect: Rect): Rect {
  const x = Math.floor(rect.x);
  const y = Math.floor(rect.y);
  return { x, y, width: Math.ceil(rect.x + rect.width) - x, height: Math.ceil(rect.y + rect.height) - y };
}

function movePoints<P extends PathPoint>(points: readonly P[], to: Rect): P[] {
  return points.map((point) => ({ ...point, x: point.x - to.x, y: point.y - to.y }));
}

function clearOutside(plane: Plane8, box: Rect): void {
  for (let y = 0; y < plane.height; y++) {
    const row = y * plane.width;
    const isInside = y >= box.y && y < box.y + box.height && box.width > 0;
    if (!isInside) plane.data.fill(0, row, row + plane.width);
    else {
      plane.data.fill(0, row, row + box.x);
      plane.data.fill(0, row + box.x + box.width, row + plane.width);
    }
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
    const right = snap((width / 2) * (1 + Math.cos(angle)));
    return { x: x + right, y: y + snap((height / 2) * (1 + Math.sin(angle))) };
  });
}

/** Even-odd fill with anti-aliased edges, 0..255, over what the plane holds (expected 0). */
export function coverPolygon(plane: Plane8, points: readonly PathPoint[]): void {
  const { width, height, data } = plane;
  const edges = edgesWithin(points, height);
  /** Covered steps of each pixel alone, and how the cover of all pixels from here on rises. */
  const part = new Int32Array(width + 2);
  const rise = new Int32Array(width + 2);
  let active: PathEdge[] = [];
  let next = 0;
  const first = Math.max(0, Math.floor(edges[0]?.top ?? height));
  for (let y = first; y < height && (active.length > 0 || next < edges.length); y++) {
    active = active.filter((edge) => edge.bottom > y);
    for (let edge = edges[next]; edge !== undefined && edge.top < y + 1; edge = edges[++next])
      active.push(edge);
    if (active.length === 0) continue;
    part.fill(0);
    rise.fill(0);
    for (let k = 0; k < SUB_ROWS; k++) {
      const crossings = crossingsAt(active, y + (k + 0.5) / SUB_ROWS);
      for (let i = 0; i + 1 < crossings.length; i += 2)
        addSpan(part, rise, crossings[i] ?? 0, crossings[i + 1] ?? 0, width);
    }
    let open = 0;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      open += rise[x] ?? 0;
      const covered = open + (part[x] ?? 0);
      if (covered !== 0) data[at] = Math.min(255, Math.round((covered * 255) / (SUB_ROWS * STEPS)));
    }
  }
}

type PathEdge = {
  readonly a: PathPoint;
  readonly b: PathPoint;
  readonly top: number;
  readonly bottom: number;
};

/** The closed path's edges that reach rows 0..height, by their top. */
function edgesWithin(points: readonly PathPoint[], height: number): readonly PathEdge[] {
  const edges: PathEdge[] = [];
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length] ?? a;
    const top = Math.min(a.y, b.y);
    const bottom = Math.max(a.y, b.y);
    if (top !== bottom && bottom > 0 && top < height) edges.push({ a, b, top, bottom });
  });
  return edges.toSorted((one, other) => one.top - other.top);
}

function crossingsAt(edges: readonly PathEdge[], y: number): number[] {
  const crossings: number[] = [];
  for (const { a, b } of edges) {
    if (a.y <= y !== b.y <= y) crossings.push(a.x + snap(((y - a.y) * (b.x - a.x)) / (b.y - a.y)));
  }
  return crossings.toSorted((one, other) => one - other);
}

function snap(length: number): number {
  return Math.round(length * STEPS) / STEPS;
}

/** Adds the exact horizontal overlap of from..to (on the grid of steps) with every pixel of a row. */
function addSpan(part: Int32Array, rise: Int32Array, from: number, to: number, width: number): void {
  const start = Math.max(0, from) * STEPS;
  const end = Math.min(width, to) * STEPS;
  if (!(end > start)) return;
  const first = Math.floor(start / STEPS);
  const last = Math.floor(end / STEPS);
  if (first === last) {
    part[first] = (part[first] ?? 0) + end - start;
    return;
  }
  part[first] = (part[first] ?? 0) + (first + 1) * STEPS - start;
  rise[first + 1] = (rise[first + 1] ?? 0) + STEPS;
  rise[last] = (rise[last] ?? 0) - STEPS;
  part[last] = (part[last] ?? 0) + end - last * STEPS;
}

/** What a shape covers of a rectangle when that is the same everywhere, 0 or 255; null when it may differ, or for strokes. */
export function evenCover(shape: RegionShape, rect: Rect): 0 | 255 | null {
  const bounds = shapeBounds(shape);
  if (isEmptyRect(intersectRects(bounds, rect))) return 0;
  if (shape.kind === "stroke") return null;
  const points = outlineOf(shape);
  let isInside = false;
  const [cx, cy] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  for (let i = 0; i < points.length; i++) {
    const a = points[i] ?? { x: 0, y: 0 };
    const b = points[(i + 1) % points.length] ?? a;
    const isApart =
      Math.max(a.x, b.x) <= rect.x ||
      Math.min(a.x, b.x) >= rect.x + rect.width ||
      Math.max(a.y, b.y) <= rect.y ||
      Math.min(a.y, b.y) >= rect.y + rect.height;
    if (!isApart) return null;
    if (a.y <= cy !== b.y <= cy && a.x + ((cy - a.y) * (b.x - a.x)) / (b.y - a.y) > cx) isInside = !isInside;
  }
  return isInside ? 255 : 0;
}

/**
 * Coverage of a stroke: capsules between its points, the greatest value of any. Full up to hardness · radius, falling
 * linearly to 0 at the radius, over at least one pixel. `first`: the point from which on it is drawn, for one that goes on.
 */
export function coverStroke(
  plane: Plane8,
  points: readonly StrokePoint[],
  hardness: number,
  first = 0,
): void {
  points.forEach((point, i) => {
    if (i >= first) coverCapsule(plane, points[i - 1] ?? point, point, hardness);
  });
}

function coverCapsule(plane: Plane8, a: StrokePoint, b: StrokePoint, hardness: number): void {
  const { width, height, data } = plane;
  const reach = Math.max(a.radius, b.radius) + 1;
  const y0 = Math.max(0, Math.floor(Math.min(a.y, b.y) - reach));
  const y1 = Math.min(height, Math.ceil(Math.max(a.y, b.y) + reach));
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length2 = dx * dx + dy * dy;
  const perLength2 = length2 === 0 ? 0 : 1 / length2;
  const widening = b.radius - a.radius;
  const softShare = 1 - hardness;
  for (let y = y0; y < y1; y++) {
    const py = y + 0.5 - a.y;
    const [from, to] = capsuleRow(a, b, reach, y + 0.5);
    const x1 = Math.min(width, Math.ceil(to));
    for (let x = Math.max(0, Math.floor(from)), i = y * width + x; x < x1; x++, i++) {
      const before = data[i] ?? 0;
      if (before === 255) continue;
      const px = x + 0.5 - a.x;
      const along = (px * dx + py * dy) * perLength2;
      const t = along < 0 ? 0 : along > 1 ? 1 : along;
      const ex = px - t * dx;
      const ey = py - t * dy;
      const distance2 = ex * ex + ey * ey;
      const radius = a.radius + t * widening;
      const wide = radius * softShare;
      const soft = wide > 1 ? wide : 1;
      const outer = radius + (soft - wide) / 2;
      if (distance2 >= outer * outer) continue;
      const inner = outer - soft;
      const isFull = inner > 0 && distance2 <= inner * inner;
      const share = isFull ? 1 : (outer - Math.sqrt(distance2)) / soft;
      const value = share >= 1 ? 255 : (255 * share + 0.5) | 0;
      if (value > before) data[i] = value;
    }
  }
}

/** Where a row can meet the capsule of two circles of one radius: the least and the greatest x, empty when it cannot. */
function capsuleRow(a: PathPoint, b: PathPoint, reach: number, y: number): readonly [number, number] {
  let from = Infinity;
  let to = -Infinity;
  for (const { x, y: centre } of [a, b]) {
    const half2 = reach * reach - (y - centre) ** 2;
    if (half2 < 0) continue;
    const half = Math.sqrt(half2);
    from = Math.min(from, x - half);
    to = Math.max(to, x + half);
  }
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length === 0 || a.y === b.y) return [from, to];
  const [nx, ny] = [((a.y - b.y) / length) * reach, ((b.x - a.x) / length) * reach];
  for (const side of [-1, 1]) {
    const t = (y - a.y - side * ny) / (b.y - a.y);
    if (t < 0 || t > 1) continue;
    const x = a.x + side * nx + t * (b.x - a.x);
    from = Math.min(from, x);
    to = Math.max(to, x);
  }
  return [from, to];
}
