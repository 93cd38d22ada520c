// npm run demo-engine: the stand-in for the images API, alone on a loopback port. Its ready line belongs to
// stdout, so the set-up speaks on stderr.
import { exitCodeOf, runForeground } from "#build/setup/child-process.mjs";
import { ensureDependencies } from "#build/setup/dependencies.mjs";
import { runEntry } from "#build/setup/failure.mjs";
import { findPinnedNode } from "#build/setup/pinned-node.mjs";
import { projectPath } from "#build/setup/root.mjs";

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

await runEntry(async () => {
  await ensureDependencies(say, "npm run demo-engine");
  const program = projectPath("electron", "demo", "demo-engine-main.ts");
  return exitCodeOf(await runForeground(findPinnedNode(), [program, ...process.argv.slice(2)]));
});
