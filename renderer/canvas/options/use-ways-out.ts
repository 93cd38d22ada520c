// The ways out with their outcome said to the designer.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { ExportFormat } from "#shared/contract/calls/composition-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { copyOut, exportAs, flatten } from "./export-deeds.ts";

export type WaysOut = {
  readonly flatten: () => void;
  /** `quality` 1 to 100, for jpeg and webp. */
  readonly exportAs: (format: ExportFormat, quality?: number) => void;
  /** Takes back what is being flattened or exported. */
  readonly stop: () => void;
  readonly copy: () => void;
};

export function useWaysOut(desk: Desk): WaysOut {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  return useMemo(() => {
    const fail = (error: StudioError): void => {
      if (error.kind === "cancelled") {
        showToast({ title: t("out.stopped") });
        return;
      }
      const { title, next } = forError(error);
      showToast({ title, description: next, tone: "danger" });
    };
    const doFlatten = async (): Promise<void> => {
      const { hasProofInFile } = desk.state.getState();
      const reply = await flatten(invoke, desk);
      if (!reply.ok) return fail(reply.error);
      showToast({
        title: t("out.flattened"),
        description: [
          t("out.flattenedProof", { protected: reply.value.proof.protectedPixels.toLocaleString("en") }),
          ...(hasProofInFile ? [t("out.proofInFile")] : []),
        ].join(" "),
        tone: "success",
        action: { label: t("out.open"), run: () => navigationStore.getState().goTo("gallery") },
      });
    };
    const doExport = async (format: ExportFormat, quality?: number): Promise<void> => {
      const { hasProofInFile } = desk.state.getState();
      const reply = await exportAs(invoke, desk, format, quality);
      if (!reply.ok) return fail(reply.error);
      if (reply.value.saved)
        showToast({
          title: t("out.exported", { name: reply.value.file.name }),
          ...(hasProofInFile ? { description: t("out.proofInFile") } : {}),
          tone: "success",
        });
    };
    const doCopy = async (): Promise<void> => {
      const reply = await copyOut(invoke, desk);
      if (!reply.ok) return fail(reply.error);
      showToast({ title: t("out.copied"), tone: "success" });
    };
    return {
      flatten: () => void doFlatten(),
      exportAs: (format, quality) => void doExport(format, quality),
      stop: () => void invoke("composition.stop", { id: desk.composition.id }),
      copy: () => void doCopy(),
    };
  }, [desk, t, forError]);
}
