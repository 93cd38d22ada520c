// What a frame costs the processor, from the browser's own trace: times of threads, which hold on a busy machine too.

/** Mean per frame, ms of processor time. */
export type FrameCosts = {
  /** Handlers and animation frames of the page. */
  readonly script: number;
  /** Drawing the page's commands into pixels. */
  readonly raster: number;
  /** Laying surfaces over each other for the screen. */
  readonly blend: number;
};

export const traceCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "cc", "viz"];

type TraceEvent = { readonly name?: string; readonly dur?: number; readonly tdur?: number };

/** ms. A virtual machine's clock of a thread jumps now and then: nothing computes for longer than it lasts. */
function processorMs({ dur = 0, tdur = 0 }: TraceEvent): number {
  return Math.min(tdur, dur) / 1000;
}

/** From a trace over so many frames. */
export function readCosts(trace: Buffer, frames: number): FrameCosts {
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const perFrame = (name: string) =>
    traceEvents.reduce((sum, event) => sum + (event.name === name ? processorMs(event) : 0), 0) / frames;
  return {
    script: perFrame("FireAnimationFrame"),
    raster: perFrame("Commit"),
    blend: perFrame("Display::DrawAndSwap"),
  };
}
