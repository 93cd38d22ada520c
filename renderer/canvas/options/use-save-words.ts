// Why the open document is not saved, and what to do about it.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";

export function useSaveWords(): (error: StudioError) => string {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  return useCallback(
    (error) => {
      if (error.kind === "stale-revision") return t("save.stale");
      if (error.kind === "not-found") return t("save.missing");
      if (error.kind === "document-broken" || error.kind === "document-newer") return t("save.replaced");
      const { title, next } = forError(error);
      return `${title}. ${next}`;
    },
    [t, forError],
  );
}
