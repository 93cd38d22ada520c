// The colours of the view of depth, light for once to dark for often: told apart by lightness alone, so by every eye and over
// every picture (a viridis ramp: https://bids.github.io/colormap). Pure.

/** RGB of a pixel that was made anew once, twice, and so on; the last stands for that often and more. */
export const depthSteps: readonly (readonly [number, number, number])[] = [
  [253, 231, 37],
  [53, 183, 121],
  [49, 104, 142],
  [68, 1, 84],
];

/** How much of the picture the colours cover, 0..255. */
export const DEPTH_ALPHA = 215;

/** Which step shows `times`, from 0; `times` counts from 1. */
export function depthStep(times: number): number {
  return Math.min(times, depthSteps.length) - 1;
}
