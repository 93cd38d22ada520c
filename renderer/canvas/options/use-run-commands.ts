// What the commands on takes do: the one in hand, those under way, those that failed, and the changes of one.
import { useTranslation } from "react-i18next";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { acceptObstacle, acceptTake, canSwitch, stepTake } from "#renderer/canvas/run/run-deeds.ts";
import { settleTakes, takesIn, type Trouble } from "#renderer/canvas/run/settle-takes.ts";
import { useDiscard } from "#renderer/canvas/run/use-discard.ts";
import { useCommands } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";

export function useRunCommands(desk: Desk): void {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const { state } = desk;
  const discard = useDiscard(desk);
  const hasTake = () => state.getState().chosen !== null;
  const stepTo = (by: 1 | -1): void => {
    const number = stepTake(desk, by);
    if (number !== null) announce(t("takes.take", { number }));
  };
  const pick = () => {
    const { picked, picks } = state.getState();
    return picked === null ? undefined : picks.get(picked);
  };
  const settle = (trouble: Trouble) => ({
    enabled: () => takesIn(desk, trouble).length > 0,
    run: () =>
      void settleTakes(desk, trouble).then(({ count, error }) => {
        if (error !== null) {
          const { title, next } = forError(error);
          showToast({ title, description: next, tone: "danger" });
        } else announce(t(trouble === "under-way" ? "takes.cancelled" : "takes.retried", { count }));
      }),
  });
  const stepRun = (by: 1 | -1) => ({
    enabled: () => desk.composition.runs.length > 1,
    run: () => {
      const { runs } = desk.composition;
      const at = runs.findIndex(({ id }) => id === desk.shownRun()?.id);
      const next = runs[(at + by + runs.length) % runs.length];
      if (next === undefined) return;
      state.setState({ run: next.id });
      desk.choose(null);
      announce(t("takes.runNumber", { number: runs.indexOf(next) + 1, prompt: next.prompt }));
    },
  });
  useCommands({
    "canvas.previousTake": { run: () => stepTo(-1), enabled: () => hasTake() || canSwitch(desk) },
    "canvas.nextTake": { run: () => stepTo(1), enabled: () => hasTake() || canSwitch(desk) },
    "canvas.accept": {
      enabled: hasTake,
      run: () => {
        const { chosen } = state.getState();
        if (chosen === null) return;
        const obstacle = acceptObstacle(desk, chosen);
        if (obstacle === null && acceptTake(desk, chosen, t("takes.fallbackName")) !== null)
          announce(t("takes.added"));
        else if (obstacle !== null && obstacle !== "absent")
          showToast({ title: t(`takes.cannot.${obstacle}`) });
      },
    },
    "canvas.discard": {
      enabled: () => !state.getState().isSending && desk.shownRun() !== null,
      run: () => void discard(),
    },
    "canvas.keepAll": {
      enabled: () => pick() !== undefined,
      run: () => desk.changes.keep(new Set(pick()?.changes.found.islands.map(({ label }) => label))),
    },
    "canvas.keepNone": { enabled: () => pick() !== undefined, run: () => desk.changes.keep(new Set()) },
    "canvas.nextRun": stepRun(1),
    "canvas.previousRun": stepRun(-1),
    "canvas.retryTakes": settle("free"),
    "canvas.retryDoubtful": settle("may-charge"),
    "canvas.cancelTakes": settle("under-way"),
  });
}
