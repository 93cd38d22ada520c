// The prompt: what is typed, how long it may be, the sample of a first visit, and templates behind the slash.
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { TextArea } from "#renderer/ui/text-area.tsx";
import { findSlashQuery, insertTemplate } from "#renderer/create/prompts/slash-query.ts";
import type { RequestPlan } from "#renderer/create/plan/plan-requests.ts";
import { useTemplates } from "./use-templates.ts";
import { TemplateList } from "./template-list.tsx";
import { useDraft } from "./use-draft.ts";
import styles from "./prompt-editor.module.css";

interface PromptEditorProps {
  readonly plan: RequestPlan;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Offered while nothing is typed; null where there is nothing to offer. */
  readonly sample: string | null;
  readonly onTakeSample: () => void;
}

export function PromptEditor({ plan, field, sample, onTakeSample }: PromptEditorProps) {
  const { t } = useTranslation("create");
  const listId = useId();
  const prompt = useDraft((draft) => draft.prompt);
  const [caret, setCaret] = useState(prompt.length);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  /** Where the caret belongs after a template was put in; the text arrives with the next drawing. */
  const caretAfter = useRef<number | null>(null);

  const query = findSlashQuery(prompt, caret);
  const isOpen = query !== null && query.start !== closedAt;
  const templates = useTemplates(isOpen ? query.text : null);

  useEffect(() => {
    if (caretAfter.current === null) return;
    field.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    setCaret(caretAfter.current);
    caretAfter.current = null;
  }, [prompt, field]);

  const insert = (text: string): void => {
    if (query === null) return;
    const inserted = insertTemplate(prompt, query, text);
    caretAfter.current = inserted.caret;
    composerDraft.actions.set({ prompt: inserted.text });
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.nativeEvent.isComposing || !isPlain) return;
    if (isOpen && query !== null) {
      if (event.key === "Escape") setClosedAt(query.start);
      else if (event.key === "ArrowDown") templates.move(1);
      else if (event.key === "ArrowUp") templates.move(-1);
      else if (event.key === "Enter" || event.key === "Tab") {
        if (templates.active === null) return;
        insert(templates.active.text);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && sample !== null && prompt === "") {
      event.preventDefault();
      onTakeSample();
    }
  };

  const over = plan.promptChars - plan.promptLimit;
  const isEdit = plan.kind === "edit";
  return (
    <div className={styles["editor"]}>
      <TextArea
        ref={field}
        label={isEdit ? t("prompt.edit") : t("prompt.label")}
        aside={<Counter plan={plan} />}
        isPrompt
        rows={6}
        spellCheck
        className={styles["field"]}
        placeholder={isEdit ? t("prompt.editPlaceholder") : (sample ?? "")}
        value={prompt}
        error={over > 0 ? t("prompt.over", { count: over }) : null}
        onValueChange={(typed) => {
          composerDraft.actions.set({ prompt: typed });
          setCaret(field.current?.selectionStart ?? typed.length);
          setClosedAt((closed) => (closed !== null && typed[closed] === "/" ? closed : null));
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => setClosedAt(query?.start ?? null)}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={
          isOpen && templates.active !== null ? `${listId}-${templates.active.id}` : undefined
        }
      />
      {isOpen && <TemplateList id={listId} query={query.text} templates={templates} onChoose={insert} />}
    </div>
  );
}

function Counter({ plan }: { readonly plan: RequestPlan }) {
  const { t } = useTranslation("create");
  const values = { count: plan.promptChars, limit: plan.promptLimit };
  return (
    <span
      className={joinClasses(styles["counter"], plan.promptChars > plan.promptLimit && styles["over"])}
      title={t("prompt.counterLabel", values)}
    >
      {t("prompt.counter", values)}
    </span>
  );
}
