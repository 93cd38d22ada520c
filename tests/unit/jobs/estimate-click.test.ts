import { describe, expect, it } from "vitest";
import { estimateClick, megapixelsOf } from "#electron/jobs/estimate-click.ts";
import { retryLimits, stepAfterFailure } from "#electron/jobs/retry-policy.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import type { PastRequest } from "#shared/rules/prices.ts";

const usage = { totalTokens: 10, inputTokens: 4, outputTokens: 6, textTokens: 4, imageTokens: 0 };
const past = (kind: PastRequest["kind"], durationMs: number): PastRequest => ({
  kind,
  megapixels: 1,
  references: 0,
  usage,
  durationMs,
});
const settings = { prices: { textInputUsd: 1, imageInputUsd: 1, outputUsd: 1 }, parallelRequests: 3 };
const generate = { ...blankRequest, prompt: "x" };

describe("estimate", () => {
  it("[M2] has no figure where one of the requests has no past", () => {
    const reference = {
      asset: "a",
      mediaType: "image/png",
      name: "",
      label: "",
      widthPx: 1,
      heightPx: 1,
      bytes: 1,
      picture: null,
      notes: [],
      url: null,
    };
    const edit = { ...generate, references: [reference as never] };
    const mixed = estimateClick({ requests: [generate, edit], takes: 1 }, [past("generate", 1000)], settings);
    expect(mixed).toEqual({
      requests: 2,
      usage: null,
      costUsd: null,
      durationMs: null,
      totalMs: null,
      basedOn: 0,
    });
  });

  it("[M1] counts every take, and rounds of the parallel limit", () => {
    const estimate = estimateClick({ requests: [generate], takes: 7 }, [past("generate", 1000)], settings);
    expect(estimate).toMatchObject({
      requests: 7,
      durationMs: 1000,
      totalMs: 3000,
      usage: { totalTokens: 70 },
    });
    expect(estimate.costUsd).toBeCloseTo(70 / 1e6, 12);
    const unpriced = { ...settings, prices: { ...settings.prices, outputUsd: null } };
    expect(
      estimateClick({ requests: [generate], takes: 7 }, [past("generate", 1000)], unpriced).costUsd,
    ).toBeNull();
  });

  it("reads sizes in megapixels", () => {
    expect(megapixelsOf({ size: { widthPx: 2000, heightPx: 1000 } })).toBe(2);
    expect(megapixelsOf({ size: "auto" })).toBeCloseTo(1.05, 2);
  });
});

describe("[J5] waits", () => {
  it("grow to a limit and are never all the same", () => {
    const wait = (tries: number, chance: number) => {
      const step = stepAfterFailure({ kind: "rate-limited", retryAfterMs: null }, tries, chance);
      return step.to === "queued" ? step.waitMs : 0;
    };
    for (let tries = 1; tries < retryLimits.rateLimitTries; tries += 1) {
      expect(wait(tries, 0)).toBeLessThan(wait(tries, 1));
      expect(wait(tries, 1)).toBeLessThanOrEqual(retryLimits.maxWaitMs);
    }
    expect(
      stepAfterFailure({ kind: "rate-limited", retryAfterMs: 1 }, retryLimits.rateLimitTries, 0),
    ).toEqual({ to: "failed" });
  });
});
