// The picture itself: base, patches from bottom to top, a take shown in place, overlays; plain, before, or divided by a
// line. Also gives tools what is seen, to measure on. For the eye only.
import { frameOf, type Composition } from "#shared/model/composition.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { SizePx } from "#shared/model/image-request.ts";
import type { RectPx } from "#shared/model/region.ts";
import { containsRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { visibleRect } from "#renderer/canvas/document/doc-point.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import { pixelsUrl, thumbnailWidthsPx, thumbUrl } from "#shared/contract/media.ts";
import { PicturePyramid } from "./picture-pyramid.ts";
import type { ShownPicture, ShownTile } from "./shown-picture.ts";
import { enterDocument } from "./stage-surface.ts";
import { TiledPicture } from "./tiled-picture.ts";
import type { StageInput } from "./stage-input.ts";
import { type StagePicture, type StageScene, tilesToDraw } from "./stage-scene.ts";

/** The state of the base picture: "coarse" while what is looked at is not all there at its best. */
export type BaseState = "none" | "loading" | "coarse" | "shown" | "failed";

/** Pictures over this many px are cut by the host: to decode them here would take 4 bytes for each px, and twice that at once. */
const HEAVY_PX = 30_000_000;

export type ContentPorts = {
  /** The bytes of an asset; null when there are none. */
  readonly loadAsset: (asset: AssetId) => Promise<Blob | null>;
  /** The base may have clear pixels. */
  readonly hasAlpha: boolean;
  readonly onChange: () => void;
  readonly onBase: (state: BaseState) => void;
};

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export class PictureContent implements PixelSource {
  readonly #ports: ContentPorts;
  #asset: AssetId | null = null;
  #picture: ShownPicture | null = null;
  #input: StageInput | null = null;

  constructor(ports: ContentPorts) {
    this.#ports = ports;
  }

  /** Loads another base when there is one. True when the layer must be drawn again for what changed otherwise. */
  sync(prev: StageInput | null, next: StageInput): boolean {
    this.#input = next;
    const { base } = next.composition;
    const asset = base.kind === "picture" ? base.asset : null;
    if (asset !== this.#asset) this.#load(asset, base.kind === "picture" ? base.sizePx : null);
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
    if (base.kind !== "picture" || this.#picture?.isOpaque !== true) return false;
    const { widthPx, heightPx } = base.sizePx;
    return containsRect({ x: 0, y: 0, width: widthPx, height: heightPx }, frameOf(composition));
  }

  /** Draws in CSS px what lies within `area`, document px. `isRough`: not smoothed, for a view that moves. */
  paint(context: CanvasRenderingContext2D, input: StageInput, area: RectPx, isRough: boolean): void {
    const { view, stage, pixelRatio, comparison } = input.view;
    const visible = visibleRect(view, stage);
    const scale = view.scale * pixelRatio;
    const draw = (withPatches: boolean) => {
      context.save();
      enterDocument(context, view, pixelRatio);
      const tiles = this.#picture?.tilesFor(Math.min(1, scale), visible) ?? [];
      const touched = tiles.filter(({ rect }) => !isEmptyRect(intersectRects(rect, area)));
      drawTiles(context, this.#clipFor(input.composition), touched, scale < 2 && !isRough);
      if (withPatches) this.#drawPatches(context, input, intersectRects(visible, area), true);
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
    const picture = this.#picture;
    if (input === null || (this.#asset !== null && (picture === null || picture.width === 0))) return null;
    const tiles = (await picture?.tilesOnceThere(scale, rect)) ?? [];
    if (picture !== this.#picture) return null;
    const width = Math.max(1, Math.round(rect.width * scale));
    const height = Math.max(1, Math.round(rect.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (context === null) return null;
    context.scale(width / rect.width, height / rect.height);
    context.translate(-rect.x, -rect.y);
    drawTiles(context, this.#clipFor(input.composition), tiles, true);
    this.#drawPatches(context, input, rect, false);
    return await createImageBitmap(canvas);
  }

  dispose(): void {
    this.#picture?.dispose();
    this.#picture = null;
    this.#asset = null;
  }

  /** What the base may cover; null where it does not stick out of the frame. A clip that cuts nothing costs as much. */
  #clipFor(composition: Composition): RectPx | null {
    const frame = frameOf(composition);
    const { width, height } = this.#picture ?? { width: 0, height: 0 };
    return containsRect(frame, { x: 0, y: 0, width, height }) ? null : frame;
  }

  #drawPatches(context: Context, input: StageInput, visible: RectPx, withOverlays: boolean): void {
    const scale = input.view.view.scale * input.view.pixelRatio;
    const frame = frameOf(input.composition);
    for (const picture of picturesOf(input.composition, input.scene, withOverlays)) {
      context.save();
      // A preview is of whole blocks, and the last of them may stick out.
      if (!containsRect(frame, picture.rect)) {
        context.beginPath();
        context.rect(frame.x, frame.y, frame.width, frame.height);
        context.clip();
      }
      context.globalAlpha = picture.opacity;
      for (const { rect, bitmap } of tilesToDraw(picture, scale, visible)) {
        const ratio = (scale * rect.width) / bitmap.width;
        // A picture that was made smaller is no pixel grid.
        context.imageSmoothingEnabled = ratio < 2 || bitmap.width < rect.width;
        context.imageSmoothingQuality = ratio < 0.5 ? "medium" : "low";
        context.drawImage(bitmap, rect.x, rect.y, rect.width, rect.height);
      }
      context.restore();
    }
  }

  #load(asset: AssetId | null, sizePx: SizePx | null): void {
    this.#asset = asset;
    this.#picture?.dispose();
    this.#picture = null;
    if (asset === null || sizePx === null) {
      this.#ports.onBase("none");
      return;
    }
    this.#ports.onBase("loading");
    const isHeavy = sizePx.widthPx * sizePx.heightPx > HEAVY_PX;
    const picture = isHeavy
      ? this.#inTiles(asset, sizePx)
      : new PicturePyramid(async () => await this.#ports.loadAsset(asset), this.#ports.onChange);
    this.#picture = picture;
    picture.open().then(
      () => {
        if (this.#picture === picture && !isHeavy) this.#ports.onBase("shown");
      },
      // The bytes do not decode here, or do not come; the room says so and the document stays as it is.
      () => {
        if (this.#picture === picture) this.#ports.onBase("failed");
      },
    );
  }

  #inTiles(asset: AssetId, { widthPx, heightPx }: SizePx): TiledPicture {
    const { onBase, onChange, hasAlpha } = this.#ports;
    const overviewPx = thumbnailWidthsPx[thumbnailWidthsPx.length - 1] ?? widthPx;
    return new TiledPicture(
      {
        width: widthPx,
        height: heightPx,
        isOpaque: !hasAlpha,
        overviewUrl: thumbUrl(asset, overviewPx),
        tileUrl: (crop, level) => pixelsUrl(asset, crop, level),
      },
      onChange,
      (sharpness) => onBase(sharpness === "sharp" ? "shown" : sharpness === "coarse" ? "coarse" : "loading"),
    );
  }
}

/**
 * Draws tiles, whose rectangles the context's transform takes. Edges come to lie on whole px, so that no seam shows between
 * two tiles.
 */
function drawTiles(
  context: Context,
  clip: RectPx | null,
  tiles: readonly ShownTile[],
  isSmooth: boolean,
): void {
  context.save();
  if (clip !== null) {
    context.beginPath();
    context.rect(clip.x, clip.y, clip.width, clip.height);
    context.clip();
  }
  context.imageSmoothingEnabled = isSmooth;
  // The level is at most twice as fine as the screen: two samples a side are enough.
  context.imageSmoothingQuality = "low";
  const { a, d, e, f } = context.getTransform();
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const { rect, bitmap, from } of tiles) {
    const [x, y] = [Math.round(a * rect.x + e), Math.round(d * rect.y + f)];
    const width = Math.round(a * (rect.x + rect.width) + e) - x;
    const height = Math.round(d * (rect.y + rect.height) + f) - y;
    if (from === null) context.drawImage(bitmap, x, y, width, height);
    else context.drawImage(bitmap, from.x, from.y, from.width, from.height, x, y, width, height);
  }
  context.restore();
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
