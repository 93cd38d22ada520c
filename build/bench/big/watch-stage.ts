// Runs in the page: says when the first pixels of a picture stand on a surface, and when it is as sharp as it will get.

/** ms since the watch began; null when that has not come. */
export type Seen = { readonly first: number | null; readonly sharp: number | null };

/** `surface`: selector of the canvas; `busy`: selector that matches while something is still to come. */
export async function watchStage({
  surface,
  busy,
}: {
  readonly surface: string;
  readonly busy: string;
}): Promise<Seen> {
  const began = performance.now();
  const probe = new OffscreenCanvas(24, 24).getContext("2d", { willReadFrequently: true });
  if (probe === null) throw new Error("No canvas to probe with");
  const hasPixels = (canvas: HTMLCanvasElement): boolean => {
    if (canvas.width < 24) return false;
    probe.drawImage(
      canvas,
      canvas.width * 0.4,
      canvas.height * 0.4,
      canvas.width * 0.2,
      canvas.height * 0.2,
      0,
      0,
      24,
      24,
    );
    const { data } = probe.getImageData(0, 0, 24, 24);
    // The stage and its checkerboard are grey.
    let coloured = 0;
    for (let i = 0; i < data.length; i += 4)
      if (Math.abs((data[i] ?? 0) - (data[i + 1] ?? 0)) + Math.abs((data[i] ?? 0) - (data[i + 2] ?? 0)) > 24)
        coloured++;
    return coloured > 100;
  };
  let first: number | null = null;
  for (;;) {
    await new Promise<void>((next) => setTimeout(next, 15));
    const now = performance.now() - began;
    if (now > 120_000) return { first, sharp: null };
    const canvas = document.querySelector<HTMLCanvasElement>(surface);
    if (canvas !== null && first === null && hasPixels(canvas)) first = performance.now() - began;
    if (first !== null && document.querySelector(busy) === null)
      return { first, sharp: performance.now() - began };
  }
}
