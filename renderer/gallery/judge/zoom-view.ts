// Where a picture lies in a viewport. Pure geometry: CSS px for the viewport, picture px for the picture.

/** `scale` is CSS px per picture px; `x`, `y` is the picture's top left corner in the viewport. */
export type View = { readonly scale: number; readonly x: number; readonly y: number };
export type Box = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

/** At this scale a picture pixel is a visible square. */
const maxScale = 32;

/** The whole picture, centred; a small picture is not blown up beyond its own pixels. */
export function fitView(picture: Box, viewport: Box, devicePixels = 1): View {
  const scale = Math.min(viewport.width / picture.width, viewport.height / picture.height, 1 / devicePixels);
  return centre(picture, viewport, scale);
}

/** One picture pixel to one device pixel, around the middle of the viewport. */
export function actualPixelsView(picture: Box, viewport: Box, devicePixels = 1): View {
  return centre(picture, viewport, 1 / devicePixels);
}

/** Zooms by a factor, keeping the picture point under `at` where it is. */
export function zoomAt(view: View, factor: number, at: Point, picture: Box, viewport: Box): View {
  const smallest = Math.min(fitView(picture, viewport).scale, 1) / 2;
  const scale = Math.min(maxScale, Math.max(smallest, view.scale * factor));
  const ratio = scale / view.scale;
  return keepInside(
    { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio },
    picture,
    viewport,
  );
}

export function panBy(view: View, dx: number, dy: number, picture: Box, viewport: Box): View {
  return keepInside({ ...view, x: view.x + dx, y: view.y + dy }, picture, viewport);
}

/** A side that fits stays centred; a side that does not leaves no gap. */
function keepInside(view: View, picture: Box, viewport: Box): View {
  const along = (at: number, size: number, room: number) =>
    size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, at));
  return {
    scale: view.scale,
    x: along(view.x, picture.width * view.scale, viewport.width),
    y: along(view.y, picture.height * view.scale, viewport.height),
  };
}

function centre(picture: Box, viewport: Box, scale: number): View {
  return {
    scale,
    x: (viewport.width - picture.width * scale) / 2,
    y: (viewport.height - picture.height * scale) / 2,
  };
}
