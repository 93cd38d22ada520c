// The peer: a brush as one would first write it. One canvas; every frame draws the whole picture and the whole mask again.
// Takes the same events as the stage.
import { plainView } from "#build/bench/plain-view.ts";

/** The page of the peer; `picture` is the address of what is painted on. */
export function plainPage(picture: string): string {
  return `<!doctype html><title>plain canvas</title>
<style>html,body{margin:0;height:100%;overflow:hidden}canvas{display:block;width:100vw;height:100vh}</style>
<canvas id="plain"></canvas>
<script>
${plainView(0.5)}
let last = null, at = null, mask = null;
function draw() {
  isAsked = false;
  canvas.width = innerWidth; canvas.height = innerHeight;
  context.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
  context.drawImage(image, 0, 0);
  context.globalAlpha = 0.5;
  context.drawImage(mask, 0, 0);
  context.globalAlpha = 1;
  if (at === null) return;
  context.beginPath();
  context.arc(at.x, at.y, 60, 0, 2 * Math.PI);
  context.lineWidth = 1 / view.scale;
  context.strokeStyle = "white";
  context.stroke();
}
const point = (event) => ({ x: (event.clientX - view.x) / view.scale, y: (event.clientY - view.y) / view.scale });
canvas.addEventListener("pointerdown", (event) => { last = point(event); });
canvas.addEventListener("pointerup", () => { last = null; });
canvas.addEventListener("pointermove", (event) => {
  at = point(event);
  if (last !== null) {
    const paint = mask.getContext("2d");
    paint.lineCap = "round"; paint.lineWidth = 120; paint.strokeStyle = "red";
    paint.beginPath(); paint.moveTo(last.x, last.y); paint.lineTo(at.x, at.y); paint.stroke();
    last = at;
  }
  ask();
});
fetch(${JSON.stringify(picture)}).then((reply) => reply.blob()).then((blob) => createImageBitmap(blob)).then((bitmap) => {
  image = bitmap;
  mask = new OffscreenCanvas(bitmap.width, bitmap.height);
  ask();
  document.title = "ready";
});
</script>`;
}
