// The imperative stage: four layers over one element, brought up to date from the document, the view and the scene. Each
// part compares what it draws from by identity and does nothing when that is the same. Knows no React and no tool.
import { Stage } from "konva/lib/Stage.js";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { toScreen } from "#renderer/canvas/document/doc-point.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { frameOf } from "#shared/model/composition.ts";
import { paintBackdrop } from "./paint-backdrop.ts";
import { paintBrush, paintSplit, paintWindow } from "./paint-chrome.ts";
import { paintFrameGrips, paintPatchGrips } from "./paint-grips.ts";
import { paintIslands } from "./paint-islands.ts";
import { paintDraft } from "./paint-draft.ts";
import { paintPixelGrid, paintRulers } from "./paint-rulers.ts";
import { PictureContent, type ContentPorts } from "./picture-content.ts";
import { SelectionPainter } from "./selection-painter.ts";
import { enterDocument, StageLayer } from "./stage-surface.ts";
import { hasMoved, type StageInput } from "./stage-input.ts";
import { readPalette, watchPalette } from "./stage-palette.ts";
import { StagePointer, type PointerPorts } from "./stage-pointer.ts";
import { emptyScene, type StageScene } from "./stage-scene.ts";

export type StagePorts = PointerPorts & Pick<ContentPorts, "loadAsset" | "onBase">;

/** Time between two steps of the dashes, and how far they go, CSS px. */
const MARCH_MS = 120;
const MARCH_PX = 1;

export class CanvasStage {
  readonly #element: HTMLElement;
  readonly #konva: Stage;
  readonly #document: CanvasDocument;
  readonly #view: CanvasView;
  readonly #content: PictureContent;
  readonly #masks: RegionMasks;
  readonly #selection: SelectionPainter;
  readonly #pointer: StagePointer;
  readonly #layers: Readonly<Record<"backdrop" | "content" | "draft" | "chrome", StageLayer>>;
  readonly #stops: (() => void)[];
  #input: StageInput;
  #scene: StageScene = emptyScene;
  #phase = 0;
  #marchedAt = 0;
  #frame = 0;

  /** `element` must have a size of its own and can be focused from here on; everything in it belongs to the stage. */
  constructor(
    element: HTMLDivElement,
    parts: { readonly document: CanvasDocument; readonly view: CanvasView; readonly masks: RegionMasks },
    ports: StagePorts,
  ) {
    this.#element = element;
    element.tabIndex = 0;
    this.#document = parts.document;
    this.#view = parts.view;
    this.#konva = new Stage({ container: element, width: 1, height: 1, listening: false });
    this.#content = new PictureContent({ ...ports, onChange: () => this.#layers.content.redraw() });
    this.#masks = parts.masks;
    this.#selection = new SelectionPainter(parts.masks);
    this.#input = this.#read();
    this.#layers = {
      backdrop: new StageLayer(this.#konva, (context) => paintBackdrop(context, this.#input)),
      content: new StageLayer(this.#konva, (context) => this.#content.paint(context, this.#input)),
      draft: new StageLayer(this.#konva, (context) => this.#paintDraft(context)),
      chrome: new StageLayer(this.#konva, (context) => this.#paintChrome(context), true),
    };
    this.#pointer = new StagePointer(element, parts.view, ports);
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(element);
    this.#stops = [
      () => observer.disconnect(),
      parts.document.subscribe(() => this.#sync()),
      parts.view.subscribe(() => this.#sync()),
      watchPalette(() => this.#sync(true)),
    ];
    this.#resize();
    this.#sync(true);
    this.#march();
  }

  /** For tools that measure on what is seen. */
  get pixels(): PixelSource {
    return this.#content;
  }

  setScene(scene: StageScene): void {
    this.#scene = scene;
    this.#sync();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops) stop();
    this.#pointer.dispose();
    this.#content.dispose();
    this.#selection.dispose();
    this.#konva.destroy();
  }

  #read(isRecoloured = true): StageInput {
    return {
      composition: this.#document.getState().composition,
      view: this.#view.getState(),
      scene: this.#scene,
      palette: isRecoloured ? readPalette(this.#element) : this.#input.palette,
    };
  }

  #resize(): void {
    const { width, height } = this.#element.getBoundingClientRect();
    const pixelRatio = devicePixelRatio;
    const now = this.#view.getState();
    if (width < 1 || height < 1) return;
    const wasFitted = now.view === now.fitted;
    this.#konva.size({ width, height });
    for (const layer of Object.values(this.#layers)) layer.setPixelRatio(pixelRatio);
    if (now.stage.width !== width || now.stage.height !== height || now.pixelRatio !== pixelRatio)
      this.#view.actions.resize({ width, height }, pixelRatio);
    if (!this.#view.getState().isPlaced || wasFitted)
      this.#view.actions.fit(frameOf(this.#document.getState().composition));
  }

  #sync(isFirst = false): void {
    const prev = isFirst ? null : this.#input;
    const next = this.#read(isFirst);
    this.#input = next;
    const isMoved = hasMoved(prev, next);
    const isOtherContent = this.#content.sync(prev, next);
    const changed = this.#selection.sync(prev, next);
    if (isMoved || isFirst) this.#layers.backdrop.redraw();
    if (isMoved || isOtherContent) this.#layers.content.redraw();
    const isMarked = prev?.view.islands !== next.view.islands || (isMoved && next.view.islands !== null);
    if (changed.tint || prev?.view.draft !== next.view.draft || isMarked) this.#layers.draft.redraw();
    if (changed.outline || prev === null || hasOtherChrome(prev, next)) this.#layers.chrome.redraw();
    const isBrush = next.view.cursor.kind === "brush" && next.view.hover !== null;
    if (prev?.view.cursor !== next.view.cursor || prev.view.hover === null || next.view.hover === null) {
      const { cursor } = next.view;
      if ((this.#element.dataset["grip"] ?? "") === "")
        this.#element.style.cursor = isBrush ? "none" : cursor.kind === "css" ? cursor.name : "crosshair";
    }
  }

  #paintDraft(context: CanvasRenderingContext2D): void {
    const { view, palette } = this.#input;
    if (!this.#selection.paintTint(context, this.#input)) this.#layers.draft.redrawLater();
    if (view.islands !== null) paintIslands(context, view.view, view.islands, palette);
    if (view.draft === null) return;
    enterDocument(context, view.view, view.pixelRatio);
    paintDraft(context, view.draft, view.view.scale, palette);
  }

  #paintChrome(context: CanvasRenderingContext2D): void {
    const input = this.#input;
    const { view } = input;
    paintPixelGrid(context, input);
    this.#selection.paintOutline(context, input, this.#phase);
    if (view.grips === "frame") paintFrameGrips(context, input);
    else if (view.grips === "patch") paintPatchGrips(context, input, this.#masks);
    if (view.window !== null && view.grips !== "frame") paintWindow(context, input, view.window);
    if (view.comparison.kind === "split") paintSplit(context, input, view.comparison.at);
    const isOwn = (this.#element.dataset["grip"] ?? "") !== "";
    if (view.cursor.kind === "brush" && view.hover !== null && !isOwn)
      paintBrush(context, view.view, toScreen(view.view, view.hover), view.cursor);
    if (view.showsRulers) paintRulers(context, input);
  }

  /** Steps the dashes while there are any to see and motion is welcome. */
  #march(): void {
    this.#frame = requestAnimationFrame((now) => {
      const isWelcome = !matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (isWelcome && this.#selection.hasOutline && now - this.#marchedAt >= MARCH_MS) {
        this.#marchedAt = now;
        this.#phase = (this.#phase + MARCH_PX) % 8;
        this.#layers.chrome.redraw();
      }
      this.#march();
    });
  }
}

function hasOtherChrome(prev: StageInput, next: StageInput): boolean {
  return (
    prev.palette !== next.palette ||
    prev.view.hover !== next.view.hover ||
    prev.view.cursor !== next.view.cursor ||
    prev.view.window !== next.view.window ||
    prev.view.comparison !== next.view.comparison ||
    prev.view.showsRulers !== next.view.showsRulers ||
    prev.view.grips !== next.view.grips ||
    (next.view.grips === "frame" && prev.view.draft !== next.view.draft) ||
    (next.view.grips === "patch" &&
      (prev.view.activePatch !== next.view.activePatch ||
        prev.composition.patches !== next.composition.patches))
  );
}
