// Money from tokens, and tokens from the past.
import type { PriceTable } from "#shared/model/settings.ts";
import type { Usage } from "#shared/model/usage.ts";

/**
 * US dollars for one request (M1). Null when a price that is needed is not filled in, or the API reported no tokens.
 * Where the reply does not split its input, all input counts as text.
 */
export function costUsd(usage: Usage, prices: PriceTable): number | null {
  const text = usage.textTokens ?? (usage.imageTokens === null ? usage.inputTokens : 0);
  const parts: readonly (readonly [number | null, number | null])[] = [
    [text, prices.textInputUsd],
    [usage.imageTokens ?? 0, prices.imageInputUsd],
    [usage.outputTokens, prices.outputUsd],
  ];
  let sum = 0;
  for (const [tokens, price] of parts) {
    if (tokens === null) return null;
    if (tokens === 0) continue;
    if (price === null) return null;
    sum += (tokens / 1_000_000) * price;
  }
  return sum;
}

/** One finished request of the past, as the estimate needs it. */
export type PastRequest = {
  readonly kind: "generate" | "edit";
  readonly megapixels: number;
  readonly references: number;
  readonly usage: Usage | null;
  readonly durationMs: number;
};

/** What a coming request is expected to take; null where the past says nothing. */
export type Expectation = {
  readonly usage: Usage | null;
  readonly durationMs: number | null;
  /** How many past requests it rests on. */
  readonly basedOn: number;
};

/**
 * Median of the past requests that are most alike (M2): same kind, then nearest in megapixels and number of
 * references; the nearest 20 count. Medians, because one stalled request must not colour the forecast.
 */
export function expectFrom(
  past: readonly PastRequest[],
  next: Pick<PastRequest, "kind" | "megapixels" | "references">,
): Expectation {
  const alike = past
    .filter(({ kind }) => kind === next.kind)
    .map((request) => ({
      request,
      distance:
        Math.abs(Math.log(request.megapixels / next.megapixels)) +
        0.25 * Math.abs(request.references - next.references),
    }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 20)
    .map(({ request }) => request);
  if (alike.length === 0) return { usage: null, durationMs: null, basedOn: 0 };
  const middle = (pick: (usage: Usage) => number | null): number | null =>
    median(alike.flatMap(({ usage }) => (usage === null ? [] : [pick(usage)])).filter((n) => n !== null));
  const usage: Usage = {
    totalTokens: middle((u) => u.totalTokens),
    inputTokens: middle((u) => u.inputTokens),
    outputTokens: middle((u) => u.outputTokens),
    textTokens: middle((u) => u.textTokens),
    imageTokens: middle((u) => u.imageTokens),
  };
  const known = Object.values(usage).some((value) => value !== null);
  return {
    usage: known ? usage : null,
    durationMs: median(alike.map(({ durationMs }) => durationMs)),
    basedOn: alike.length,
  };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined ? null : Math.round(middle);
}
