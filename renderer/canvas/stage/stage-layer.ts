// One Konva layer with one painter: a plain function over a 2D context in CSS px, run when the layer is asked to draw.
// The only file that says how Konva is used.
import { Layer } from "konva/lib/Layer.js";
import { Shape } from "konva/lib/Shape.js";
import type { Stage } from "konva/lib/Stage.js";
import type { View } from "#renderer/canvas/document/doc-point.ts";

export type Paint = (context: CanvasRenderingContext2D) => void;

export class StageLayer {
  readonly #layer: Layer;

  /** `listens` is for the top layer alone. */
  constructor(stage: Stage, paint: Paint, listens = false) {
    this.#layer = new Layer({ listening: listens });
    this.#layer.add(
      new Shape({
        listening: false,
        perfectDrawEnabled: false,
        sceneFunc: () => {
          const context = this.#layer.getNativeCanvasElement().getContext("2d");
          if (context === null) return;
          context.save();
          paint(context);
          context.restore();
        },
      }),
    );
    stage.add(this.#layer);
  }

  /** Draws before the next frame; any number of calls draw once. */
  redraw(): void {
    this.#layer.batchDraw();
  }

  /** Draws once more with the next frame; for a painter that did not finish. */
  redrawLater(): void {
    requestAnimationFrame(() => this.#layer.batchDraw());
  }

  setPixelRatio(pixelRatio: number): void {
    const canvas = this.#layer.getCanvas();
    if (canvas.getPixelRatio() !== pixelRatio) canvas.setPixelRatio(pixelRatio);
  }
}

/** Lets the context draw in document px. Offsets are whole device px, so that pixels stay crisp at 100 %. */
export function enterDocument(context: CanvasRenderingContext2D, view: View, pixelRatio: number): void {
  const snap = (offset: number) => Math.round(offset * pixelRatio) / pixelRatio;
  context.translate(snap(view.x), snap(view.y));
  context.scale(view.scale, view.scale);
}
