// Broken rules of a size, to be worded beside buttons that offer the nearest sizes.
import type { Violation } from "#shared/errors/violation.ts";

/** The violation without what makes its sentence list the nearest sizes: here they are buttons. */
export function withoutNearest(violation: Violation): Violation {
  const { widthPx, heightPx } = violation.values;
  if (widthPx === undefined || heightPx === undefined) return violation;
  return {
    ...violation,
    values: { ...violation.values, widthPx: String(widthPx), heightPx: String(heightPx) },
  };
}
