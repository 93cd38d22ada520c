// Whether what was spent is still within what the user wants to spend (M7, M9). Pure.

/** Part of a limit from which there is a warning. */
export const warnAt = 0.8;

/** A day or a month: US dollars spent (null: a needed price is missing) and the limit (null: none). */
export type Period = { readonly spentUsd: number | null; readonly limitUsd: number | null };

/** unpriced: there is a limit, and no price to judge by. */
export type BudgetJudgement = "none" | "unpriced" | "within" | "warned" | "reached";

export function judgePeriod({ spentUsd, limitUsd }: Period): BudgetJudgement {
  if (limitUsd === null) return "none";
  if (spentUsd === null) return "unpriced";
  if (spentUsd >= limitUsd) return "reached";
  return spentUsd >= limitUsd * warnAt ? "warned" : "within";
}

const order: readonly BudgetJudgement[] = ["none", "within", "unpriced", "warned", "reached"];

/** The graver of two. */
export function graverJudgement(one: BudgetJudgement, other: BudgetJudgement): BudgetJudgement {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}
