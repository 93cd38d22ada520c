// Local calendar days and months as people mean them, clock changes included. Pure but for the time zone of the machine.

/** `YYYY-MM-DD` of a moment (unix milliseconds), local. */
export function localDay(atMs: number): string {
  const date = new Date(atMs);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first moment of a local day; `days` later where asked. */
export function startOfDay(day: string, days = 0): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  // A year below 100 would be taken for one of the last century.
  const start = new Date(2000, month - 1, date + days);
  start.setFullYear(year, month - 1, date + days);
  return start.getTime();
}

/** From the first moment of the local day or month that a moment lies in to the first moment after it. */
export function periodOf(
  period: "day" | "month",
  atMs: number,
): { readonly fromMs: number; readonly toMs: number } {
  const date = new Date(atMs);
  const [year, month] = [date.getFullYear(), date.getMonth()];
  return period === "day"
    ? {
        fromMs: new Date(year, month, date.getDate()).getTime(),
        toMs: new Date(year, month, date.getDate() + 1).getTime(),
      }
    : { fromMs: new Date(year, month, 1).getTime(), toMs: new Date(year, month + 1, 1).getTime() };
}
