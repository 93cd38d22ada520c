// The program behind `npm run inlay`: words in, one studio, an exit code.
import { openConfFile } from "#electron/settings/conf-file.ts";
import { runCommand } from "./command-line.ts";
import { exitCodes, usage } from "./command-line-usage.ts";
import { readVersion } from "./own-files.ts";
import { parseCommand } from "./parse-command.ts";
import { onStopSignals, reportBugs } from "./process-ends.ts";
import { openStudio } from "./studio.ts";

const say = (sentence: string): void => {
  if (sentence !== "") process.stderr.write(`${sentence}\n`);
};

process.exitCode = await main();

async function main(): Promise<number> {
  const parsed = parseCommand(process.argv.slice(2));
  if (!parsed.ok) {
    say(`${parsed.error}\n\n${usage}`);
    return exitCodes.usage;
  }
  const { command, library, isDemo } = parsed.value;
  if (command.name === "help") {
    process.stdout.write(`${usage}\n`);
    return exitCodes.done;
  }
  // Listens before anything is opened, so that no Ctrl-C falls into a gap.
  const stop = stopOnSignals();
  const studio = await openStudio({
    host: "command line",
    version: readVersion(),
    env: process.env,
    openSettingsFile: openConfFile,
    vault: null,
    createPowers: null,
    systemProxy: null,
    libraryFlag: library,
    isDemoFlagged: isDemo,
    isSending: command.name === "send",
  });
  reportBugs(studio.log, say);
  try {
    return await runCommand(studio, command, {
      print: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
      say,
      stop,
    });
  } finally {
    await studio.close();
  }
}

/** The first Ctrl-C stops in order, a second one at once. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  onStopSignals(
    () => stop.abort(),
    () => process.exit(exitCodes.stopped),
  );
  return stop.signal;
}
