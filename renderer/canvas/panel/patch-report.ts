// How a patch was placed, as the panel shows it.
import type { PlaceReport } from "#shared/pixels/compose-take.ts";

export type PatchReport =
  /** `guideLeak`: how much of the guide's outline the reply drew, 0..1. */
  | { readonly kind: "placed"; readonly report: PlaceReport; readonly guideLeak: number }
  | { readonly kind: "refused"; readonly reason: "aspect" | "empty-selection" }
  | { readonly kind: "missing"; readonly what: "base" | "reply" }
  | { readonly kind: "memory-short" };
