// What a tool is in the middle of: outlines, paths with their corners, scribbles. Drawn in document px
// with lines of constant width.
import type { CanvasDraft } from "#renderer/canvas/document/canvas-draft.ts";
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { StagePalette } from "./stage-palette.ts";

/** The context is in document px; `scale` is CSS px per document px. A stroke is drawn by the mask's overlay instead, handles by the chrome. */
export function paintDraft(
  context: CanvasRenderingContext2D,
  draft: CanvasDraft,
  scale: number,
  palette: StagePalette,
): void {
  switch (draft.kind) {
    case "stroke":
    case "handles":
    case "frame":
      return;
    case "rectangle":
    case "marquee": {
      const { x, y, width, height } = draft.kind === "marquee" ? draft.rect : draft;
      context.beginPath();
      context.rect(x, y, width, height);
      strokeTwice(context, scale, draft.kind === "marquee" ? palette.accent : "white");
      return;
    }
    case "ellipse": {
      const [rx, ry] = [draft.width / 2, draft.height / 2];
      context.beginPath();
      context.ellipse(draft.x + rx, draft.y + ry, rx, ry, 0, 0, 2 * Math.PI);
      strokeTwice(context, scale, "white");
      return;
    }
    case "path":
      tracePath(context, [...draft.points, ...draft.tail]);
      strokeTwice(context, scale, "white");
      draft.anchors.forEach((anchor, i) =>
        drawAnchor(context, anchor, scale, i === 0 && draft.isClosing ? palette.accent : "white"),
      );
      return;
    case "scribble":
      tracePath(context, draft.points);
      context.lineCap = "round";
      context.lineJoin = "round";
      context.lineWidth = 2 * draft.radiusPx;
      context.globalAlpha = 0.5;
      context.strokeStyle = palette.accent;
      if (draft.points.length === 1)
        context.lineTo((draft.points[0]?.x ?? 0) + 0.01, draft.points[0]?.y ?? 0);
      context.stroke();
      context.globalAlpha = 1;
      return;
  }
}

function tracePath(context: CanvasRenderingContext2D, points: readonly DocPoint[]): void {
  context.beginPath();
  points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

/** A dark line below a light one: seen on any picture. */
function strokeTwice(context: CanvasRenderingContext2D, scale: number, colour: string): void {
  context.lineWidth = 2.5 / scale;
  context.strokeStyle = "rgb(0 0 0 / 0.55)";
  context.stroke();
  context.lineWidth = 1 / scale;
  context.strokeStyle = colour;
  context.stroke();
}

function drawAnchor(
  context: CanvasRenderingContext2D,
  { x, y }: DocPoint,
  scale: number,
  colour: string,
): void {
  const half = 3 / scale;
  context.fillStyle = colour;
  context.fillRect(x - half, y - half, 2 * half, 2 * half);
  context.lineWidth = 1 / scale;
  context.strokeStyle = "rgb(0 0 0 / 0.7)";
  context.strokeRect(x - half, y - half, 2 * half, 2 * half);
}
