// What is selected, as it is seen: the mask of the target's region, a stroke under way over it, tint and outline.
import { frameOf, type Composition } from "#shared/model/composition.ts";
import { emptyRegion, type Region } from "#shared/model/region.ts";
import { visibleRect } from "#renderer/canvas/document/doc-point.ts";
import type { LiveStroke } from "#renderer/canvas/document/live-stroke.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import type { TiledMask } from "#renderer/canvas/document/tiled-mask.ts";
import { targetRegion } from "#renderer/canvas/document/target-region.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { MaskOverlay } from "./mask-overlay.ts";
import { SelectionOutline } from "./selection-outline.ts";
import { enterDocument } from "./stage-surface.ts";
import type { StageInput } from "./stage-input.ts";
import { readColour } from "./stage-palette.ts";

export class SelectionPainter {
  readonly #masks: RegionMasks;
  readonly #overlay = new MaskOverlay();
  readonly #outline = new SelectionOutline();
  #blank: Region = emptyRegion({ x: 0, y: 0, width: 0, height: 0 });
  #mask: TiledMask | null = null;
  /** The stroke that is being drawn. */
  #stroke: LiveStroke | null = null;

  constructor(masks: RegionMasks) {
    this.#masks = masks;
  }

  /**
   * Where it must be drawn again, document px: "all" also for what is not selected any more. Null for nowhere. That the
   * view moved is not counted.
   */
  sync(prev: StageInput | null, next: StageInput): Rect | "all" | null {
    const isRecoloured = prev?.palette !== next.palette;
    if (isRecoloured) this.#overlay.setColour(readColour(next.palette.danger));
    const region = targetRegion(next);
    const isSame =
      prev !== null &&
      targetRegion(prev) === region &&
      prev.view.draft === next.view.draft &&
      (region !== null || prev.composition.sizePx === next.composition.sizePx);
    const wasDrawing = this.#stroke;
    if (!isSame) this.#follow(next, region);
    if (prev === null || isRecoloured || prev.view.showsMask !== next.view.showsMask) return "all";
    if (isSame) return null;
    return this.#stroke !== null && this.#stroke === wasDrawing ? this.#stroke.dirty : "all";
  }

  /**
   * Draws in CSS px what lies within `area`, document px; `isRough`: not smoothed, for a view that moves. False when it has to
   * be drawn again with the next frame to be whole.
   */
  paintTint(context: CanvasRenderingContext2D, { view }: StageInput, area: Rect, isRough: boolean): boolean {
    if (!view.showsMask && this.#stroke === null) return true;
    context.save();
    enterDocument(context, view.view, view.pixelRatio);
    const visible = visibleRect(view.view, view.stage);
    const scale = view.view.scale * view.pixelRatio;
    const isWhole = this.#overlay.draw(context, visible, area, { scale, isRough });
    context.restore();
    return isWhole;
  }

  /** Draws in CSS px; `phase` runs the dashes, CSS px. */
  paintOutline(context: CanvasRenderingContext2D, { view }: StageInput, phase: number): void {
    if (this.#stroke !== null) return;
    const visible = visibleRect(view.view, view.stage);
    this.#outline.sync(this.#mask, visible, view.view.scale * view.pixelRatio);
    context.save();
    enterDocument(context, view.view, view.pixelRatio);
    this.#outline.draw(context, view.view.scale, phase);
    context.restore();
  }

  /** The box of the dashes while they are seen, document px. */
  get outlineArea(): Rect | null {
    return this.#outline.isShown && this.#stroke === null ? this.#outline.bounds : null;
  }

  dispose(): void {
    this.#overlay.dispose();
  }

  #follow(next: StageInput, region: Region | null): void {
    const { draft } = next.view;
    const isCommitted = draft?.kind === "stroke" && region?.operations.at(-1) === draft.operation;
    if (draft?.kind === "stroke" && !isCommitted) {
      const below = region ?? this.#blankOf(next.composition);
      const stroke = this.#masks.preview(below, draft.operation);
      this.#mask = this.#masks.maskOf(below);
      this.#overlay.show(this.#mask, stroke, stroke.dirty);
      this.#stroke = stroke;
      return;
    }
    this.#mask = region === null ? null : this.#masks.maskOf(region);
    this.#overlay.show(this.#mask, null, null);
    this.#stroke = null;
  }

  /** The same object for the same frame, so that a stroke is gone on with. */
  #blankOf(composition: Composition): Region {
    const frame = frameOf(composition);
    const { extent } = this.#blank;
    const isSame =
      extent.x === frame.x &&
      extent.y === frame.y &&
      extent.width === frame.width &&
      extent.height === frame.height;
    if (!isSame) this.#blank = emptyRegion(frame);
    return this.#blank;
  }
}
