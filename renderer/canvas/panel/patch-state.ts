// How far a patch is from being seen in its place, as the list and the note over the stage say it. Pure.
import type { PatchId } from "#shared/model/ids.ts";
import type { Patch } from "#shared/model/patch.ts";
import type { PatchReport } from "./patch-report.ts";

/** "warned": it is in its place, but the gate wants it looked at. */
export type PatchState = "hidden" | "placing" | "failed" | "warned" | "placed";

/** `report`: what placing it came to; undefined until it stands. */
export function patchState(
  { isVisible }: Pick<Patch, "isVisible">,
  report: PatchReport | undefined,
): PatchState {
  if (!isVisible) return "hidden";
  if (report === undefined) return "placing";
  if (report.kind !== "placed") return "failed";
  return report.report.verdict === "placed" ? "placed" : "warned";
}

/** Of the patches that show, how many have been placed, or found to have no place. */
export function countPlaced(
  patches: readonly Pick<Patch, "id" | "isVisible">[],
  reports: ReadonlyMap<PatchId, PatchReport>,
): { readonly placed: number; readonly count: number } {
  const shown = patches.filter(({ isVisible }) => isVisible);
  return { placed: shown.filter(({ id }) => reports.has(id)).length, count: shown.length };
}
