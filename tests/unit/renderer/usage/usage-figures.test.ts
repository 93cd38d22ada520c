import { describe, expect, it } from "vitest";
import { movesUsage } from "#renderer/usage/moves-usage.ts";
import { plotBars, ticksFor } from "#renderer/usage/plot-bars.ts";
import { periodFor } from "#renderer/usage/period.ts";
import { usageCsv } from "#renderer/usage/usage-csv.ts";
import type { UsageRow } from "#shared/contract/calls/usage-calls.ts";

const row = (key: string, more: Partial<UsageRow> = {}): UsageRow => ({
  key,
  name: key,
  requests: 2,
  unknown: 0,
  unmeasured: 0,
  kept: 1,
  textTokens: 10,
  imageTokens: 20,
  outputTokens: 70,
  costUsd: 0.5,
  costPerKeptUsd: 0.5,
  ...more,
});

describe("bars", () => {
  it("are one for each day, those without requests at nothing", () => {
    const bars = plotBars([row("2026-11-02")], { from: "2026-11-01", to: "2026-11-03" }, "tokens");
    expect(bars).toEqual([
      { key: "2026-11-01", value: 0 },
      { key: "2026-11-02", value: 100 },
      { key: "2026-11-03", value: 0 },
    ]);
  });

  it("are one for each month of a long time", () => {
    const bars = plotBars(
      [row("2026-01-05"), row("2026-01-30"), row("2026-03-01")],
      { from: "2026-01-01", to: "2026-12-31" },
      "requests",
    );
    expect(bars).toHaveLength(12);
    expect(bars.slice(0, 3).map(({ value }) => value)).toEqual([4, 0, 2]);
  });

  it("[M1] say nothing where the money cannot be known", () => {
    const rows = [row("2026-11-01", { costUsd: null })];
    expect(plotBars(rows, { from: "2026-11-01", to: "2026-11-01" }, "money")[0]?.value).toBeNull();
  });

  it("stand against an axis of few round numbers that reaches above them", () => {
    for (const largest of [0.003, 0.7, 1, 9, 12, 99, 1234, 5_000_000]) {
      const ticks = ticksFor(largest, largest >= 1);
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(largest);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });
});

it("names times by local days, inclusive", () => {
  const now = new Date(2026, 10, 22, 23, 59).getTime();
  expect(periodFor("days7", now)).toEqual({ from: "2026-11-16", to: "2026-11-22" });
  expect(periodFor("month", now)).toEqual({ from: "2026-11-01", to: "2026-11-22" });
});

it("writes CSV that a spreadsheet reads and does not carry out", () => {
  const text = usageCsv({
    day: [],
    kind: [],
    collection: [row("c", { name: '=SUM("a",1)', costUsd: null })],
  });
  expect(text.split("\r\n")[1]).toBe('collection,"\'=SUM(""a"",1)",2,0,0,1,10,20,70,,0.5');
});

it("are asked for again when pictures are rejected, and not for a step of a job", () => {
  expect(movesUsage("pictures.changed")).toBe(true);
  expect(movesUsage("job.changed")).toBe(false);
});
