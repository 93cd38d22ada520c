// What went wrong in the worker, as the studio's errors.
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { CompositeFailure } from "./composite-task.ts";

/** @param name the document's, for sentences · @param pixels of its frame */
export function explainFailure(
  failure: CompositeFailure,
  facts: { readonly name: string; readonly pixels: number; readonly folder: string },
): StudioError {
  switch (failure.reason) {
    case "take":
      return { kind: "take-unusable", patch: failure.name, reason: failure.why };
    case "too-many-pixels":
      return { kind: "too-many-pixels", pixels: failure.pixels, limit: failure.limit };
    case "side-too-long":
      return { kind: "side-too-long", sidePx: failure.sidePx, limitPx: failure.limitPx };
    case "memory":
      return { kind: "memory-short", pixels: facts.pixels };
    case "cancelled":
      return { kind: "cancelled" };
    case "unreadable":
      return { kind: "picture-refused", name: facts.name, reason: "unreadable", values: {} };
    case "system":
      if (failure.code === "ENOSPC" || failure.code === "EDQUOT")
        return { kind: "disk-full", folder: facts.folder, billed: "no" };
      return { kind: "file-unreadable", name: facts.name, code: failure.code };
  }
}
