// Which of several takes of one run is the best, by what placing measured. Knows no pixels.
import type { Verdict } from "./gate-take.ts";

export type TakeWorth = {
  /** S12: whether the surroundings are still those of the picture. */
  readonly verdict: Verdict;
  /** Mean ΔE00 across the edge, 0 and up; low is good. */
  readonly seam: number;
  /** Correlation of gradients outside the selection, -1..1; high is good. */
  readonly agreement: number;
  /** The reply drew the outline of the guide picture. */
  readonly drewGuide: boolean;
  /** Placed, it changes no pixel: nothing was made of what was asked. */
  readonly showsNothing: boolean;
};

/** "unmeasured" has nothing against it, "warned" has. */
const places: Readonly<Record<Verdict, number>> = { placed: 0, unmeasured: 1, warned: 2, changed: 3 };

/**
 * [T2] The takes, the best first: those that show something before those that do not; by verdict (placed, unmeasured,
 * warned, changed); without the guide's outline before with it; by seam, low first; by agreement, high first. Equal ones
 * keep their order.
 */
export function rankTakes<Take extends TakeWorth>(takes: readonly Take[]): Take[] {
  return takes.toSorted(
    (a, b) =>
      Number(a.showsNothing) - Number(b.showsNothing) ||
      places[a.verdict] - places[b.verdict] ||
      Number(a.drewGuide) - Number(b.drewGuide) ||
      a.seam - b.seam ||
      b.agreement - a.agreement,
  );
}
