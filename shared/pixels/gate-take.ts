// S12, second half: is the reply still the same picture outside the selection? Reads one figure, says one word.
import type { Registration } from "./register-reply.ts";

/**
 * "placed": the surroundings agree. "warned": look at it. "changed": the composition changed; manual handles.
 * "unmeasured": nothing outside the selection can be compared (selection of everything, blank or flat surroundings).
 */
export type Verdict = "placed" | "warned" | "changed" | "unmeasured";

export const PLACED_FROM = 0.85;
export const WARNED_FROM = 0.7;
/** Root mean square gradient (levels per px at half the registration size) under which a side is flat. */
const FLAT_GRADIENT = 0.25;
/** Fewer compared samples than this prove nothing. */
const LEAST_COMPARED = 400;

/** Judges by the gradient correlation outside the selection; a motion beyond the limits is a change. */
export function gateTake(registration: Registration): Verdict {
  const { agreement, outcome } = registration;
  if (agreement.count < LEAST_COMPARED) return "unmeasured";
  const isFlatBefore = agreement.originalGradient < FLAT_GRADIENT;
  const isFlatAfter = agreement.replyGradient < FLAT_GRADIENT;
  if (isFlatBefore && isFlatAfter) return "unmeasured";
  if (isFlatBefore || isFlatAfter || outcome === "out-of-limits") return "changed";
  if (agreement.correlation >= PLACED_FROM) return "placed";
  return agreement.correlation >= WARNED_FROM ? "warned" : "changed";
}
