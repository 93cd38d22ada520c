// The foot of the canvas: the window's facts, the prompt with its counter, references, takes and the button.
import { memo, useEffect, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { invoke } from "#renderer/bridge/bridge.ts";
import { ImagePlus } from "lucide-react";
import { runCommand, useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { pictureDragType } from "#renderer/session/picture-drag.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { DropZone } from "#renderer/ui/drop-zone.tsx";
import { FocusHeir } from "#renderer/ui/focus-heir.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { TextArea } from "#renderer/ui/text-area.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { canvasTakes } from "#shared/contract/calls/composition-calls.ts";
import type { ClickId } from "#shared/model/ids.ts";
import { limits } from "#shared/rules/limits.ts";
import type { Desk } from "./desk.ts";
import { promptChars, shareOf } from "./plan-run.ts";
import { ReferenceChips } from "./reference-chips.tsx";
import { RunOptions } from "./run-options.tsx";
import { useReferenceIntake } from "./use-reference-intake.ts";
import { freshId, keepsClick, sendRun } from "./run-deeds.ts";
import { WindowFacts } from "./window-facts.tsx";
import styles from "./run.module.css";

interface PromptBarProps {
  readonly desk: Desk;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Filled with what the command "run" does. */
  readonly runRef: RefObject<() => void>;
}

const droppedTypes = ["Files", pictureDragType];
const limit = limits.prompt.editMaxChars;
const shown = (count: number): string => count.toLocaleString("en");

export const PromptBar = memo(function PromptBar({ desk, field, runRef }: PromptBarProps) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const state = useStore(desk.state);
  const patches = useStore(desk.document, ({ composition }) => composition.patches);
  const intake = useReferenceIntake(desk.state);
  // Whether everything is edited depends on what is selected.
  const selection = useStore(desk.document, ({ composition }) => composition.selection);
  const runKey = useCommandKey("canvas.run");
  /** The click of a press that was never answered. */
  const unanswered = useRef<ClickId | null>(null);
  const { prompt, references, takes, plan, bounds, hasGuide, isSending, sendError, redo } = state;
  const { isWhole } = desk;
  const again = patches.find(({ id }) => id === redo) ?? null;
  const isBaseUsable = desk.base.file === "there" || desk.base.file === "blank";
  const used =
    plan === null
      ? prompt.trim().length
      : promptChars(prompt, {
          region: isWhole || bounds === null ? null : shareOf(bounds, plan.rect),
          hasGuide: hasGuide && !isWhole,
          labels: references.map(({ label }) => label),
        });
  const frame = used - prompt.trim().length;
  const blocked = !isBaseUsable
    ? t("run.noBase")
    : plan === null
      ? t(selection === null ? "run.selectFirst" : "run.selectMore")
      : prompt.trim() === ""
        ? t("run.promptFirst")
        : used > limit
          ? t("run.tooLong", { count: used - limit, frame: shown(frame), limit: shown(limit) })
          : null;

  const send = async (): Promise<void> => {
    if (blocked !== null || isSending) {
      // Where there is nothing to send, the next step is on the stage, and the line below may not be in view.
      if (blocked !== null && plan === null) showToast({ title: blocked });
      else field.current?.focus();
      return;
    }
    const click = unanswered.current ?? freshId<ClickId>();
    unanswered.current = click;
    const reply = await sendRun(invoke, desk, click);
    if (reply.ok || !keepsClick(reply.error)) unanswered.current = null;
  };
  const stepTakes = (by: 1 | -1): void => {
    const next = Math.min(canvasTakes.max, Math.max(canvasTakes.min, desk.state.getState().takes + by));
    desk.state.setState({ takes: next });
    announce(t("run.takesNow", { count: next }));
  };
  useCommands({
    "canvas.moreTakes": () => stepTakes(1),
    "canvas.fewerTakes": () => stepTakes(-1),
    "canvas.newPatch": {
      enabled: () => desk.state.getState().redo !== null,
      run: () => desk.state.setState({ redo: null }),
    },
    "canvas.resetWindow": {
      enabled: () => desk.state.getState().dragged !== null,
      run: () => desk.state.setState({ dragged: null }),
    },
  });
  const newPatchKey = useCommandKey("canvas.newPatch");
  useEffect(() => {
    runRef.current = () => void send();
  });
  const error = sendError === null ? null : forError(sendError);

  return (
    <DropZone
      label={t("run.dropReferences")}
      icon={<ImagePlus size={16} strokeWidth={1.5} />}
      types={droppedTypes}
      onDrop={intake.takeDrop}
    >
      <section
        className={styles["bar"]}
        aria-label={t("run.label")}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          // Word processors put a picture of the text beside the text: the text is meant then.
          if (files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
          event.preventDefault();
          intake.takeFiles(files);
        }}
      >
        {again !== null && (
          <p className={styles["facts"]}>
            <span>{t(state.cutFrom === "base" ? "run.againBase" : "run.again", { name: again.name })}</span>
            <Button
              tone="ghost"
              chord={newPatchKey}
              chordIn="tooltip"
              onClick={() => runCommand("canvas.newPatch")}
            >
              {t("run.stopAgain")}
            </Button>
            <FocusHeir />
          </p>
        )}
        {error !== null && (
          <p role="alert" className={styles["error"]}>
            {[error.title, error.money, error.next].filter((part) => part !== null).join(" ")}
          </p>
        )}
        {plan === null ? (
          <p id="canvas-nothing" className={styles["facts"]}>
            {blocked}
          </p>
        ) : (
          <WindowFacts
            plan={plan}
            takes={takes}
            references={references}
            isWhole={isWhole && !desk.isBlank}
            hasGuide={hasGuide && !isWhole}
            isDragged={state.dragged !== null}
            losses={desk.base.losses.sending}
            profile={desk.base.profile}
          />
        )}
        <div className={styles["line"]}>
          <TextArea
            ref={field}
            isPrompt
            rows={2}
            label={t("run.prompt")}
            isLabelHidden
            placeholder={t("run.placeholder")}
            className={styles["prompt"]}
            value={prompt}
            onValueChange={(typed) => desk.state.setState({ prompt: typed })}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              void send();
            }}
          />
          <div className={styles["send"]}>
            <div className={styles["sendRow"]}>
              <NumberField
                layout="row"
                label={t("run.takes")}
                className={styles["takesField"]}
                min={canvasTakes.min}
                max={canvasTakes.max}
                value={takes}
                onValueChange={(next) => next !== null && desk.state.setState({ takes: next })}
              />
              <Button
                tone="primary"
                size="large"
                chord={runKey}
                isBusy={isSending}
                disabled={blocked !== null}
                aria-describedby={plan === null ? "canvas-nothing" : "canvas-blocked"}
                onClick={() => void send()}
              >
                {isSending ? t("run.sending") : t("run.run")}
              </Button>
            </div>
            <p id="canvas-blocked" className={joinClasses(styles["counter"], used > limit && styles["over"])}>
              <span title={t("run.frameText")}>
                {plan === null
                  ? null
                  : (blocked ?? t("run.frame", { frame: shown(frame), limit: shown(limit) }))}
              </span>
              {plan !== null && used <= limit && (
                <span title={t("run.frameText")}>{t("run.left", { count: limit - used })}</span>
              )}
            </p>
          </div>
        </div>
        <div className={styles["below"]}>
          <ReferenceChips desk={desk.state} intake={intake} />
          <RunOptions desk={desk} />
        </div>
      </section>
    </DropZone>
  );
});
