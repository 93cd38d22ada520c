// Rows of days as bars without gaps: a day each, or a month each where days would be too thin. Pure.
import type { UsageRow } from "#shared/contract/calls/usage-calls.ts";
import { localDay, startOfDay } from "#shared/rules/calendar.ts";

export type Measure = "money" | "tokens" | "requests";

export interface Bar {
  /** `YYYY-MM-DD`, or `YYYY-MM` of a month. */
  readonly key: string;
  /** Null where money cannot be known. */
  readonly value: number | null;
}

/** More days than this are drawn as months. */
export const mostDailyBars = 92;

export function isMonthly(from: string, to: string): boolean {
  return (startOfDay(to) - startOfDay(from)) / 86_400_000 > mostDailyBars;
}

export function tokensOf(row: Pick<UsageRow, "textTokens" | "imageTokens" | "outputTokens">): number {
  return row.textTokens + row.imageTokens + row.outputTokens;
}

/** Every day (month) from the first to the last, those without requests at 0. */
export function plotBars(
  rows: readonly UsageRow[],
  { from, to }: { readonly from: string; readonly to: string },
  measure: Measure,
): readonly Bar[] {
  const keyLength = isMonthly(from, to) ? 7 : 10;
  const values = new Map<string, number | null>();
  for (let step = 0; ; step += 1) {
    const start = startOfDay(from, step);
    if (start > startOfDay(to)) break;
    values.set(localDay(start).slice(0, keyLength), 0);
  }
  for (const row of rows) {
    const key = row.key.slice(0, keyLength);
    const sum = values.get(key);
    const value = valueOf(row, measure);
    if (sum !== undefined) values.set(key, sum === null || value === null ? null : sum + value);
  }
  return [...values].map(([key, value]) => ({ key, value }));
}

function valueOf(row: UsageRow, measure: Measure): number | null {
  if (measure === "money") return row.costUsd;
  return measure === "tokens" ? tokensOf(row) : row.requests;
}

/** Three to six round numbers from 0 to at least the largest value. */
export function ticksFor(largest: number, isWhole: boolean): readonly number[] {
  if (largest <= 0) return [0, 1];
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
  const used = isWhole ? Math.max(1, Math.round(step)) : step;
  return Array.from({ length: Math.ceil(largest / used) + 1 }, (_, index) => index * used);
}
