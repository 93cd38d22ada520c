// The question before a document is left that could not be saved.
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { leaveStore } from "#renderer/canvas/run/leave-document.ts";
import { AlertDialog, type AlertChoice } from "#renderer/ui/alert-dialog.tsx";
import { useSaveWords } from "./use-save-words.ts";

export function LeaveDialog() {
  const { t } = useTranslation("canvas");
  const question = useStore(leaveStore, (state) => state.question);
  const wordsOf = useSaveWords();
  if (question === null) return null;
  const { name, error, canCopy, hasCopyFailed, answer } = question;
  const choices: AlertChoice[] = [{ label: t("leave.lose"), tone: "danger", run: () => answer("lose") }];
  if (canCopy)
    choices.push({ label: t("leave.copy"), run: () => answer({ copyAs: t("save.copyName", { name }) }) });
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && answer("stay")}
      title={t("leave.title", { name })}
      description={
        <>
          <p>
            {hasCopyFailed && t("leave.copyFailed")} {wordsOf(error)}
          </p>
          <p>{t("leave.text")}</p>
        </>
      }
      cancelLabel={t("leave.stay")}
      choices={choices}
    />
  );
}
