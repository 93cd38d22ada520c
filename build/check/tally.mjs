// Counts what test runners report. Knows their JSON, not the tests.
import { stripVTControlCharacters } from "node:util";

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures what to show for each failed test
 */

/** @returns {Tally} */
export function emptyTally() {
  return { passed: 0, failed: 0, skipped: 0, failures: [] };
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sumTallies(tallies) {
  return tallies.reduce(
    (sum, each) => ({
      passed: sum.passed + each.passed,
      failed: sum.failed + each.failed,
      skipped: sum.skipped + each.skipped,
      failures: [...sum.failures, ...each.failures],
    }),
    emptyTally(),
  );
}

/**
 * The closing line, in the one form that other programs read.
 * @param {Tally} tally
 * @returns {string} `N passed, N failed` and, when some were, `, N skipped`
 */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestCase */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: VitestCase[] }} VitestFile */

/**
 * @param {unknown} report Vitest's JSON report
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const { testResults } = /** @type {{ testResults: VitestFile[] }} */ (report);
  const tally = emptyTally();
  for (const file of testResults) {
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === "passed") tally.passed += 1;
      else if (status === "failed") {
        tally.failed += 1;
        tally.failures.push(`${file.name}\n${fullName}\n${(failureMessages ?? []).join("\n")}`);
      } else tally.skipped += 1;
    }
    const isBroken =
      file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");
    if (isBroken) {
      tally.failed += 1;
      tally.failures.push(`${file.name}\n${file.message ?? "The file could not be run."}`);
    }
  }
  return tally;
}

/** @typedef {{ error?: { message?: string, stack?: string }, errors?: { message?: string }[] }} PlaywrightResult */
/** @typedef {{ status: string, projectName: string, results: PlaywrightResult[] }} PlaywrightTest */
/** @typedef {{ title: string, file: string, line: number, tests: PlaywrightTest[] }} PlaywrightSpec */
/** @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/**
 * @param {unknown} report Playwright's JSON report
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  const { suites, errors } = /** @type {{ suites: PlaywrightSuite[], errors?: { message?: string }[] }} */ (
    report
  );
  const tally = emptyTally();
  for (const spec of suites.flatMap(specsOf)) {
    for (const test of spec.tests) {
      if (test.status === "skipped") tally.skipped += 1;
      else if (test.status === "expected") tally.passed += 1;
      else {
        tally.failed += 1;
        const reasons = test.results
          .flatMap((result) => result.errors ?? [])
          .map(({ message }) => message ?? "");
        tally.failures.push(
          stripVTControlCharacters(`${spec.file}:${spec.line} ${spec.title}\n${reasons.join("\n")}`),
        );
      }
    }
  }
  for (const { message } of errors ?? []) {
    tally.failed += 1;
    tally.failures.push(message ?? "Playwright failed without a word.");
  }
  return tally;
}

/**
 * How many tests a list holds that was made without running them.
 * @param {unknown} report Playwright's JSON report of `--list`
 * @returns {number}
 */
export function countPlaywrightTests(report) {
  const { suites } = /** @type {{ suites: PlaywrightSuite[] }} */ (report);
  return suites.flatMap(specsOf).reduce((count, spec) => count + spec.tests.length, 0);
}

/** @param {PlaywrightSuite} suite @returns {PlaywrightSpec[]} */
function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}
