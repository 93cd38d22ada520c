// npm run bench -- NAME: sets everything up and runs build/bench/NAME/NAME.bench.ts under the pinned Node.
import { existsSync, readdirSync } from "node:fs";
import { exitCodeOf, runForeground } from "#build/setup/child-process.mjs";
import { runEntry, SetupFailure } from "#build/setup/failure.mjs";
import { prepareApp } from "#build/setup/prepare.mjs";
import { projectPath } from "#build/setup/root.mjs";

/** @param {string} name @returns {string} */
const benchPath = (name) => projectPath("build", "bench", name, `${name}.bench.ts`);

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

await runEntry(async () => {
  const [name = "", ...flags] = process.argv.slice(2);
  const names = readdirSync(projectPath("build", "bench")).filter((each) => existsSync(benchPath(each)));
  if (!names.includes(name)) {
    const asked = name === "" ? "Say which bench." : `There is no bench "${name}".`;
    throw new SetupFailure(
      `${asked} Benches: ${names.join(", ")}. Usage: npm run bench -- NAME [--json FILE]`,
    );
  }
  const node = await prepareApp(say, "npm run bench");
  const args = ["--expose-gc", benchPath(name), ...flags];
  return exitCodeOf(await runForeground(node, args));
});
