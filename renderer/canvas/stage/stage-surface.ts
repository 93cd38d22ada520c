// The one surface of the stage: a Konva layer with painters that lie over each other, from the backdrop to the chrome. Drawn
// again only where something changed: without a graphics card each further surface costs about 2 ms a frame to blend, and
// so does what is cleared and painted for nothing. The only file that says how Konva is used.
import { Layer } from "konva/lib/Layer.js";
import { Shape } from "konva/lib/Shape.js";
import type { Stage } from "konva/lib/Stage.js";
import { Util } from "konva/lib/Util.js";
import type { View } from "#renderer/canvas/document/doc-point.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";

/** Draws in CSS px, over everything within `area`; what lies outside is not seen. */
export type Paint = (context: CanvasRenderingContext2D, area: Rect) => void;

/** `edge` lies over `picture`, is opaque and stands along the sides. */
export type Painters = { readonly picture: Paint; readonly edge: Paint };

type Dirty = { readonly part: "picture" | "edge"; readonly area: Rect };

/** More areas than this are drawn as one whole. */
const MOST_AREAS = 12;

export class StageSurface {
  readonly #layer: Layer;
  readonly #painters: Painters;
  #isWhole = true;
  #dirty: Dirty[] = [];

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
    // Konva draws of its own accord too, after another size for one: then all is to be drawn.
    const parts = this.#isWhole ? [] : joinAreas(this.#dirty);
    const isWhole = parts.length === 0 || parts.length > MOST_AREAS;
    const areas = isWhole ? [{ part: "picture" as const, area: whole }] : parts;
    this.#isWhole = false;
    this.#dirty = [];
    for (const { part, area } of areas) {
      const { x, y, width, height } = snap(area, pixelRatio);
      context.save();
      if (!isWhole) {
        context.beginPath();
        context.rect(x, y, width, height);
        context.clip();
      }
      if (part === "picture") {
        this.#painters.picture(context, area);
      }
      this.#painters.edge(context, area);
      context.restore();
    }
  }
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
