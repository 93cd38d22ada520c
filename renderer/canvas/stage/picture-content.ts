// The picture itself: base, patches from bottom to top, a take shown in place, overlays; plain, before, or divided by a
// line. Also gives tools what is seen, to measure on. For the eye only.
import { frameOf, type Composition } from "#shared/model/composition.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { RectPx } from "#shared/model/region.ts";
import { containsRect } from "#shared/pixels/rect.ts";
import { visibleRect } from "#renderer/canvas/document/doc-point.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import { PicturePyramid } from "./picture-pyramid.ts";
import { enterDocument } from "./stage-surface.ts";
import type { StageInput } from "./stage-input.ts";
import type { StagePicture, StageScene } from "./stage-scene.ts";

/** The state of the base picture. */
export type BaseState = "none" | "loading" | "shown" | "failed";

export type ContentPorts = {
  /** The bytes of an asset; null when there are none. */
  readonly loadAsset: (asset: AssetId) => Promise<Blob | null>;
  readonly onChange: () => void;
  readonly onBase: (state: BaseState) => void;
};

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export class PictureContent implements PixelSource {
  readonly #ports: ContentPorts;
  #asset: AssetId | null = null;
  #pyramid: PicturePyramid | null = null;
  #input: StageInput | null = null;

  constructor(ports: ContentPorts) {
    this.#ports = ports;
  }

  /** Loads another base when there is one. True when the layer must be drawn again for what changed otherwise. */
  sync(prev: StageInput | null, next: StageInput): boolean {
    this.#input = next;
    const { base } = next.composition;
    const asset = base.kind === "picture" ? base.asset : null;
    if (asset !== this.#asset) this.#load(asset);
    return (
      prev === null ||
      prev.scene !== next.scene ||
      prev.composition.patches !== next.composition.patches ||
      prev.composition.base !== next.composition.base ||
      prev.view.comparison !== next.view.comparison
    );
  }

  /** True when nothing of the frame is seen through the base. */
  covers({ composition }: StageInput): boolean {
    const { base } = composition;
    if (base.kind !== "picture" || this.#pyramid?.isOpaque !== true) return false;
    const { widthPx, heightPx } = base.sizePx;
    return containsRect({ x: 0, y: 0, width: widthPx, height: heightPx }, frameOf(composition));
  }

  /** Draws in CSS px. `isRough`: not smoothed, for a view that moves. */
  paint(context: CanvasRenderingContext2D, input: StageInput, isRough: boolean): void {
    const { view, stage, pixelRatio, comparison } = input.view;
    const visible = visibleRect(view, stage);
    const scale = view.scale * pixelRatio;
    const draw = (withPatches: boolean) => {
      context.save();
      enterDocument(context, view, pixelRatio);
      this.#drawBase(context, input.composition, visible, scale, isRough ? "rough" : "smooth");
      if (withPatches) this.#drawPatches(context, input, true);
      context.restore();
    };
    if (comparison.kind !== "split") {
      draw(comparison.kind === "none");
      return;
    }
    const line = comparison.at * stage.width;
    for (const isBefore of [true, false]) {
      context.save();
      context.beginPath();
      context.rect(isBefore ? 0 : line, 0, isBefore ? line : stage.width - line, stage.height);
      context.clip();
      draw(!isBefore);
      context.restore();
    }
  }

  async grab(rect: RectPx, scale: number): Promise<ImageBitmap | null> {
    const input = this.#input;
    if (input === null || (this.#asset !== null && this.#pyramid === null)) return null;
    const width = Math.max(1, Math.round(rect.width * scale));
    const height = Math.max(1, Math.round(rect.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (context === null) return null;
    context.scale(width / rect.width, height / rect.height);
    context.translate(-rect.x, -rect.y);
    this.#drawBase(context, input.composition, rect, scale, "grabbed");
    this.#drawPatches(context, input, false);
    return await createImageBitmap(canvas);
  }

  dispose(): void {
    this.#pyramid?.dispose();
    this.#pyramid = null;
    this.#asset = null;
  }

  #drawBase(
    context: Context,
    composition: Composition,
    visible: RectPx,
    scale: number,
    way: "rough" | "smooth" | "grabbed",
  ): void {
    const pyramid = this.#pyramid;
    if (pyramid === null || pyramid.width === 0) return;
    const frame = frameOf(composition);
    context.save();
    context.beginPath();
    context.rect(frame.x, frame.y, frame.width, frame.height);
    context.clip();
    context.imageSmoothingEnabled = scale < 2 && way !== "rough";
    // The level is at most twice as fine as the screen: two samples a side are enough.
    context.imageSmoothingQuality = "low";
    for (const { rect, bitmap } of pyramid.tilesFor(Math.min(1, scale), visible, way !== "grabbed")) {
      context.drawImage(bitmap, rect.x, rect.y, rect.width, rect.height);
    }
    context.restore();
  }

  #drawPatches(context: Context, input: StageInput, withOverlays: boolean): void {
    const scale = input.view.view.scale * input.view.pixelRatio;
    for (const picture of picturesOf(input.composition, input.scene, withOverlays)) {
      const { rect, bitmap } = picture;
      context.globalAlpha = picture.opacity;
      const ratio = (scale * rect.width) / bitmap.width;
      context.imageSmoothingEnabled = ratio < 2;
      context.imageSmoothingQuality = ratio < 0.5 ? "medium" : "low";
      context.drawImage(bitmap, rect.x, rect.y, rect.width, rect.height);
    }
    context.globalAlpha = 1;
  }

  #load(asset: AssetId | null): void {
    this.#asset = asset;
    this.#pyramid?.dispose();
    this.#pyramid = null;
    this.#ports.onBase(asset === null ? "none" : "loading");
    if (asset !== null) void this.#open(asset);
  }

  async #open(asset: AssetId): Promise<void> {
    try {
      const bytes = await this.#ports.loadAsset(asset);
      if (this.#asset !== asset) return;
      if (bytes === null) {
        this.#ports.onBase("failed");
        return;
      }
      const pyramid = new PicturePyramid(bytes, this.#ports.onChange);
      this.#pyramid = pyramid;
      await pyramid.open();
      if (this.#pyramid === pyramid) this.#ports.onBase("shown");
    } catch {
      // The bytes do not decode here; the room says so and the document stays as it is.
      if (this.#asset === asset) this.#ports.onBase("failed");
    }
  }
}

/** What lies over the base, bottom to top. */
function picturesOf(
  composition: Composition,
  scene: StageScene,
  withOverlays: boolean,
): readonly StagePicture[] {
  const patches = composition.patches.flatMap((patch) => {
    const picture = patch.isVisible ? scene.patches.get(patch.id) : undefined;
    return picture === undefined ? [] : [picture];
  });
  const candidate = scene.candidate === null ? [] : [scene.candidate];
  return [...patches, ...candidate, ...(withOverlays ? scene.overlays : [])];
}
