// A patch whose change goes on beyond its area gets the area that takes it in, with no request.
import type { TFunction } from "i18next";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Patch } from "#shared/model/patch.ts";
import { emptyRegion, extendRegion } from "#shared/model/region.ts";
import type { Desk } from "./desk.ts";

/** One step of undo; what came of it is said. */
export async function extendPatch(
  { document, preview }: Pick<Desk, "document" | "preview">,
  patch: Patch,
  t: TFunction<"canvas">,
): Promise<void> {
  const larger = await preview.extension(patch.id);
  if (larger === null || larger === "failed") {
    showToast({ title: t(larger === null ? "proof.nothing" : "proof.memory") });
    return;
  }
  const operation = { kind: "runs", mode: "replace", source: "changes", ...larger } as const;
  document.actions.replaceRegion(patch.id, extendRegion(emptyRegion(patch.region.extent), operation));
  showToast({ title: t("proof.extended"), action: { label: t("bar.undo"), run: document.actions.undo } });
}
