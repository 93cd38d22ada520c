// One view for several pictures at once, whatever their sizes: in shares of each picture, so that all zoom and pan in step.
// Pure geometry: CSS px for panes, picture px for pictures.
import type { Box, Point } from "./zoom-view.ts";

/** `zoom` 1 shows the whole picture; `x`, `y` is the share of the picture that lies in the middle of its pane. */
export type StepView = { readonly zoom: number; readonly x: number; readonly y: number };

export const fittedStep: StepView = { zoom: 1, x: 0.5, y: 0.5 };

const leastZoom = 0.5;
const mostZoom = 64;

/** CSS px per picture px at zoom 1: all of it is seen, and small pictures are not blown up. */
export function fitScale(picture: Box, pane: Box, devicePixels: number): number {
  if (picture.width === 0 || picture.height === 0) return 1;
  return Math.min(pane.width / picture.width, pane.height / picture.height, 1 / devicePixels);
}

/** Where the picture's top left corner lies in its pane, and its scale. */
export function placeStep(view: StepView, picture: Box, pane: Box, devicePixels: number) {
  const scale = fitScale(picture, pane, devicePixels) * view.zoom;
  return {
    scale,
    x: pane.width / 2 - view.x * picture.width * scale,
    y: pane.height / 2 - view.y * picture.height * scale,
  };
}

/** Zooms by a factor, keeping the share of the picture under `at` where it is. */
export function zoomStep(
  view: StepView,
  factor: number,
  at: Point,
  picture: Box,
  pane: Box,
  devicePixels: number,
): StepView {
  const zoom = Math.min(mostZoom, Math.max(leastZoom, view.zoom * factor));
  const fit = fitScale(picture, pane, devicePixels);
  const shift = (along: number, room: number, size: number, share: number) => {
    const offset = along - room / 2;
    return share + offset / (fit * view.zoom * size) - offset / (fit * zoom * size);
  };
  return clampStep({
    zoom,
    x: shift(at.x, pane.width, picture.width, view.x),
    y: shift(at.y, pane.height, picture.height, view.y),
  });
}

/** Moves by CSS px of a pane. */
export function panStep(
  view: StepView,
  dx: number,
  dy: number,
  picture: Box,
  pane: Box,
  devicePixels: number,
): StepView {
  const scale = fitScale(picture, pane, devicePixels) * view.zoom;
  return clampStep({
    ...view,
    x: view.x - dx / (picture.width * scale),
    y: view.y - dy / (picture.height * scale),
  });
}

/** One picture pixel to one device pixel. */
export function actualStep(view: StepView, picture: Box, pane: Box, devicePixels: number): StepView {
  return clampStep({ ...view, zoom: 1 / devicePixels / fitScale(picture, pane, devicePixels) });
}

function clampStep({ zoom, x, y }: StepView): StepView {
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return { zoom, x: within(x), y: within(y) };
}
