// Which news from the host may change a table of usage.
import type { StudioEvent } from "#shared/contract/events.ts";

const moving: ReadonlySet<StudioEvent["name"]> = new Set([
  "picture.added",
  // Rejecting one changes what was kept.
  "pictures.changed",
  "picture.removed",
  "picture.returned",
  "library.reloaded",
  "collections.changed",
  "budget.changed",
]);

export function movesUsage(name: StudioEvent["name"]): boolean {
  return moving.has(name);
}
