// The peer's page: the whole picture decoded at once into one bitmap, drawn on a plain canvas, moved by the same events.

/** `picture` is the address of the file. The title says "ready" when it is drawn. */
export function plainPage(picture: string): string {
  return `<!doctype html><title>plain canvas</title>
<style>html,body{margin:0;height:100%;overflow:hidden}canvas{display:block;width:100vw;height:100vh}</style>
<canvas id="plain"></canvas>
<script>
const canvas = document.getElementById("plain");
const context = canvas.getContext("2d");
const view = { scale: 0.09, x: 0, y: 0 };
let image = null, isAsked = false;
const ask = () => { if (!isAsked) { isAsked = true; requestAnimationFrame(draw); } };
function draw() {
  isAsked = false;
  canvas.width = innerWidth; canvas.height = innerHeight;
  context.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
  if (image !== null) context.drawImage(image, 0, 0);
}
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  if (event.ctrlKey) {
    const factor = Math.exp(-event.deltaY * 0.0022);
    view.x = event.clientX - (event.clientX - view.x) * factor;
    view.y = event.clientY - (event.clientY - view.y) * factor;
    view.scale *= factor;
  } else { view.x -= event.deltaX; view.y -= event.deltaY; }
  ask();
}, { passive: false });
globalThis.openPicture = async () => {
  document.title = "busy";
  image = await createImageBitmap(await (await fetch(${JSON.stringify(picture)})).blob());
  draw();
  document.title = "ready";
};
globalThis.showActualPixels = () => { view.scale = 1; view.x = -5000; view.y = -4000; ask(); };
</script>`;
}
