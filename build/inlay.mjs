// npm run inlay: the command line. Stdout belongs to the command's own JSON lines, so the set-up speaks on stderr.
import { builtPath } from "#build/setup/app-build.mjs";
import { exitCodeOf, runForeground } from "#build/setup/child-process.mjs";
import { runEntry } from "#build/setup/failure.mjs";
import { prepareApp } from "#build/setup/prepare.mjs";

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

await runEntry(async () => {
  const node = await prepareApp(say, "npm run inlay");
  const program = builtPath("main", "command-line-main.js");
  // The command runs where the person typed it, so that relative paths mean what they say.
  const cwd = process.env["INIT_CWD"] ?? process.cwd();
  return exitCodeOf(await runForeground(node, [program, ...process.argv.slice(2)], { cwd }));
});
