// The request that is being put together, from top to foot.
import { Shuffle, SquarePen } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft, contentOf } from "#renderer/session/composer-draft.ts";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { maxPromptChars } from "#shared/rules/prompts.ts";
import { PromptLibrary } from "#renderer/create/prompts/prompt-library.tsx";
import { ReferencesTray } from "#renderer/create/references/references-tray.tsx";
import { SizePicker } from "#renderer/create/size/size-picker.tsx";
import { swapSize } from "#renderer/create/size/shape-box.ts";
import { OutputOptions } from "./output-options.tsx";
import { PromptEditor } from "./prompt-editor.tsx";
import { useSample } from "./samples.ts";
import { SendPanel } from "./send-panel.tsx";
import { useDraft, usePlan, useViolations } from "./use-draft.ts";
import { useSend } from "./use-send.ts";
import { VariableFields } from "./variable-fields.tsx";
import styles from "./composer.module.css";

interface ComposerProps {
  readonly onPickFiles: () => void;
  /** Called after a press that the host has taken. */
  readonly onSent: () => void;
}

export function Composer({ onPickFiles, onSent }: ComposerProps) {
  const { t } = useTranslation("create");
  const plan = usePlan();
  const sizeViolations = useViolations(plan, "size");
  const referenceViolations = useViolations(plan, "references");
  const outputViolations = {
    compression: useViolations(plan, "compression")[0] ?? null,
    background: useViolations(plan, "background")[0] ?? null,
  };
  const size = useDraft((draft) => draft.size);
  const primary = useDraft((draft) => draft.references[0] ?? null);
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const sample = useSample();
  const sending = useSend(plan);
  const field = useRef<HTMLTextAreaElement>(null);
  const startOverKey = useCommandKey("create.startOver");
  useModeAnnouncement(plan.kind === "edit");
  useEffect(() => field.current?.focus(), []);

  const send = async (): Promise<void> => {
    if (sample.text !== null) composerDraft.actions.set({ prompt: sample.text });
    // A sample is made at once only where it costs nothing.
    if (sample.text !== null && !isDemo) field.current?.focus();
    else if (await sending.send()) onSent();
  };
  const startOver = (): void => {
    const before = contentOf(composerDraft.getState());
    composerDraft.actions.set({ prompt: "", variables: {}, references: [] });
    field.current?.focus();
    showToast({
      title: t("prompt.startedOver"),
      action: { label: t("references.undo"), run: () => composerDraft.actions.restore(before) },
    });
  };
  useCommands({
    "create.generate": () => void send(),
    "create.focusPrompt": () => field.current?.focus(),
    "create.swapSides": () => composerDraft.actions.set({ size: swapSize(composerDraft.getState().size) }),
    "create.startOver": startOver,
  });

  return (
    <section className={styles["composer"]} aria-label={t("composer")}>
      <header className={styles["top"]}>
        <h2 className={styles["title"]}>{plan.kind === "edit" ? t("mode.edit") : t("mode.generate")}</h2>
        <div className={styles["tools"]}>
          <PromptLibrary
            onUse={(prompt) => {
              composerDraft.actions.set({ prompt });
              field.current?.focus();
            }}
          />
          <IconButton
            label={t("prompt.startOver")}
            chord={startOverKey}
            icon={<SquarePen size={16} strokeWidth={1.5} />}
            onClick={startOver}
          />
        </div>
      </header>
      <div className={styles["scroll"]}>
        <PromptEditor plan={plan} field={field} sample={sample.text} onTakeSample={() => void send()} />
        {sample.text !== null ? (
          <div className={styles["under"]}>
            <span>{isDemo ? t("prompt.sampleDemo") : t("prompt.sampleApi")}</span>
            <IconButton
              size="small"
              label={t("prompt.another")}
              icon={<Shuffle size={14} strokeWidth={1.5} />}
              onClick={sample.next}
            />
          </div>
        ) : (
          <div className={styles["under"]}>
            <span>
              {plan.kind === "edit"
                ? t("mode.editHint", { limit: plan.promptLimit.toLocaleString("en") })
                : t("prompt.hint")}
            </span>
          </div>
        )}
        <VariableFields plan={plan} />
        <ReferencesTray tooMany={referenceViolations[0] ?? null} onPickFiles={onPickFiles} />
        <SizePicker size={size} primary={primary} violations={sizeViolations} />
        <OutputOptions isEdit={plan.kind === "edit"} {...outputViolations} />
      </div>
      <SendPanel
        plan={plan}
        sending={sending}
        offersSample={sample.text !== null}
        onSend={() => void send()}
      />
    </section>
  );
}

/** Says when the request turns into an edit or back: limits and endpoint change with it. */
function useModeAnnouncement(isEdit: boolean): void {
  const { t } = useTranslation("create");
  const before = useRef(isEdit);
  useEffect(() => {
    if (before.current === isEdit) return;
    before.current = isEdit;
    const limit = maxPromptChars("edit").toLocaleString("en");
    announce(isEdit ? t("mode.becameEdit", { limit }) : t("mode.becameGenerate"));
  }, [isEdit, t]);
}
