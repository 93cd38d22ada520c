// The budget of one library's queue: what of it is spent, whether that holds the queue back (M7, M8), and the one
// warning on the way. Remembers in the journal, so that a restart changes nothing.
import type { BudgetState } from "#shared/contract/calls/usage-calls.ts";
import { graverJudgement, judgePeriod, type Period } from "#shared/rules/budget.ts";
import { periodOf } from "#shared/rules/calendar.ts";
import { costOfTokens, type PaidTokens } from "#shared/rules/prices.ts";
import type { Journal } from "./journal.ts";
import type { JobPorts, QueueEvent } from "./ports.ts";

export interface Budget {
  readonly state: () => BudgetState;
  /** True while nothing that waits may be sent to the API. */
  readonly isHolding: () => boolean;
  /** Lets the queue go on until the periods whose limit is reached are over. Throws SQLite's error. */
  readonly allowMore: () => BudgetState;
  /** Something was spent, or the settings changed: judges anew and tells. */
  readonly review: () => void;
  readonly close: () => void;
}

const periods = ["day", "month"] as const;
const lookEveryMs = 60_000;
type PeriodName = (typeof periods)[number];
type Part = Period & { readonly name: PeriodName; readonly fromMs: number; readonly toMs: number };

/** `onRelease` is called when a period is over: what was held back may go. */
export function createBudget(
  ports: Pick<JobPorts, "settings" | "clock" | "spent">,
  journal: Journal,
  tell: (event: QueueEvent) => void,
  onRelease: () => void,
): Budget {
  const beside = journal.usageBeside(ports.spent.missingJobs);
  let last: { readonly parts: readonly Part[]; readonly text: string } | null = null;
  let callOff = (): void => undefined;
  let isClosed = false;

  function spentUsd(fromMs: number, toMs: number): number | null {
    const { prices } = ports.settings();
    // Every picture costs output tokens: without their price nothing can be judged, even before the first one (M9).
    if (prices.outputUsd === null) return null;
    const time = { engine: "api", fromMs, toMs } as const;
    let sum: PaidTokens = ports.spent.sum(time);
    for (const { tokens } of beside(time)) if (tokens !== null) sum = addTokens(sum, tokens);
    return costOfTokens(sum, prices);
  }

  function readParts(): readonly Part[] {
    const now = ports.clock.now();
    const { budget } = ports.settings();
    return periods.map((name) => {
      const period = periodOf(name, now);
      const limitUsd = name === "day" ? budget.dayUsd : budget.monthUsd;
      return { name, ...period, limitUsd, spentUsd: spentUsd(period.fromMs, period.toMs) };
    });
  }

  /** What was read stands until something is spent or a period ends. */
  function parts(): readonly Part[] {
    const now = ports.clock.now();
    if (last === null || last.parts.some(({ fromMs, toMs }) => now < fromMs || now >= toMs))
      last = { parts: readParts(), text: last?.text ?? "" };
    return last.parts;
  }

  const isAllowed = (part: Part): boolean => journal.note(`allowed-${part.name}`) === part.fromMs;
  const reached = (): readonly Part[] => parts().filter((part) => judgePeriod(part) === "reached");

  function state(): BudgetState {
    const [day, month] = parts();
    const figures = (part: Part | undefined) => ({
      spentUsd: part?.spentUsd ?? null,
      limitUsd: part?.limitUsd ?? null,
    });
    return {
      day: figures(day),
      month: figures(month),
      state: parts().map(judgePeriod).reduce(graverJudgement),
      isMoreAllowed: reached().length > 0 && reached().every(isAllowed),
    };
  }

  function review(): void {
    last = { parts: readParts(), text: last?.text ?? "" };
    announce();
    wakeAtEnd();
  }

  function announce(): void {
    const now = state();
    const text = JSON.stringify(now);
    if (last === null || text === last.text) return;
    last = { ...last, text };
    tell({ name: "budget.changed", budget: now });
    for (const part of parts()) {
      const judgement = judgePeriod(part);
      if (
        (judgement !== "warned" && judgement !== "reached") ||
        part.spentUsd === null ||
        part.limitUsd === null
      )
        continue;
      const [warned, held] = [part.fromMs, part.fromMs + 1];
      const noted = journal.note(`warned-${part.name}`);
      // Of this very period: a clock that was ahead once has left a later one.
      if (noted === held || (noted === warned && judgement === "warned")) continue;
      journal.setNote(`warned-${part.name}`, judgement === "warned" ? warned : held);
      const { name: period, spentUsd: spent, limitUsd: limit } = part;
      tell({
        name: "notice.raised",
        notice: { id: "budget", period, judgement, spentUsd: spent, limitUsd: limit },
      });
    }
  }

  function wakeAtEnd(): void {
    callOff();
    if (isClosed) return;
    const { budget } = ports.settings();
    if (budget.dayUsd === null && budget.monthUsd === null) return;
    // The day ends no later than the month. A machine that slept or was given another time gets there without the wait
    // being over, so that it is looked at every minute.
    const { fromMs, toMs } = periodOf("day", ports.clock.now());
    callOff = ports.clock.after(Math.min(toMs - ports.clock.now(), lookEveryMs), () => {
      const now = ports.clock.now();
      if (now >= fromMs && now < toMs) return wakeAtEnd();
      review();
      onRelease();
    });
  }

  return {
    state,
    isHolding: () => reached().some((part) => !isAllowed(part)),
    allowMore: () => {
      for (const part of reached()) journal.setNote(`allowed-${part.name}`, part.fromMs);
      announce();
      onRelease();
      return state();
    },
    review,
    close: () => {
      isClosed = true;
      callOff();
    },
  };
}

function addTokens(one: PaidTokens, other: PaidTokens): PaidTokens {
  return {
    textTokens: one.textTokens + other.textTokens,
    imageTokens: one.imageTokens + other.imageTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}
