// The stages of `npm test`: what each runs and how its result is counted. Knows no test by name.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { ensureAppBuilt } from "#build/setup/app-build.mjs";
import { runCaptured } from "#build/setup/child-process.mjs";
import { SetupFailure } from "#build/setup/failure.mjs";
import { projectPath } from "#build/setup/root.mjs";
import { countPlaywrightTests, emptyTally, tallyPlaywright, tallyVitest } from "./tally.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */

/**
 * @typedef {object} Bench
 * @property {string} node the pinned Node
 * @property {string} chromium
 * @property {string | undefined} electron Electron's binary, where there is one
 */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {"checks" | "unit" | "e2e"} part
 * @property {(tools: Bench) => Promise<Tally>} run
 */

const bin = /** @param {...string} parts */ (...parts) => projectPath("node_modules", ...parts);

/** What Node compiled once is there for the next process and worker: the unit tests start hundreds of them. */
const compiledCode = { NODE_COMPILE_CACHE: projectPath("out", "compiled") };

/** Tools written in Go collect garbage a third as often: a quarter less work, for memory that one run has. */
const spareCollector = { GOGC: process.env["GOGC"] ?? "300" };

/**
 * One tool, one check: it passes when the tool ends with code 0.
 * @param {string} name
 * @param {readonly string[]} args the tool's script and its arguments
 * @returns {Stage}
 */
function toolCheck(name, args) {
  return {
    name,
    part: "checks",
    run: async ({ node }) => {
      const { code, output } = await runCaptured(node, args, { env: spareCollector });
      return code === 0
        ? { ...emptyTally(), passed: 1 }
        : { ...emptyTally(), failed: 1, failures: [`${name}\n${output}`] };
    },
  };
}

/**
 * Runs a test runner that leaves a JSON report, and counts it. No report, no test, or a bad end without a
 * failed test: each is a failure of its own.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {string} report path of the report
 * @param {NodeJS.ProcessEnv} env
 * @param {(report: unknown) => Tally} count
 * @returns {Promise<Tally>}
 */
async function runTests(node, args, report, env, count) {
  rmSync(report, { force: true });
  const { code, output } = await runCaptured(node, args, { env, timeoutMs: 900_000 });
  if (!existsSync(report)) return { ...emptyTally(), failed: 1, failures: [output] };
  const tally = count(JSON.parse(readFileSync(report, "utf8")));
  if (tally.failed > 0) return tally;
  if (tally.passed + tally.skipped === 0)
    return { ...tally, failed: 1, failures: [`No test ran.\n${output}`] };
  return code === 0 ? tally : { ...tally, failed: 1, failures: [output] };
}

const playwright = [bin("@playwright", "test", "cli.js"), "test"];

/** @type {Stage} */
const buildStage = {
  name: "build",
  part: "checks",
  run: async ({ node }) => {
    try {
      await ensureAppBuilt(node, () => {});
      return { ...emptyTally(), passed: 1 };
    } catch (error) {
      if (!(error instanceof SetupFailure)) throw error;
      return { ...emptyTally(), failed: 1, failures: [`${error.message}\n${error.detail}`] };
    }
  },
};

/** @type {Stage} */
const unitStage = {
  name: "unit, contract and architecture tests",
  part: "unit",
  run: ({ node, chromium }) => {
    const report = projectPath("test-results", "unit.json");
    const args = [bin("vitest", "vitest.mjs"), "run", "--reporter=json", `--outputFile=${report}`];
    return runTests(node, args, report, { ...compiledCode, INLAY_CHROMIUM: chromium }, tallyVitest);
  },
};

/**
 * @param {string} project a project of playwright.config.ts
 * @param {Bench} tools
 * @returns {Promise<Tally>}
 */
function runJourneys(project, tools) {
  const report = projectPath("test-results", `${project}.json`);
  const args = [...playwright, `--project=${project}`, "--reporter=json"];
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    INLAY_CHROMIUM: tools.chromium,
    ...(tools.electron === undefined ? {} : { INLAY_ELECTRON: tools.electron }),
  };
  return runTests(tools.node, args, report, env, tallyPlaywright);
}

/** @type {Stage} */
const browserStage = {
  name: "journeys in the browser",
  part: "e2e",
  run: (tools) => runJourneys("browser", tools),
};

/** Where there is no Electron to run, its tests are counted and reported as skipped.
 * @type {Stage}
 */
const desktopStage = {
  name: "journeys in Electron",
  part: "e2e",
  run: async (tools) => {
    if (tools.electron !== undefined) return runJourneys("desktop", tools);
    const report = projectPath("test-results", "desktop.json");
    rmSync(report, { force: true });
    await runCaptured(tools.node, [...playwright, "--project=desktop", "--list", "--reporter=json"], {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    const skipped = existsSync(report) ? countPlaywrightTests(JSON.parse(readFileSync(report, "utf8"))) : 0;
    return { ...emptyTally(), skipped };
  },
};

/** @type {Stage} One checker: several would each check what all share, the libraries first. */
const typesStage = toolCheck("types (tsc)", [
  bin("typescript", "bin", "tsc"),
  "-b",
  "--checkers",
  "1",
  "--builders",
  "1",
]);
const lintStage = toolCheck("lint (oxlint)", [bin("oxlint", "bin", "oxlint"), "--type-aware"]);
const formatStage = toolCheck("format (prettier)", [
  bin("prettier", "bin", "prettier.cjs"),
  "--check",
  "--log-level=warn",
  ".",
]);
const unusedStage = toolCheck("unused code (knip)", [bin("knip", "bin", "knip.js")]);

/**
 * Rounds run one after the other. In a round each lane runs beside the others, the stages of a lane one by one:
 * two lanes, because few machines that test have more cores.
 */
export const stageRounds = /** @type {readonly (readonly (readonly Stage[])[])[]} */ ([
  [
    [typesStage, lintStage],
    [formatStage, unusedStage, buildStage],
  ],
  [[unitStage]],
  [[browserStage]],
  [[desktopStage]],
]);
