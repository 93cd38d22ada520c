// The peer's page: the whole picture decoded at once into one bitmap, drawn on a plain canvas, moved by the same events.
import { plainView } from "#build/bench/plain-view.ts";

/** `picture` is the address of the file. The title says "ready" when it is drawn. */
export function plainPage(picture: string): string {
  return `<!doctype html><title>plain canvas</title>
<style>html,body{margin:0;height:100%;overflow:hidden}canvas{display:block;width:100vw;height:100vh}</style>
<canvas id="plain"></canvas>
<script>
${plainView(0.09)}
function draw() {
  isAsked = false;
  canvas.width = innerWidth; canvas.height = innerHeight;
  context.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
  if (image !== null) context.drawImage(image, 0, 0);
}
globalThis.openPicture = async () => {
  document.title = "busy";
  image = await createImageBitmap(await (await fetch(${JSON.stringify(picture)})).blob());
  draw();
  document.title = "ready";
};
globalThis.showActualPixels = () => { view.scale = 1; view.x = -5000; view.y = -4000; ask(); };
</script>`;
}
