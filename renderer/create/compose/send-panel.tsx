// The foot of the composer: how many takes, what sending them would take, and the button.
import { CircleAlert, Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { useCommandKey } from "#renderer/session/commands.ts";
import { followErrorAction } from "#renderer/session/follow-error-action.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { NumberField } from "#renderer/ui/number-field.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { limits } from "#shared/rules/limits.ts";
import type { RequestPlan } from "#renderer/create/plan/plan-requests.ts";
import { EstimateLine } from "./estimate-line.tsx";
import { useDraft } from "./use-draft.ts";
import type { Sending } from "./use-send.ts";
import styles from "./send-panel.module.css";

interface SendPanelProps {
  readonly plan: RequestPlan;
  readonly sending: Sending;
  /** The button takes the sample over, and sends it where that costs nothing. */
  readonly offersSample: boolean;
  readonly onSend: () => void;
}

const reasonId = "create-blocked";

export function SendPanel({ plan, sending, offersSample, onSend }: SendPanelProps) {
  const { t } = useTranslation("create");
  const takes = useDraft((draft) => draft.takes);
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const sendKey = useCommandKey("create.generate");
  const { blocked, isSending, error } = sending;
  const isBlocked = blocked !== null && !offersSample;
  /** Nothing is wrong yet: there is just nothing to send. */
  const isOnlyEmpty = plan.violations.length === 1 && plan.violations[0]?.rule === "P1";
  const name = offersSample
    ? t(isDemo ? "send.generateSample" : "send.takeSample")
    : plan.kind === "edit"
      ? t("send.edit")
      : t("send.generate");
  return (
    <footer className={styles["panel"]}>
      {error !== null && <SendError error={error} />}
      {isBlocked ? (
        <p id={reasonId} className={joinClasses(styles["line"], !isOnlyEmpty && styles["blocked"])}>
          {isOnlyEmpty ? null : <CircleAlert size={14} strokeWidth={1.5} aria-hidden />}
          <span>{blocked}</span>
        </p>
      ) : (
        <EstimateLine plan={plan} takes={takes} />
      )}
      <div className={styles["press"]}>
        <NumberField
          layout="row"
          className={styles["takes"]}
          label={t("send.takes")}
          min={limits.takes.min}
          max={limits.takes.max}
          value={takes}
          onValueChange={(next) => {
            if (next !== null) composerDraft.actions.set({ takes: next });
          }}
        />
        <Button
          tone="primary"
          size="large"
          chord={sendKey}
          isBusy={isSending}
          disabled={isBlocked}
          aria-describedby={isBlocked ? reasonId : undefined}
          onClick={onSend}
          className={styles["send"]}
        >
          {isSending ? t("send.sending") : name}
        </Button>
      </div>
    </footer>
  );
}

/** Why the last press sent nothing. */
function SendError({ error }: { readonly error: StudioError }) {
  const { forError } = useSentences();
  const { title, money, next, action, actionLabel } = forError(error);
  return (
    <div role="alert" className={styles["error"]}>
      <Info size={14} strokeWidth={1.5} aria-hidden />
      <div>
        <p>{title}</p>
        <p className={styles["detail"]}>{[money, next].filter((part) => part !== null).join(" ")}</p>
        {action !== null && actionLabel !== null && action !== "retry" && action !== "retry-may-charge" && (
          <Button onClick={() => followErrorAction(action)}>{actionLabel}</Button>
        )}
      </div>
    </div>
  );
}
