// The usage table: what the library knows of requests that gave a picture, and the journal of those that gave none,
// brought together in rows with money. Lets the process breathe on the way, because a long time has many days.
import { setImmediate as breathe } from "node:timers/promises";
import type { UsageRow } from "#shared/contract/calls/usage-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Engine } from "#shared/model/job.ts";
import type { PictureKind } from "#shared/model/picture.ts";
import type { PriceTable } from "#shared/model/settings.ts";
import { localDay, startOfDay } from "#shared/rules/calendar.ts";
import { costOfTokens } from "#shared/rules/prices.ts";
import type { BesideRequest, UsageBeside } from "#electron/jobs/usage-beside.ts";
import type { Spent, UsageQueries } from "#electron/library/search/usage-queries.ts";

export interface UsageSources {
  readonly library: UsageQueries;
  readonly beside: UsageBeside;
  readonly prices: PriceTable;
}

export interface UsageWish {
  /** Local days, inclusive, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly by: "day" | "kind" | "collection";
  readonly engine: Engine;
}

type Table = { rows: UsageRow[]; sum: UsageRow };
type Figures = Spent & { readonly unknown: number };

/** About ten years. */
const mostDays = 3700;
const daysAtOnce = 60;

const nothing: Figures = {
  requests: 0,
  unknown: 0,
  unmeasured: 0,
  kept: 0,
  textTokens: 0,
  imageTokens: 0,
  outputTokens: 0,
};

/** Rows that have something, and their sum. Errors: `invalid-input` for a time that ends before it begins, or is too long. */
export async function readUsageTable(sources: UsageSources, wish: UsageWish): Promise<Result<Table>> {
  const days = listDays(wish.from, wish.to);
  if (days === null)
    return err({ kind: "invalid-input", call: "usage.table", issues: [`${wish.from} to ${wish.to}`] });
  const byDay = new Map<string, Figures>();
  const byKind = new Map<PictureKind, Figures>();
  const gone: Figures[] = [];
  let done = 0;
  for (const day of days) {
    const time = { engine: wish.engine, fromMs: startOfDay(day), toMs: startOfDay(day, 1) };
    const beside = sources.beside(time);
    for (const request of beside) {
      addTo(byKind, request.kind, figuresOf(request));
      gone.push(figuresOf(request));
    }
    for (const [kind, spent] of sources.library.byKind(time)) {
      addTo(byKind, kind, { ...spent, unknown: 0 });
      addTo(byDay, day, { ...spent, unknown: 0 });
    }
    for (const request of beside) addTo(byDay, day, figuresOf(request));
    done += 1;
    if (done % daysAtOnce === 0) await breathe();
  }
  const row = (key: string, name: string, figures: Figures): UsageRow =>
    usageRow(key, name, figures, sources.prices);
  const sum = row("", "", [...byDay.values()].reduce(add, nothing));
  switch (wish.by) {
    case "day":
      return ok({ rows: [...byDay].map(([day, figures]) => row(day, day, figures)), sum });
    case "kind":
      return ok({ rows: [...byKind].map(([kind, figures]) => row(kind, kind, figures)), sum });
    case "collection": {
      const whole = { engine: wish.engine, fromMs: startOfDay(wish.from), toMs: startOfDay(wish.to, 1) };
      const rows = sources.library
        .byCollection(whole)
        .map(({ id, name, spent }) => ({ id, name, figures: { ...spent, unknown: 0 } }));
      // What has no picture in the library lies in no collection.
      const others = gone.reduce(add, nothing);
      const none = rows.findIndex(({ id }) => id === "");
      if (none >= 0)
        rows.splice(none, 1, {
          ...rows[none],
          id: "",
          name: "",
          figures: add(rows[none]?.figures ?? nothing, others),
        });
      else if (gone.length > 0) rows.push({ id: "", name: "", figures: others });
      return ok({ rows: rows.map(({ id, name, figures }) => row(id, name, figures)), sum });
    }
  }
}

function listDays(from: string, to: string): string[] | null {
  const last = startOfDay(to);
  const days: string[] = [];
  // Days are made from the calendar, not from 24 hours: two of them a year have 23 or 25.
  for (let step = 0; ; step += 1) {
    const start = startOfDay(from, step);
    if (start > last) return days.length === 0 ? null : days;
    if (step >= mostDays || Number.isNaN(start)) return null;
    days.push(localDay(start));
  }
}

function figuresOf({ what, tokens }: BesideRequest): Figures {
  if (what === "unknown") return { ...nothing, unknown: 1 };
  return { ...nothing, ...tokens, requests: 1, unmeasured: tokens === null ? 1 : 0 };
}

function addTo<Key>(map: Map<Key, Figures>, key: Key, figures: Figures): void {
  map.set(key, add(map.get(key) ?? nothing, figures));
}

function add(one: Figures, other: Figures): Figures {
  return {
    requests: one.requests + other.requests,
    unknown: one.unknown + other.unknown,
    unmeasured: one.unmeasured + other.unmeasured,
    kept: one.kept + other.kept,
    textTokens: one.textTokens + other.textTokens,
    imageTokens: one.imageTokens + other.imageTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}

function usageRow(key: string, name: string, figures: Figures, prices: PriceTable): UsageRow {
  const costUsd = costOfTokens(figures, prices);
  return {
    key,
    name,
    ...figures,
    costUsd,
    costPerKeptUsd: costUsd === null || figures.kept === 0 ? null : costUsd / figures.kept,
  };
}
