// The takes of a run: live states, scores, shown in place on hover, switched with arrow keys, accepted with Enter.
import { Check, RotateCcw, Trash2, X } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { PlaceOutcome } from "#renderer/canvas/preview/place-messages.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { jobsStore, useJobs } from "#renderer/session/jobs-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { FocusHeir } from "#renderer/ui/focus-heir.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { Select } from "#renderer/ui/select.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import { LEAK_SHARE } from "#shared/pixels/guide-picture.ts";
import { cornerMotion } from "#shared/pixels/affine.ts";
import type { Run } from "#shared/model/composition.ts";
import type { JobId } from "#shared/model/ids.ts";
import type { Desk } from "./desk.ts";
import { acceptTake, stepTake } from "./run-deeds.ts";
import { troubleOf } from "./settle-takes.ts";
import { takeCards, type TakeCard } from "./take-cards.ts";
import styles from "./run.module.css";

const small = { size: 14, strokeWidth: 1.5 } as const;

export const TakesStrip = memo(function TakesStrip({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const runs = useStore(desk.document, ({ composition }) => composition.runs);
  const wished = useStore(desk.state, ({ run }) => run);
  const chosen = useStore(desk.state, (state) => state.chosen);
  const assets = useStore(desk.state, (state) => state.assets);
  const trials = useStore(desk.preview.store, (state) => state.trials);
  const jobs = useJobs(({ byId }) => byId);
  const pick = useStore(desk.state, ({ picks }) => (chosen === null ? undefined : picks.get(chosen)));
  const acceptKey = useCommandKey("canvas.accept");
  const discardKey = useCommandKey("canvas.discard");
  const run = runs.find(({ id }) => id === wished) ?? runs.at(-1) ?? null;
  if (run === null) return null;
  const cards = takeCards(run, jobs, assets);
  const accept = (): void => {
    if (chosen !== null && acceptTake(desk, chosen, t("takes.fallbackName")) !== null)
      announce(t("takes.added"));
  };
  const keepsNothing = run.scope === "picture" && (pick?.kept.size ?? 0) === 0;
  const isReady =
    !keepsNothing && chosen !== null && cards.some(({ job, reply }) => job === chosen && reply !== null);
  return (
    <section className={styles["strip"]} aria-label={t("takes.label")}>
      {runs.length > 1 && (
        <Select
          label={t("takes.run")}
          isLabelHidden
          className={styles["runs"]}
          value={run.id}
          options={runs.map(({ id, prompt }, i) => ({
            value: id,
            label: t("takes.runNumber", { number: i + 1, prompt: prompt.slice(0, 30) }),
          }))}
          onValueChange={(id) => {
            desk.state.setState({ run: id });
            desk.choose(null);
          }}
        />
      )}
      <FocusHeir />
      <div className={styles["cards"]} role="radiogroup" aria-label={t("takes.label")}>
        {cards.map((card, i) => (
          <Card
            key={card.job}
            desk={desk}
            run={run}
            card={card}
            number={i + 1}
            isChosen={card.job === chosen}
            trial={trials.get(card.job) ?? null}
            onAccept={accept}
          />
        ))}
      </div>
      <div className={styles["verdict"]}>
        <Button
          tone="primary"
          icon={<Check {...small} />}
          chord={acceptKey}
          disabled={!isReady}
          onClick={accept}
        >
          {t("takes.accept")}
        </Button>
        <Button
          tone="ghost"
          icon={<Trash2 {...small} />}
          chord={discardKey}
          onClick={() => runCommand("canvas.discard")}
        >
          {t("takes.discard")}
        </Button>
      </div>
    </section>
  );
});

interface CardProps {
  readonly desk: Desk;
  readonly run: Run;
  readonly card: TakeCard;
  readonly number: number;
  readonly isChosen: boolean;
  readonly trial: PlaceOutcome | null;
  readonly onAccept: () => void;
}

function Card({ desk, run, card, number, isChosen, trial, onAccept }: CardProps) {
  const { t } = useTranslation("canvas");
  const { job, state, reply } = card;
  // Ready is what can be chosen: a picture that is saved and whose file is not known yet is on its way.
  const stage = state?.state === "saved" && reply === null ? "spooled" : (state?.state ?? "gone");
  const words = t(`takes.state.${stage}`);
  const { request } = run.window;
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) whole.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isChosen]);
  return (
    <div ref={whole} className={joinClasses(styles["card"], isChosen && styles["chosen"])}>
      <button
        type="button"
        role="radio"
        aria-checked={isChosen}
        aria-label={`${t("takes.take", { number })}, ${words}`}
        data-take={job}
        tabIndex={isChosen || (number === 1 && desk.state.getState().chosen === null) ? 0 : -1}
        disabled={reply === null}
        className={styles["thumb"]}
        onClick={() => desk.choose(job)}
        onPointerEnter={() => desk.peek(job)}
        onPointerLeave={() => desk.peek(null)}
        onDoubleClick={onAccept}
        onKeyDown={(event) => {
          const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : null;
          if (by === null && event.key !== "Enter") return;
          event.preventDefault();
          event.stopPropagation();
          if (by === null) return onAccept();
          stepTake(desk, by, job);
          focusTake(event.currentTarget, desk.state.getState().chosen);
          return undefined;
        }}
      >
        {reply === null ? (
          <span className={styles["waiting"]} data-state={state?.state}>
            {words}
          </span>
        ) : (
          <Thumb
            src={thumbUrl(reply, 320)}
            alt=""
            widthPx={request.width}
            heightPx={request.height}
            isLazy={false}
            className={styles["pixels"]}
          />
        )}
      </button>
      {reply === null ? <Trouble job={job} card={card} /> : <Scores trial={trial} run={run} />}
    </div>
  );
}

function focusTake(from: HTMLElement, job: JobId | null): void {
  if (job === null) return;
  from.closest('[role="radiogroup"]')?.querySelector<HTMLElement>(`[data-take="${job}"]`)?.focus();
}

/** Confidence, seam and drift, as soon as the take was placed once. */
function Scores({ trial, run }: { readonly trial: PlaceOutcome | null; readonly run: Run }) {
  const { t } = useTranslation("canvas");
  if (trial === null) return <p className={styles["scores"]}>{t("takes.placing")}</p>;
  if (trial.kind === "refused" && trial.reason === "empty-selection")
    return <p className={styles["scores"]}>{t("takes.nothingKept")}</p>;
  if (trial.kind !== "placed")
    return (
      <p className={joinClasses(styles["scores"], styles["bad"])}>
        {t(
          trial.kind === "refused"
            ? "takes.refused"
            : trial.kind === "memory-short"
              ? "proof.memory"
              : "proof.missingReply",
        )}
      </p>
    );
  const { registration, verdict, seam } = trial.report;
  const drift = cornerMotion(registration.map, run.window.rect.width, run.window.rect.height);
  return (
    <p
      className={joinClasses(
        styles["scores"],
        verdict === "changed" && styles["bad"],
        verdict === "warned" && styles["amber"],
      )}
    >
      <span>{t("proof.confidence", { value: Math.round(100 * registration.agreement.correlation) })}</span>
      <span>{t("proof.seam", { value: seam.toFixed(2) })}</span>
      <span>{t("proof.drift", { value: drift.toFixed(1) })}</span>
      {trial.guideLeak > LEAK_SHARE && (
        <span className={styles["amber"]} title={t("takes.guideLeakText")}>
          {t("takes.guideLeak")}
        </span>
      )}
    </p>
  );
}

/** What can be done about a take that is not there. */
function Trouble({ job, card }: { readonly job: JobId; readonly card: TakeCard }) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const { state } = card;
  const tell = (
    reply: { readonly ok: true } | { readonly ok: false; readonly error: Parameters<typeof forError>[0] },
  ) => {
    if (reply.ok) return;
    const { title, next } = forError(reply.error);
    showToast({ title, description: next, tone: "danger" });
  };
  if (state === null) return null;
  const { retry, cancel } = jobsStore.getState();
  if (state.state === "failed" || state.state === "unknown" || state.state === "cancelled") {
    const sentence = state.error === null ? null : forError(state.error);
    const mayCharge = troubleOf(state) === "may-charge";
    return (
      <div className={styles["trouble"]}>
        {sentence !== null && (
          <p title={[sentence.money, sentence.next].filter((part) => part !== null).join(" ")}>
            {sentence.title}
          </p>
        )}
        <Button tone="ghost" icon={<RotateCcw {...small} />} onClick={() => void retry(job).then(tell)}>
          {t(mayCharge ? "takes.retryMayCharge" : "takes.retry")}
        </Button>
      </div>
    );
  }
  if (state.state === "saved") return null;
  return (
    <div className={styles["trouble"]}>
      <IconButton
        size="small"
        label={t("takes.cancel")}
        icon={<X {...small} />}
        onClick={() => void cancel(job).then(tell)}
      />
    </div>
  );
}
