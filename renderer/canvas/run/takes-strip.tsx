// The takes of a run: live states, scores, shown in place on hover, switched with arrow keys, accepted with Enter.
import { Check, Trash2 } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { useJobs } from "#renderer/session/jobs-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { FocusHeir } from "#renderer/ui/focus-heir.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { Select } from "#renderer/ui/select.tsx";
import type { Desk } from "./desk.ts";
import { acceptObstacle, acceptTake } from "./run-deeds.ts";
import { StripRow } from "./strip-row.tsx";
import { ComingCard, TakeCardView } from "./take-card.tsx";
import { isSettledRun, takeCards } from "./take-cards.ts";
import { rankedJobs } from "./take-worth.ts";
import { TakesLegend } from "./takes-legend.tsx";
import styles from "./takes.module.css";

const small = { size: 14, strokeWidth: 1.5 } as const;

export const TakesStrip = memo(function TakesStrip({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const runs = useStore(desk.document, ({ composition }) => composition.runs);
  const wished = useStore(desk.state, ({ run }) => run);
  const chosen = useStore(desk.state, (state) => state.chosen);
  const assets = useStore(desk.state, (state) => state.assets);
  const pending = useStore(desk.state, (state) => state.pending);
  const trials = useStore(desk.preview.store, (state) => state.trials);
  const jobs = useJobs(({ byId }) => byId);
  // What may be accepted of an edit of everything depends on what is kept of it.
  useStore(desk.state, ({ picks }) => (chosen === null ? undefined : picks.get(chosen)));
  const run = runs.find(({ id }) => id === wished) ?? runs.at(-1) ?? null;
  if (pending === null && run === null) return null;
  const cards = run === null ? [] : takeCards(run, jobs, assets);
  const ranked = rankedJobs(cards, desk.preview);
  const best = ranked.length < 2 ? null : ranked[0];
  const isSettled = isSettledRun(cards, trials);
  const accept = (): void => {
    if (chosen !== null && acceptTake(desk, chosen, t("takes.fallbackName")) !== null)
      announce(t("takes.added"));
  };
  const obstacle = pending !== null || chosen === null ? "absent" : acceptObstacle(desk, chosen);
  return (
    <section className={styles["strip"]} aria-label={t("takes.label")}>
      {runs.length > 1 && run !== null && pending === null && (
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
            desk.choose(null);
            desk.state.setState({ run: id });
          }}
        />
      )}
      <FocusHeir />
      <StripRow label={t("takes.label")} role={pending === null ? "radiogroup" : "group"}>
        {pending !== null || run === null
          ? Array.from({ length: pending?.takes ?? 0 }, (_, i) => (
              <ComingCard key={i} number={i + 1} size={pending?.size ?? { width: 1, height: 1 }} />
            ))
          : cards.map((card, i) => (
              <TakeCardView
                key={card.job}
                desk={desk}
                run={run}
                card={card}
                number={i + 1}
                isChosen={card.job === chosen}
                trial={trials.get(card.job) ?? null}
                mark={card.job !== best ? null : isSettled ? "best" : "bestSoFar"}
                onAccept={accept}
              />
            ))}
      </StripRow>
      <Verdict
        isReady={obstacle === null}
        isComing={pending !== null}
        obstacle={obstacle === null || obstacle === "absent" ? null : t(`takes.cannot.${obstacle}`)}
        canSwitch={pending === null && cards.filter(({ reply }) => reply !== null).length > 1}
        onAccept={accept}
      />
    </section>
  );
});

interface VerdictProps {
  readonly isReady: boolean;
  readonly isComing: boolean;
  /** Why the take in hand cannot be accepted; null for nothing to say. */
  readonly obstacle: string | null;
  readonly canSwitch: boolean;
  readonly onAccept: () => void;
}

function Verdict({ isReady, isComing, obstacle, canSwitch, onAccept }: VerdictProps) {
  const { t } = useTranslation("canvas");
  const acceptKey = useCommandKey("canvas.accept");
  const discardKey = useCommandKey("canvas.discard");
  return (
    <div className={styles["verdict"]}>
      <div className={styles["deeds"]}>
        <Button
          tone="primary"
          icon={<Check {...small} />}
          chord={acceptKey}
          disabled={!isReady}
          aria-describedby={obstacle === null ? undefined : "takes-obstacle"}
          onClick={onAccept}
        >
          {t("takes.accept")}
        </Button>
        <Button
          tone="ghost"
          icon={<Trash2 {...small} />}
          chord={discardKey}
          disabled={isComing}
          onClick={() => runCommand("canvas.discard")}
        >
          {t("takes.discard")}
        </Button>
        <TakesLegend />
      </div>
      {obstacle !== null && (
        <p id="takes-obstacle" className={styles["obstacle"]}>
          {obstacle}
        </p>
      )}
      {obstacle === null && canSwitch && (
        <p className={styles["hint"]}>
          <KeyHint chord="ArrowLeft" />
          <KeyHint chord="ArrowRight" />
          {t("takes.switch")}
        </p>
      )}
    </div>
  );
}
