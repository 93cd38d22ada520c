import { describe, expect, it } from "vitest";
import {
  countPlaywrightTests,
  emptyTally,
  sumTallies,
  tallyLine,
  tallyPlaywright,
  tallyVitest,
} from "#build/check/tally.mjs";

describe("the closing line of the tests", () => {
  it("leaves skipped out when nothing was skipped", () => {
    expect(tallyLine({ ...emptyTally(), passed: 12 })).toBe("12 passed, 0 failed");
    expect(tallyLine({ ...emptyTally(), passed: 12, failed: 1, skipped: 3 })).toBe(
      "12 passed, 1 failed, 3 skipped",
    );
  });

  it("sums every stage and keeps what to show", () => {
    const one = { passed: 1, failed: 1, skipped: 0, failures: ["a"] };
    const two = { passed: 2, failed: 0, skipped: 4, failures: [] };
    expect(sumTallies([one, two])).toEqual({ passed: 3, failed: 1, skipped: 4, failures: ["a"] });
  });
});

describe("counting Vitest's report", () => {
  it("counts a file that could not be run as one failure", () => {
    const tally = tallyVitest({
      testResults: [
        { name: "a.test.ts", status: "failed", message: "SyntaxError", assertionResults: [] },
        {
          name: "b.test.ts",
          status: "failed",
          assertionResults: [
            { status: "passed", fullName: "b works" },
            { status: "failed", fullName: "b breaks", failureMessages: ["expected 1"] },
            { status: "pending", fullName: "b waits" },
          ],
        },
      ],
    });
    expect(tally).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(tally.failures).toEqual(["a.test.ts\nSyntaxError", "b.test.ts\nb breaks\nexpected 1"]);
  });
});

describe("counting Playwright's report", () => {
  const spec = (status: string) => ({
    title: `is ${status}`,
    file: "walk.spec.ts",
    line: 3,
    tests: [{ status, projectName: "browser", results: [{ errors: [{ message: "no button" }] }] }],
  });
  const report = {
    suites: [
      {
        title: "walk",
        specs: [spec("expected")],
        suites: [{ title: "inner", specs: ["skipped", "unexpected", "flaky"].map(spec) }],
      },
    ],
    errors: [],
  };

  it("counts nested suites, and a flaky test as failed", () => {
    expect(tallyPlaywright(report)).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(tallyPlaywright(report).failures[0]).toBe("walk.spec.ts:3 is unexpected\nno button");
  });

  it("counts an error outside every test as failed", () => {
    expect(tallyPlaywright({ suites: [], errors: [{ message: "cannot load" }] })).toMatchObject({
      failed: 1,
    });
  });

  it("counts a list that was not run", () => {
    expect(countPlaywrightTests(report)).toBe(4);
  });
});
