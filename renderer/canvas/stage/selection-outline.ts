// Marching ants: the outline of what is selected, traced at the level for the zoom and only over what is seen.
import { boundsOfMask } from "#renderer/canvas/document/mask-bounds.ts";
import { sampleMask, type TiledMask } from "#renderer/canvas/document/tiled-mask.ts";
import { traceContours } from "#renderer/canvas/document/mask-contour.ts";
import { inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";

/** Most px an outline is traced on. */
const MOST_PX = 3_000_000;
const DASH_PX = 4;

export class SelectionOutline {
  #mask: TiledMask | null = null;
  #bounds: Rect = { x: 0, y: 0, width: 0, height: 0 };
  #traced: Rect = { x: 0, y: 0, width: 0, height: 0 };
  #level = 0;
  #path: Path2D | null = null;

  /** Prepares the outline of `mask` for what is visible; returns at once when it is the same. */
  sync(mask: TiledMask | null, visible: Rect, scale: number): void {
    if (mask !== this.#mask) {
      this.#mask = mask;
      this.#bounds = mask === null ? { x: 0, y: 0, width: 0, height: 0 } : boundsOfMask(mask);
      this.#path = null;
    }
    if (mask === null) return;
    const wanted = intersectRects(inflateRect(this.#bounds, 1), visible);
    const level = levelFor(scale, wanted);
    const isCovered = this.#path !== null && level === this.#level && isInside(wanted, this.#traced);
    if (isCovered || isEmptyRect(wanted)) return;
    this.#trace(mask, visible, level);
  }

  /** The box of what is selected, document px. */
  get bounds(): Rect {
    return this.#bounds;
  }

  /** True when there is something to draw. */
  get isShown(): boolean {
    return this.#path !== null && !isEmptyRect(this.#bounds);
  }

  /** The context is in document px; `scale` is CSS px per document px, `phase` runs the dashes, CSS px. */
  draw(context: CanvasRenderingContext2D, scale: number, phase: number): void {
    if (this.#path === null) return;
    context.lineWidth = 1 / scale;
    context.setLineDash([]);
    context.strokeStyle = "rgb(255 255 255 / 0.9)";
    context.stroke(this.#path);
    context.setLineDash([DASH_PX / scale, DASH_PX / scale]);
    context.lineDashOffset = -phase / scale;
    context.strokeStyle = "rgb(0 0 0 / 0.9)";
    context.stroke(this.#path);
    context.setLineDash([]);
  }

  #trace(mask: TiledMask, visible: Rect, level: number): void {
    const step = 1 << level;
    const roomy = inflateRect(visible, Math.ceil(Math.max(visible.width, visible.height) / 4));
    const area = alignRect(intersectRects(inflateRect(this.#bounds, 1), roomy), step);
    const path = new Path2D();
    for (const contour of traceContours(sampleMask(mask, area, step))) {
      for (let i = 0; i < contour.length; i += 2) {
        const x = area.x + (contour[i] ?? 0) * step;
        const y = area.y + (contour[i + 1] ?? 0) * step;
        if (i === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
      path.closePath();
    }
    this.#path = path;
    this.#traced = area;
    this.#level = level;
  }
}

function levelFor(scale: number, area: Rect): number {
  let level = Math.max(0, Math.floor(Math.log2(1 / scale)));
  while ((area.width * area.height) / 4 ** level > MOST_PX) level++;
  return level;
}

function alignRect(rect: Rect, step: number): Rect {
  const x = Math.floor(rect.x / step) * step;
  const y = Math.floor(rect.y / step) * step;
  return {
    x,
    y,
    width: Math.ceil((rect.x + rect.width - x) / step) * step,
    height: Math.ceil((rect.y + rect.height - y) / step) * step,
  };
}

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
