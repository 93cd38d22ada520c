// The budget as the host tells it, kept current while someone looks.
import { useEffect, useState } from "react";
import { invoke, onEvent } from "#renderer/bridge/bridge.ts";
import type { BudgetState } from "#shared/contract/calls/usage-calls.ts";

/** Null until the host has answered. */
export function useBudget(): BudgetState | null {
  const [budget, setBudget] = useState<BudgetState | null>(null);
  useEffect(() => {
    let turn = 0;
    const ask = async (): Promise<void> => {
      const mine = ++turn;
      const reply = await invoke("usage.budget", {});
      if (reply.ok && mine === turn) setBudget(reply.value);
    };
    const end = onEvent((event) => {
      if (event.name === "library.reloaded") void ask();
      if (event.name !== "budget.changed") return;
      turn += 1;
      setBudget(event.budget);
    });
    void ask();
    return () => {
      turn += 1;
      end();
    };
  }, []);
  return budget;
}

/** Whether what waits is held back. */
export function isHolding(budget: BudgetState | null): boolean {
  return budget?.state === "reached" && !budget.isMoreAllowed;
}
