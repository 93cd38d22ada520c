// Whether the browser draws on the processor. There smoothing a picture that moves costs more than all else in a frame.

/** True without a graphics card, as far as the browser says. */
export function rastersInSoftware(): boolean {
  const context = new OffscreenCanvas(1, 1).getContext("webgl", { failIfMajorPerformanceCaveat: true });
  if (context === null) return true;
  const renderer: unknown = context.getParameter(context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(String(renderer));
}
