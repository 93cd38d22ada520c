// Whether a patch whose change goes on beyond its area is offered a larger one. Pure.
import type { Patch } from "#shared/model/patch.ts";
import type { PatchReport } from "./patch-report.ts";

/** none: not for this patch · closed: nothing goes on beyond the area now · open. */
export type Offer = "none" | "closed" | "open";

/** `report`: what placing the patch came to; null until it stands. */
export function extensionOffer({ region }: Pick<Patch, "region">, report: PatchReport | null): Offer {
  // An area that began as changes chosen among all of a reply: what lies beyond it was rejected.
  const [first] = region.operations;
  if (first?.kind === "runs" && first.source === "changes" && first.mode === "replace") return "none";
  return report?.kind === "placed" && report.report.offersExtension ? "open" : "closed";
}
