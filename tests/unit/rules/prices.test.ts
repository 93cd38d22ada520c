import { describe, expect, it } from "vitest";
import type { Usage } from "#shared/model/usage.ts";
import { costUsd, expectFrom, type PastRequest } from "#shared/rules/prices.ts";

const usage = (changes: Partial<Usage> = {}): Usage => ({
  totalTokens: 3000,
  inputTokens: 1000,
  outputTokens: 2000,
  textTokens: 200,
  imageTokens: 800,
  ...changes,
});
const prices = { textInputUsd: 5, imageInputUsd: 10, outputUsd: 40 };
const past = (changes: Partial<PastRequest> = {}): PastRequest => ({
  kind: "generate",
  megapixels: 1,
  references: 0,
  usage: usage(),
  durationMs: 20_000,
  ...changes,
});

describe("money", () => {
  it("[M1] is tokens times prices", () => {
    expect(costUsd(usage(), prices)).toBeCloseTo(0.001 + 0.008 + 0.08, 10);
  });

  it("[M1] counts input that the reply does not split as text", () => {
    expect(costUsd(usage({ textTokens: null, imageTokens: null }), prices)).toBeCloseTo(0.005 + 0.08, 10);
  });

  it.each<[string, Usage, typeof prices | Record<string, null>]>([
    ["a needed price is missing", usage(), { ...prices, outputUsd: null as unknown as number }],
    ["the reply has no output tokens", usage({ outputTokens: null }), prices],
  ])("[M1] has no figure when %s", (_, used, table) => {
    expect(costUsd(used, table as typeof prices)).toBeNull();
  });

  it("[M1] does not need a price for what was not used", () => {
    const noImage = { ...prices, imageInputUsd: null };
    expect(costUsd(usage({ imageTokens: 0 }), noImage)).toBeCloseTo(0.001 + 0.08, 10);
  });
});

describe("an expectation", () => {
  it("[M2] is silent without a past of the same kind", () => {
    const next = { kind: "edit", megapixels: 1, references: 1 } as const;
    expect(expectFrom([past()], next)).toEqual({ usage: null, durationMs: null, basedOn: 0 });
  });

  it("[M2] is the median, so that one stalled request does not colour it", () => {
    const requests = [10, 11, 12, 13, 900].map((seconds) => past({ durationMs: seconds * 1000 }));
    expect(expectFrom(requests, past()).durationMs).toBe(12_000);
  });

  it("[M2] rests on the most similar twenty", () => {
    const small = Array.from({ length: 20 }, () => past({ megapixels: 1, durationMs: 10_000 }));
    const large = Array.from({ length: 20 }, () => past({ megapixels: 8, durationMs: 80_000 }));
    const mixed = [...large, ...small];
    expect(expectFrom(mixed, past({ megapixels: 1.1 }))).toMatchObject({ durationMs: 10_000, basedOn: 20 });
    expect(expectFrom(mixed, past({ megapixels: 7 }))).toMatchObject({ durationMs: 80_000, basedOn: 20 });
  });

  it("[M2] knows the time even when no reply told its tokens", () => {
    expect(expectFrom([past({ usage: null })], past())).toEqual({
      usage: null,
      durationMs: 20_000,
      basedOn: 1,
    });
  });
});
