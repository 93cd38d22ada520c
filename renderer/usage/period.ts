// The times that can be looked at. Pure but for the calendar.
import { localDay, startOfDay } from "#shared/rules/calendar.ts";

export type PeriodName = "days7" | "days30" | "month" | "year" | "custom";

/** Local days, inclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export function periodFor(name: Exclude<PeriodName, "custom">, nowMs: number): Period {
  const to = localDay(nowMs);
  const back = (days: number): string => localDay(startOfDay(to, -days));
  switch (name) {
    case "days7":
      return { from: back(6), to };
    case "days30":
      return { from: back(29), to };
    case "month":
      return { from: `${to.slice(0, 7)}-01`, to };
    case "year":
      return { from: back(364), to };
  }
}
