// npm test: sets everything up, runs every check and every test, and closes with one line of counts.
// `npm test -- checks|unit|e2e` runs a part. Built-ins only: it starts on a bare clone.
import { stageRounds } from "#build/check/stages.mjs";
import { emptyTally, sumTallies, tallyLine } from "#build/check/tally.mjs";
import { ensureChromium } from "#build/setup/chromium.mjs";
import { ensureDependencies } from "#build/setup/dependencies.mjs";
import { ensureAppBuilt } from "#build/setup/app-build.mjs";
import { findElectron } from "#build/setup/electron-binary.mjs";
import { runEntry, SetupFailure } from "#build/setup/failure.mjs";
import { findPinnedNode } from "#build/setup/pinned-node.mjs";

/** @typedef {import("#build/check/tally.mjs").Tally} Tally */
/** @typedef {import("#build/check/stages.mjs").Stage} Stage */
/** @typedef {import("#build/check/stages.mjs").Bench} Bench */

const parts = ["checks", "unit", "e2e"];

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/**
 * @param {Stage} stage
 * @param {Bench} tools
 * @returns {Promise<Tally>}
 */
async function runStage(stage, tools) {
  const startedAt = Date.now();
  const tally = await stage.run(tools);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`${tally.failed > 0 ? "failed" : "ok    "}  ${stage.name}: ${tallyLine(tally)} in ${seconds} s`);
  for (const failure of tally.failures) say(`\n${failure.trimEnd()}\n`);
  return tally;
}

/**
 * @param {readonly Stage[]} lane
 * @param {Bench} tools
 * @returns {Promise<Tally>}
 */
async function runLane(lane, tools) {
  let sum = emptyTally();
  for (const stage of lane) sum = sumTallies([sum, await runStage(stage, tools)]);
  return sum;
}

/** @returns {string[]} the parts to run */
function readParts() {
  const asked = process.argv.slice(2);
  const unknown = asked.find((part) => !parts.includes(part));
  if (unknown !== undefined)
    throw new SetupFailure(`There is no part "${unknown}". Parts: ${parts.join(", ")}.`);
  return asked.length === 0 ? parts : asked;
}

async function main() {
  const wanted = readParts();
  await ensureDependencies(say, "npm test");
  const node = findPinnedNode();
  const chromium = wanted.some((part) => part !== "checks") ? await ensureChromium(node, say) : "";
  const tools = { node, chromium, electron: findElectron() };
  if (!wanted.includes("checks")) await ensureAppBuilt(node, say);
  let sum = emptyTally();
  for (const round of stageRounds) {
    const lanes = round.map((lane) => lane.filter((stage) => wanted.includes(stage.part)));
    sum = sumTallies([sum, ...(await Promise.all(lanes.map((lane) => runLane(lane, tools))))]);
  }
  say(tallyLine(sum));
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}

await runEntry(main);
