// Money from tokens, and tokens from the past.
import type { PriceTable } from "#shared/model/settings.ts";
import type { Usage } from "#shared/model/usage.ts";

/** What is paid for, in tokens. */
export type PaidTokens = {
  readonly textTokens: number;
  readonly imageTokens: number;
  readonly outputTokens: number;
};

/** Null when the API reported no tokens. Where the reply does not split its input, all input counts as text. */
export function paidTokens(usage: Usage): PaidTokens | null {
  const textTokens = usage.textTokens ?? (usage.imageTokens === null ? usage.inputTokens : 0);
  if (textTokens === null || usage.outputTokens === null) return null;
  return { textTokens, imageTokens: usage.imageTokens ?? 0, outputTokens: usage.outputTokens };
}

/** US dollars for tokens of one request or of many (M1, M3); null when a price that is needed is not filled in. */
export function costOfTokens(tokens: PaidTokens, prices: PriceTable): number | null {
  const parts: readonly (readonly [number, number | null])[] = [
    [tokens.textTokens, prices.textInputUsd],
    [tokens.imageTokens, prices.imageInputUsd],
    [tokens.outputTokens, prices.outputUsd],
  ];
  let sum = 0;
  for (const [count, price] of parts) {
    if (count === 0) continue;
    if (price === null) return null;
    sum += (count / 1_000_000) * price;
  }
  return sum;
}

/** US dollars for one request (M1). Null when a price that is needed is not filled in, or the API reported no tokens. */
export function costUsd(usage: Usage, prices: PriceTable): number | null {
  const tokens = paidTokens(usage);
  return tokens === null ? null : costOfTokens(tokens, prices);
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
