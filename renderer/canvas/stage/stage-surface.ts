// The one surface of the stage: a Konva layer with painters that lie over each other, from the backdrop to the chrome. Drawn
// again only where something changed: without a graphics card each further surface costs about 2 ms a frame to blend, and
// so does what is cleared and painted for nothing. The only file that says how Konva is used.
import { Layer } from "konva/lib/Layer.js";
import { Shape } from "konva/lib/Shape.js";
import type { Stage } from "konva/lib/Stage.js";
import { Util } from "konva/lib/Util.js";
import type { View } from "#renderer/canvas/document/doc-point.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";

/** Draws in CSS px, over everything within `area`; what lies outside is not seen. `isWhole`: nothing is left of what was. */
export type Paint = (context: CanvasRenderingContext2D, area: Rect, isWhole: boolean) => void;

/**
 * `marks` are lines over `picture`, few and thin, that take longer to ask for than to draw; `edge` lies over both, is opaque
 * and stands along the sides.
 */
export type Painters = {
  readonly picture: Paint;
  readonly marks: Paint;
  readonly edge: Paint;
  /** How much of the left and the top `edge` covers wholly, CSS px: nothing else is seen there. */
  readonly edgePx: () => number;
};

type Dirty = { readonly part: "picture" | "edge"; readonly area: Rect };

/** More areas than this are drawn as one whole. */
const MOST_AREAS = 12;
/** Beside what `edge` covers, a line along all sides that does not move with the picture either, CSS px. */
const RIM_PX = 4;

export class StageSurface {
  readonly #layer: Layer;
  readonly #painters: Painters;
  #isWhole = true;
  #dirty: Dirty[] = [];
  /** How far what is drawn is to be shifted, device px. */
  #shift = { x: 0, y: 0 };
  /** A copy of the surface to shift from: a canvas that draws itself is copied twice by the browser. */
  #copy: OffscreenCanvasRenderingContext2D | null = null;

  constructor(stage: Stage, painters: Painters) {
    this.#painters = painters;
    this.#layer = opaqueLayer();
    this.#layer.add(
      new Shape({ listening: false, perfectDrawEnabled: false, sceneFunc: () => this.#draw() }),
    );
    stage.add(this.#layer);
  }

  /** Draws everything before the next frame; any number of calls draw once. */
  redraw(): void {
    this.#isWhole = true;
    this.#layer.batchDraw();
  }

  /** Draws a part before the next frame, CSS px. "edge" leaves the picture alone. */
  redrawArea(area: Rect, part: Dirty["part"] = "picture"): void {
    if (this.#isWhole || area.width <= 0 || area.height <= 0) return;
    this.#dirty.push({ part, area });
    this.#layer.batchDraw();
  }

  /**
   * The picture lies elsewhere, by whole device px: what is drawn is shifted before the next frame, and only what comes
   * into view is drawn. Areas that are named before this move along.
   */
  shift(x: number, y: number): void {
    if (this.#isWhole) return;
    this.#shift = { x: this.#shift.x + x, y: this.#shift.y + y };
    const ratio = this.#layer.getCanvas().getPixelRatio();
    this.#dirty = this.#dirty.map(({ part, area }) =>
      part === "edge"
        ? { part, area }
        : { part, area: { ...area, x: area.x + x / ratio, y: area.y + y / ratio } },
    );
    this.#layer.batchDraw();
  }

  /** Draws everything once more with the next frame; for a painter that did not finish. */
  redrawLater(): void {
    requestAnimationFrame(() => this.redraw());
  }

  setPixelRatio(pixelRatio: number): void {
    const canvas = this.#layer.getCanvas();
    if (canvas.getPixelRatio() !== pixelRatio) canvas.setPixelRatio(pixelRatio);
  }

  #draw(): void {
    const element = this.#layer.getNativeCanvasElement();
    const context = element.getContext("2d");
    if (context === null) return;
    const pixelRatio = this.#layer.getCanvas().getPixelRatio();
    const whole = { x: 0, y: 0, width: element.width / pixelRatio, height: element.height / pixelRatio };
    const { x, y } = this.#shift;
    const isShifted = !this.#isWhole && (x !== 0 || y !== 0);
    const isFar = Math.abs(x) > element.width / 2 || Math.abs(y) > element.height / 2;
    const dirty = this.#isWhole || (isShifted && isFar) ? [] : this.#dirty;
    this.#isWhole = false;
    this.#dirty = [];
    this.#shift = { x: 0, y: 0 };
    if (isShifted && !isFar) {
      this.#move(context, x, y);
      const bands = uncovered(whole, x / pixelRatio, y / pixelRatio, this.#painters.edgePx());
      const moved = joinAreas(dirty).map(({ area }) => area);
      this.#paintAreas(context, whole, [...bands, ...moved], pixelRatio);
      return;
    }
    // Konva draws of its own accord too, after another size for one: then all is to be drawn.
    const parts = joinAreas(dirty);
    if (parts.length === 0 || parts.length > MOST_AREAS)
      this.#paint(context, "picture", null, whole, pixelRatio);
    else for (const { part, area } of parts) this.#paint(context, part, area, whole, pixelRatio);
  }

  /** `area`: all that is drawn; null for everything. */
  #paint(
    context: CanvasRenderingContext2D,
    part: Dirty["part"],
    area: Rect | null,
    whole: Rect,
    pixelRatio: number,
  ): void {
    const isWhole = area === null;
    const within = area === null ? whole : snap(area, pixelRatio);
    context.save();
    if (!isWhole) clipTo(context, [within]);
    if (part === "picture") {
      this.#painters.picture(context, within, isWhole);
      this.#painters.marks(context, within, isWhole);
    }
    this.#painters.edge(context, within, isWhole);
    context.restore();
  }

  /** Several parts in one: the picture within each, because a clip of one rectangle is quick, and the rest once. */
  #paintAreas(
    context: CanvasRenderingContext2D,
    whole: Rect,
    areas: readonly Rect[],
    pixelRatio: number,
  ): void {
    const parts = areas.map((area) => snap(area, pixelRatio));
    const edge = this.#painters.edgePx();
    const inner = { x: edge, y: edge, width: whole.width, height: whole.height };
    for (const part of parts
      .map((each) => intersectRects(each, inner))
      .filter((each) => !isEmptyRect(each))) {
      context.save();
      clipTo(context, [part]);
      this.#painters.picture(context, part, false);
      context.restore();
    }
    context.save();
    clipTo(context, parts);
    this.#painters.marks(context, whole, false);
    this.#painters.edge(context, whole, false);
    context.restore();
  }

  #move(context: CanvasRenderingContext2D, x: number, y: number): void {
    const { canvas } = context;
    const isKept = this.#copy?.canvas.width === canvas.width && this.#copy.canvas.height === canvas.height;
    if (!isKept)
      this.#copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { alpha: false });
    if (this.#copy === null) return;
    this.#copy.drawImage(canvas, 0, 0);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#copy.canvas, x, y);
    context.restore();
  }
}

function clipTo(context: CanvasRenderingContext2D, areas: readonly Rect[]): void {
  context.beginPath();
  for (const { x, y, width, height } of areas) context.rect(x, y, width, height);
  context.clip();
}

/** What has to be drawn of a surface that was shifted: what came into view, and where the edge stood and stands. */
function uncovered({ width, height }: Rect, x: number, y: number, edgePx: number): readonly Rect[] {
  const [left, right] = [edgePx + RIM_PX + Math.max(0, x), RIM_PX + Math.max(0, -x)];
  const [top, bottom] = [edgePx + RIM_PX + Math.max(0, y), RIM_PX + Math.max(0, -y)];
  return [
    { x: 0, y: 0, width, height: top },
    { x: 0, y: height - bottom, width, height: bottom },
    { x: 0, y: 0, width: left, height },
    { x: width - right, y: 0, width: right, height },
  ];
}

/**
 * A layer whose canvas has no alpha: the browser then neither blends it nor draws what lies below. Konva asks for the
 * context without saying so, and gets the one that the element has already.
 */
function opaqueLayer(): Layer {
  const plain = Util.createCanvasElement.bind(Util);
  Util.createCanvasElement = () => {
    const element = plain();
    element.getContext("2d", { alpha: false });
    return element;
  };
  try {
    return new Layer({ listening: false, clearBeforeDraw: false });
  } finally {
    Util.createCanvasElement = plain;
  }
}

/** Areas of a part that touch become one. */
function joinAreas(dirty: readonly Dirty[]): readonly Dirty[] {
  const joined: Dirty[] = [];
  for (const next of dirty) {
    const at = joined.findIndex(({ part, area }) => part === next.part && touches(area, next.area));
    const found = joined[at];
    if (found === undefined) joined.push(next);
    else joined[at] = { part: next.part, area: unite(found.area, next.area) };
  }
  return joined;
}

function touches(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

function unite(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** Out to whole device px: a soft edge of the clip would show. */
function snap({ x, y, width, height }: Rect, pixelRatio: number): Rect {
  const [left, top] = [Math.floor(x * pixelRatio), Math.floor(y * pixelRatio)];
  const [right, bottom] = [Math.ceil((x + width) * pixelRatio), Math.ceil((y + height) * pixelRatio)];
  return {
    x: left / pixelRatio,
    y: top / pixelRatio,
    width: (right - left) / pixelRatio,
    height: (bottom - top) / pixelRatio,
  };
}

/** Lets the context draw in document px. Offsets are whole device px, so that pixels stay crisp at 100 %. */
export function enterDocument(context: CanvasRenderingContext2D, view: View, pixelRatio: number): void {
  const round = (offset: number) => Math.round(offset * pixelRatio) / pixelRatio;
  context.translate(round(view.x), round(view.y));
  context.scale(view.scale, view.scale);
}
