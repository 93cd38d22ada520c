// Whether the browser draws on the processor. There smoothing a picture that moves costs more than all else in a frame.

let known: boolean | undefined;

/** True without a graphics card, as far as the browser says. Asked once: making a context takes a while. */
export function rastersInSoftware(): boolean {
  known ??= isSoftware();
  return known;
}

function isSoftware(): boolean {
  const context = new OffscreenCanvas(1, 1).getContext("webgl", { failIfMajorPerformanceCaveat: true });
  if (context === null) return true;
  const names = context.getExtension("WEBGL_debug_renderer_info");
  const renderer: unknown = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(String(renderer));
}
