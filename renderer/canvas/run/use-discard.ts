// Putting takes away, in words: what was cancelled, what may still be charged, and the way back.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Desk } from "./desk.ts";
import { bringBack, discardRun } from "./put-away.ts";

export function useDiscard(desk: Desk): () => Promise<void> {
  const { t } = useTranslation("canvas");
  const closeOffer = useRef<() => void>(() => undefined);
  useEffect(() => {
    const stop = desk.state.subscribe((next, last) => {
      // Brought back by the key: nothing is left to offer.
      if (next.run !== null && next.run === last.putAway?.run.id) closeOffer.current();
    });
    return () => {
      stop();
      closeOffer.current();
    };
  }, [desk]);
  return async () => {
    const done = await discardRun(desk);
    if (done === null) return;
    const { arrived, cancelled, onTheirWay, putAway } = done;
    const said = [
      arrived > 0 ? t("takes.discardedKept") : null,
      cancelled > 0 ? t("takes.discardedUnsent", { count: cancelled }) : null,
      onTheirWay > 0 ? t("takes.discardedSent", { count: onTheirWay }) : null,
    ];
    closeOffer.current = showToast({
      title: t("takes.discarded"),
      description: said.filter((part) => part !== null).join(" "),
      action: { label: t("bar.undo"), run: () => bringBack(desk, putAway) },
    });
  };
}
