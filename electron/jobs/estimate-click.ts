// What a click would take in tokens, money and time, from what past requests took (M2). Pure.
import type { Estimate } from "#shared/contract/calls/job-calls.ts";
import { kindOf, type ImageRequest } from "#shared/model/image-request.ts";
import type { PriceTable } from "#shared/model/settings.ts";
import type { Usage } from "#shared/model/usage.ts";
import { costUsd, expectFrom, type Expectation, type PastRequest } from "#shared/rules/prices.ts";

/** Where the API chooses the size: what its documented default presets come to. */
const autoMegapixels = (1024 * 1024) / 1e6;

export function megapixelsOf({ size }: Pick<ImageRequest, "size">): number {
  return size === "auto" ? autoMegapixels : (size.widthPx * size.heightPx) / 1e6;
}

/** What one request is expected to take. */
export function expectRequest(request: ImageRequest, past: readonly PastRequest[]): Expectation {
  return expectFrom(past, {
    kind: kindOf(request),
    megapixels: megapixelsOf(request),
    references: request.references.length,
  });
}

export function estimateClick(
  wish: { readonly requests: readonly ImageRequest[]; readonly takes: number },
  past: readonly PastRequest[],
  settings: { readonly prices: PriceTable; readonly parallelRequests: number },
): Estimate {
  const expected = wish.requests.map((request) => expectRequest(request, past));
  const requests = wish.requests.length * wish.takes;
  const durations = expected.map(({ durationMs }) => durationMs).filter((ms) => ms !== null);
  const isWholeTime = durations.length === expected.length;
  const durationMs = isWholeTime ? Math.round(sum(durations) / durations.length) : null;
  const usages = expected.map(({ usage }) => usage).filter((usage) => usage !== null);
  const isWholeUsage = usages.length === expected.length;
  const costs = usages.map((usage) => costUsd(usage, settings.prices)).filter((cost) => cost !== null);
  const rounds = Math.ceil(requests / settings.parallelRequests);
  return {
    requests,
    usage: isWholeUsage ? addUsage(usages, wish.takes) : null,
    costUsd: isWholeUsage && costs.length === usages.length ? sum(costs) * wish.takes : null,
    durationMs,
    totalMs: durationMs === null ? null : durationMs * rounds,
    basedOn: Math.min(...expected.map(({ basedOn }) => basedOn)),
  };
}

function addUsage(usages: readonly Usage[], times: number): Usage {
  const add = (pick: (usage: Usage) => number | null): number | null => {
    const counts = usages.map(pick).filter((count) => count !== null);
    return counts.length === usages.length ? sum(counts) * times : null;
  };
  return {
    totalTokens: add((usage) => usage.totalTokens),
    inputTokens: add((usage) => usage.inputTokens),
    outputTokens: add((usage) => usage.outputTokens),
    textTokens: add((usage) => usage.textTokens),
    imageTokens: add((usage) => usage.imageTokens),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
