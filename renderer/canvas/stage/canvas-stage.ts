// The imperative stage: backdrop, content, draft and chrome over one element, brought up to date from the document, the view and the scene. Each
// part compares what it draws from by identity and does nothing when that is the same. Knows no React and no tool.
import { Stage } from "konva/lib/Stage.js";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { docPoint, rectUnder, toScreen } from "#renderer/canvas/document/doc-point.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { frameOf } from "#shared/model/composition.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { inflateRect } from "#shared/pixels/rect.ts";
import { paintBackdrop } from "./paint-backdrop.ts";
import { paintBrush, paintFocus, paintSplit, paintWindow } from "./paint-chrome.ts";
import { paintFrameGrips, paintPatchGrips } from "./paint-grips.ts";
import { paintIslands } from "./paint-islands.ts";
import { paintDraft } from "./paint-draft.ts";
import { paintPixelGrid, paintRulers, RULER_PX } from "./paint-rulers.ts";
import { PictureContent, type ContentPorts } from "./picture-content.ts";
import { SelectionPainter } from "./selection-painter.ts";
import { enterDocument, StageSurface } from "./stage-surface.ts";
import { markAreas, pointerAreas } from "./pointer-areas.ts";
import { rastersInSoftware } from "./software-raster.ts";
import { shiftOf } from "./shift-of.ts";
import { hasMoved, type StageInput } from "./stage-input.ts";
import { readPalette, watchPalette } from "./stage-palette.ts";
import { StagePointer, type PointerPorts } from "./stage-pointer.ts";
import { emptyScene, type StageScene } from "./stage-scene.ts";

export type StagePorts = PointerPorts & Omit<ContentPorts, "onChange">;

/** Time between two steps of the dashes, and how far they go, CSS px. */
const MARCH_MS = 120;
const MARCH_PX = 1;
/** What is drawn may lie so far from where it is, because edges are laid on whole px, CSS px. */
const SNAP_PX = 2;
/** A view that has not moved for so long rests. */
const REST_MS = 120;

export class CanvasStage {
  readonly #element: HTMLElement;
  readonly #konva: Stage;
  readonly #document: CanvasDocument;
  readonly #view: CanvasView;
  readonly #content: PictureContent;
  readonly #masks: RegionMasks;
  readonly #selection: SelectionPainter;
  readonly #pointer: StagePointer;
  readonly #surface: StageSurface;
  readonly #stops: (() => void)[];
  #input: StageInput;
  #scene: StageScene = emptyScene;
  #phase = 0;
  #marching: ReturnType<typeof setTimeout> | undefined;
  readonly #isSlow = rastersInSoftware();
  #isMoving = false;
  /** What is seen is not smoothed, and what is drawn beside it is not either. */
  #isRough = false;
  #movedAt = 0;
  readonly #isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  #isFocused = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

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
    this.#content = new PictureContent({
      ...ports,
      onChange: () => this.#surface.redraw(),
      onBase: (state) => {
        element.ariaBusy = String(state === "loading" || state === "coarse");
        ports.onBase(state);
      },
    });
    this.#masks = parts.masks;
    this.#selection = new SelectionPainter(parts.masks);
    this.#input = this.#read();
    this.#surface = new StageSurface(this.#konva, {
      picture: (context, area, isWhole) => {
        if (isWhole) this.#isRough = this.#isMoving;
        this.#paintPicture(context, area);
      },
      edgePx: () => (this.#input.view.showsRulers ? RULER_PX : 0),
      marks: (context) => {
        this.#paintDraft(context);
        this.#paintChrome(context);
      },
      edge: (context, area) => {
        const isBeside = area.x > RULER_PX && area.y > RULER_PX;
        if (this.#input.view.showsRulers && !isBeside) paintRulers(context, this.#input, area);
        if (this.#isFocused) paintFocus(context, this.#input);
      },
    });
    this.#pointer = new StagePointer(element, parts.view, ports);
    const focus = (): void => this.#showFocus(element.matches(":focus-visible"));
    for (const name of ["focus", "blur", "keydown"]) element.addEventListener(name, focus);
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
    clearTimeout(this.#marching);
    clearTimeout(this.#rest);
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
    const box = this.#element.getBoundingClientRect();
    const pixelRatio = devicePixelRatio;
    // Whole device px: a surface that lies between them is resampled by the browser, slowly and softly.
    const [width, height] = [box.width, box.height].map((px) => Math.floor(px * pixelRatio) / pixelRatio);
    if (width === undefined || height === undefined) return;
    const now = this.#view.getState();
    if (width < 1 || height < 1) return;
    this.#pointer.relocate();
    const wasFitted = now.view === now.fitted;
    this.#konva.size({ width, height });
    this.#surface.setPixelRatio(pixelRatio);
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
    const selected = this.#selection.sync(prev, next);
    if (isMoved && prev !== null) this.#keepMoving();
    // With a graphics card drawing anew costs no more than shifting.
    const shift = !isMoved || prev === null ? { x: 0, y: 0 } : this.#isSlow ? shiftOf(prev, next) : null;
    if (prev === null || shift === null || isOtherContent || selected === "all" || hasOtherChrome(prev, next))
      this.#surface.redraw();
    else {
      const isPointed =
        isMoved || prev.view.hover !== next.view.hover || prev.view.cursor !== next.view.cursor;
      if (isPointed) for (const area of pointerAreas(prev)) this.#surface.redrawArea(area);
      if (isMoved) this.#surface.shift(shift.x, shift.y);
      if (selected !== null) this.#redrawDocument(selected);
      if (isPointed) {
        for (const area of pointerAreas(next)) this.#surface.redrawArea(area);
        if (next.view.showsRulers)
          for (const area of [...markAreas(prev), ...markAreas(next)]) this.#surface.redrawArea(area, "edge");
      }
    }
    const isBrush = next.view.cursor.kind === "brush" && next.view.hover !== null;
    if (prev?.view.cursor !== next.view.cursor || prev.view.hover === null || next.view.hover === null) {
      const { cursor } = next.view;
      if ((this.#element.dataset["grip"] ?? "") === "")
        this.#element.style.cursor = isBrush ? "none" : cursor.kind === "css" ? cursor.name : "crosshair";
    }
  }

  /** A rectangle of document px, with the line around it. */
  #redrawDocument(rect: Rect): void {
    const { view } = this.#input.view;
    const from = toScreen(view, docPoint(rect.x, rect.y));
    const size = { width: rect.width * view.scale, height: rect.height * view.scale };
    this.#surface.redrawArea(inflateRect({ x: from.x, y: from.y, ...size }, 2));
  }

  #showFocus(isFocused: boolean): void {
    if (isFocused === this.#isFocused) return;
    this.#isFocused = isFocused;
    this.#surface.redraw();
  }

  /** Where smoothing is slow, a view that moves is shifted or drawn roughly, and drawn smoothly once it rests. */
  #keepMoving(): void {
    if (!this.#isSlow) return;
    this.#isMoving = true;
    this.#movedAt = performance.now();
    this.#rest ??= setTimeout(() => this.#mayRest(), REST_MS);
  }

  /** One timer for a whole movement: a new one with each event costs more than it tells. */
  #mayRest(): void {
    const leftMs = this.#movedAt + REST_MS - performance.now();
    this.#rest = leftMs > 0 ? setTimeout(() => this.#mayRest(), leftMs) : undefined;
    if (leftMs > 0) return;
    this.#isMoving = false;
    this.#surface.redraw();
  }

  #paintPicture(context: CanvasRenderingContext2D, area: Rect): void {
    const input = this.#input;
    const within = rectUnder(input.view.view, inflateRect(area, SNAP_PX));
    paintBackdrop(context, input, this.#content.covers(input));
    this.#content.paint(context, input, within, this.#isRough);
    if (!this.#selection.paintTint(context, input, within, this.#isRough)) this.#surface.redrawLater();
  }

  #paintDraft(context: CanvasRenderingContext2D): void {
    const { view, palette } = this.#input;
    context.save();
    if (view.islands !== null) paintIslands(context, view.view, view.islands, palette);
    if (view.draft !== null) {
      enterDocument(context, view.view, view.pixelRatio);
      paintDraft(context, view.draft, view.view.scale, palette);
    }
    context.restore();
  }

  #paintChrome(context: CanvasRenderingContext2D): void {
    const input = this.#input;
    const { view } = input;
    context.save();
    paintPixelGrid(context, input);
    this.#selection.paintOutline(context, input, this.#phase);
    if (this.#selection.outlineArea !== null && !this.#isCalm.matches)
      this.#marching ??= setTimeout(() => this.#march(), MARCH_MS);
    if (view.grips === "frame") paintFrameGrips(context, input);
    else if (view.grips === "patch") paintPatchGrips(context, input, this.#masks);
    if (view.window !== null && view.grips !== "frame") paintWindow(context, input, view.window);
    if (view.comparison.kind === "split") paintSplit(context, input, view.comparison.at);
    const isOwn = (this.#element.dataset["grip"] ?? "") !== "";
    if (view.cursor.kind === "brush" && view.hover !== null && !isOwn)
      paintBrush(context, view.view, toScreen(view.view, view.hover), view.cursor);
    context.restore();
  }

  /** Steps the dashes; drawing them asks for the next step. */
  #march(): void {
    this.#marching = undefined;
    this.#phase = (this.#phase + MARCH_PX) % 8;
    const area = this.#selection.outlineArea;
    if (area !== null) this.#redrawDocument(area);
  }
}

function hasOtherChrome(prev: StageInput, next: StageInput): boolean {
  return (
    prev.palette !== next.palette ||
    hasOtherDraft(prev, next) ||
    prev.view.islands !== next.view.islands ||
    prev.view.window !== next.view.window ||
    prev.view.comparison !== next.view.comparison ||
    prev.view.showsRulers !== next.view.showsRulers ||
    prev.view.grips !== next.view.grips ||
    (next.view.grips === "patch" &&
      (prev.view.activePatch !== next.view.activePatch ||
        prev.composition.patches !== next.composition.patches))
  );
}

/** A stroke is drawn by the mask's tint, which says itself where it changed. */
function hasOtherDraft(prev: StageInput, next: StageInput): boolean {
  if (prev.view.draft === next.view.draft) return false;
  return prev.view.draft?.kind !== "stroke" || next.view.draft?.kind !== "stroke";
}
