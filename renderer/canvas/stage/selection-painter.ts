// What is selected, as it is seen: the mask of the target's region, a stroke under way over it, tint and outline.
import { frameOf, type Composition } from "#shared/model/composition.ts";
import { emptyRegion, type Region } from "#shared/model/region.ts";
import { visibleRect } from "#renderer/canvas/document/doc-point.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import type { TiledMask } from "#renderer/canvas/document/tiled-mask.ts";
import { targetRegion } from "#renderer/canvas/document/target-region.ts";
import { MaskOverlay } from "./mask-overlay.ts";
import { SelectionOutline } from "./selection-outline.ts";
import { enterDocument } from "./stage-layer.ts";
import { hasMoved, type StageInput } from "./stage-input.ts";
import { readColour } from "./stage-palette.ts";

export class SelectionPainter {
  readonly #masks: RegionMasks;
  readonly #overlay = new MaskOverlay();
  readonly #outline = new SelectionOutline();
  #blank: Region = emptyRegion({ x: 0, y: 0, width: 0, height: 0 });
  #mask: TiledMask | null = null;
  #isDrawing = false;

  constructor(masks: RegionMasks) {
    this.#masks = masks;
  }

  /** True when the tint, or the outline, must be drawn again. */
  sync(prev: StageInput | null, next: StageInput): { readonly tint: boolean; readonly outline: boolean } {
    const isRecoloured = prev?.palette !== next.palette;
    if (isRecoloured) this.#overlay.setColour(readColour(next.palette.danger));
    const region = targetRegion(next);
    const isSame =
      prev !== null &&
      targetRegion(prev) === region &&
      prev.view.draft === next.view.draft &&
      (region !== null || prev.composition.sizePx === next.composition.sizePx);
    if (!isSame) this.#follow(next, region);
    const isMoved = hasMoved(prev, next);
    return {
      tint: !isSame || isMoved || isRecoloured || prev.view.showsMask !== next.view.showsMask,
      outline: !isSame || isMoved,
    };
  }

  /** Draws in CSS px. False when it has to be drawn again with the next frame to be whole. */
  paintTint(context: CanvasRenderingContext2D, { view }: StageInput): boolean {
    if (!view.showsMask && !this.#isDrawing) return true;
    context.save();
    enterDocument(context, view.view, view.pixelRatio);
    const visible = visibleRect(view.view, view.stage);
    const isWhole = this.#overlay.draw(context, visible, view.view.scale * view.pixelRatio);
    context.restore();
    return isWhole;
  }

  /** Draws in CSS px; `phase` runs the dashes, CSS px. */
  paintOutline(context: CanvasRenderingContext2D, { view }: StageInput, phase: number): void {
    if (this.#isDrawing) return;
    const visible = visibleRect(view.view, view.stage);
    this.#outline.sync(this.#mask, visible, view.view.scale * view.pixelRatio);
    context.save();
    enterDocument(context, view.view, view.pixelRatio);
    this.#outline.draw(context, view.view.scale, phase);
    context.restore();
  }

  /** True while dashes are seen. */
  get hasOutline(): boolean {
    return this.#outline.isShown && !this.#isDrawing;
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
      this.#isDrawing = true;
      return;
    }
    this.#mask = region === null ? null : this.#masks.maskOf(region);
    this.#overlay.show(this.#mask, null, null);
    this.#isDrawing = false;
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
