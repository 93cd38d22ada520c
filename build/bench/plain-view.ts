// What the pages of the peers share: one plain canvas whose view is moved and zoomed by the wheel, as the stage's is.

/**
 * Begins the script of a page with `<canvas id="plain">` and a function `draw`, which sets `isAsked` back. The page's
 * `resetView` puts the view where it began.
 */
export function plainView(scale: number): string {
  return `
const canvas = document.getElementById("plain");
const context = canvas.getContext("2d");
const view = { scale: ${scale}, x: 0, y: 0 };
let isAsked = false, image = null;
globalThis.resetView = () => { view.scale = ${scale}; view.x = 0; view.y = 0; };
const ask = () => { if (!isAsked) { isAsked = true; requestAnimationFrame(draw); } };
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  if (event.ctrlKey) {
    const sharpness = Math.abs(event.deltaY) < 50 ? 4 : 1;
    const factor = Math.exp(-event.deltaY * 0.0022 * sharpness);
    view.x = event.clientX - (event.clientX - view.x) * factor;
    view.y = event.clientY - (event.clientY - view.y) * factor;
    view.scale *= factor;
  } else { view.x -= event.deltaX; view.y -= event.deltaY; }
  ask();
}, { passive: false });`;
}
