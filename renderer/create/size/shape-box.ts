// Shapes of sizes drawn to scale, and the sizes that belong to a picture. Pure.
import type { RequestSize, SizePx } from "#shared/model/image-request.ts";
import { limits } from "#shared/rules/limits.ts";
import { nearestLegalSizes } from "#shared/rules/sizes.ts";

/** A rectangle in CSS px. */
export type ShapeBox = { readonly widthPx: number; readonly heightPx: number };

/** A size drawn at one scale for all: the longest legal edge fills the box, and nothing is thinner than 2 px. */
export function shapeBox(size: SizePx, boxPx: number): ShapeBox {
  const scale = boxPx / limits.size.maxEdgePx;
  const drawn = (edgePx: number) => Math.min(boxPx, Math.max(2, Math.round(edgePx * scale)));
  return { widthPx: drawn(size.widthPx), heightPx: drawn(size.heightPx) };
}

/** `1536 × 1024`, as people read it. */
export function spellSize(size: SizePx): string {
  return `${size.widthPx} × ${size.heightPx}`;
}

/** Width and height exchanged; `auto` has neither. */
export function swapSize(size: RequestSize): RequestSize {
  return size === "auto" ? "auto" : { widthPx: size.heightPx, heightPx: size.widthPx };
}

export function isSameSize(a: RequestSize, b: RequestSize): boolean {
  if (a === "auto" || b === "auto") return a === b;
  return a.widthPx === b.widthPx && a.heightPx === b.heightPx;
}

/** The legal size that comes nearest to a picture's own, for an edit that should keep its shape. */
export function sizeLike(picture: SizePx): SizePx | null {
  return nearestLegalSizes(picture, 1)[0] ?? null;
}
