// Works whose pixels may be missing, or too many for the memory: that comes as an outcome, not as an error.
import type { PlaceOutcome } from "./place-messages.ts";
import { PixelsMissing } from "./pixel-store.ts";

/** Does a work whose pixels may be missing, or too many for the memory; `reached` says where it is. */
export async function orMissing<T>(
  work: (reached: (stage: "base" | "reply") => void) => Promise<T>,
): Promise<T | PlaceOutcome> {
  let stage: "base" | "reply" = "base";
  try {
    return await work((now) => (stage = now));
  } catch (error) {
    if (error instanceof PixelsMissing) return { kind: "missing", what: stage };
    if (error instanceof RangeError && /array|buffer|alloc/i.test(error.message))
      return { kind: "memory-short" };
    throw error;
  }
}
