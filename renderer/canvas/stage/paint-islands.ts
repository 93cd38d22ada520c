// Islands of change over the picture, numbered: kept ones in the accent, rejected ones struck pale. In CSS px.
import { toScreen, type View } from "#renderer/canvas/document/doc-point.ts";
import type { IslandMark } from "#renderer/canvas/document/island-mark.ts";
import type { StagePalette } from "./stage-palette.ts";

const BADGE_PX = 18;

export function paintIslands(
  context: CanvasRenderingContext2D,
  view: View,
  islands: readonly IslandMark[],
  palette: StagePalette,
): void {
  for (const island of islands) paintOutline(context, view, island, palette);
  for (const island of islands) paintNumber(context, view, island, palette);
}

function paintOutline(
  context: CanvasRenderingContext2D,
  view: View,
  { outlines, isKept }: IslandMark,
  palette: StagePalette,
): void {
  context.beginPath();
  for (const outline of outlines) {
    outline.forEach((point, i) => {
      const { x, y } = toScreen(view, point);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
    context.closePath();
  }
  context.globalAlpha = isKept ? 0.08 : 0.35;
  context.fillStyle = isKept ? palette.accent : palette.surface;
  context.fill("evenodd");
  context.globalAlpha = 1;
  context.setLineDash(isKept ? [] : [5, 4]);
  context.lineWidth = 3;
  context.strokeStyle = "rgb(0 0 0 / 0.55)";
  context.stroke();
  context.lineWidth = 1.5;
  context.strokeStyle = isKept ? palette.accent : palette.danger;
  context.stroke();
  context.setLineDash([]);
}

function paintNumber(
  context: CanvasRenderingContext2D,
  view: View,
  { label, outlines, isKept }: IslandMark,
  palette: StagePalette,
): void {
  const first = outlines[0]?.[0];
  if (first === undefined) return;
  const { x, y } = toScreen(view, first);
  context.font = "600 12px 'Inter Variable', sans-serif";
  const width = Math.max(BADGE_PX, Math.ceil(context.measureText(String(label)).width) + 10);
  context.fillStyle = isKept ? palette.accent : palette.surface;
  context.beginPath();
  context.roundRect(x - width / 2, y - BADGE_PX / 2, width, BADGE_PX, 6);
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = isKept ? palette.onAccent : palette.danger;
  context.stroke();
  context.fillStyle = isKept ? palette.onAccent : palette.text;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(label), x, y + 0.5);
  context.textAlign = "start";
}
