// Asks for the tables of a time, and asks again when something was spent, prices changed or pictures came and went.
import { useCallback, useEffect, useRef, useState } from "react";
import { invoke, onEvent } from "#renderer/bridge/bridge.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import type { BudgetState, UsageRow } from "#shared/contract/calls/usage-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { movesUsage } from "./moves-usage.ts";
import type { Period } from "./period.ts";
import type { UsageBy } from "./usage-csv.ts";

export interface UsageTables {
  readonly rows: Readonly<Record<UsageBy, readonly UsageRow[]>>;
  readonly sum: UsageRow;
  readonly budget: BudgetState;
}

export type UsageState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: StudioError }
  | { readonly kind: "ready"; readonly tables: UsageTables };

/** Changes that come together are answered by one question. */
const settleMs = 400;

export function useUsage(
  period: Period,
  demo: boolean,
): { readonly state: UsageState; readonly retry: () => void } {
  const { from, to } = period;
  const [state, setState] = useState<UsageState>({ kind: "loading" });
  const prices = useStudio(({ settings }) => settings.prices);
  const budget = useStudio(({ settings }) => settings.budget);
  const question = useRef(0);

  const ask = useCallback(async () => {
    const mine = ++question.current;
    const table = async (by: UsageBy) => await invoke("usage.table", { from, to, by, demo });
    const [day, kind, collection, spent] = await Promise.all([
      table("day"),
      table("kind"),
      table("collection"),
      invoke("usage.budget", {}),
    ]);
    if (mine !== question.current) return;
    for (const reply of [day, kind, collection, spent])
      if (!reply.ok) {
        setState({ kind: "failed", error: reply.error });
        return;
      }
    if (!day.ok || !kind.ok || !collection.ok || !spent.ok) return;
    const rows = { day: day.value.rows, kind: kind.value.rows, collection: collection.value.rows };
    setState({ kind: "ready", tables: { rows, sum: day.value.sum, budget: spent.value } });
  }, [from, to, demo]);

  useEffect(() => {
    const timer = setTimeout(() => void ask());
    return () => clearTimeout(timer);
  }, [ask, prices, budget]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = onEvent(({ name }) => {
      if (!movesUsage(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), settleMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [ask]);
  return { state, retry: () => void ask() };
}
