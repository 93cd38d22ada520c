// The program behind `npm run inlay`: words in, one studio, an exit code.
import { keepObjectsApart } from "#electron/platform/apart-objects.ts";
import { openConfFile } from "#electron/settings/conf-file.ts";
import { runCommand } from "./command-line.ts";
import { composite } from "./composite-command.ts";
import { exitCodes, usage } from "./command-line-usage.ts";
import { readVersion } from "./own-files.ts";
import { parseCommand } from "./parse-command.ts";
import type { TypedComposite } from "./parse-composite.ts";
import { onStopSignals, reportBugs } from "./process-ends.ts";
import { openStudio } from "./studio.ts";

const say = (sentence: string): void => {
  if (sentence !== "") process.stderr.write(`${sentence}\n`);
};

const print = (line: Readonly<Record<string, unknown>>): void =>
  void process.stdout.write(`${JSON.stringify(line)}\n`);

keepObjectsApart();
process.exitCode = await main();

async function main(): Promise<number> {
  const parsed = parseCommand(process.argv.slice(2));
  if (!parsed.ok) {
    say(`${parsed.error}\nnpm run inlay -- --help lists commands and options.`);
    return exitCodes.usage;
  }
  const { command, library, isDemo } = parsed.value;
  if (command.name === "help") {
    process.stdout.write(`${usage}\n`);
    return exitCodes.done;
  }
  if (command.name === "composite") return await runComposite(command.wish);
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
    isSending: command.name === "send" || command.name === "inpaint",
  });
  reportBugs(studio.log, say);
  try {
    return await runCommand(studio, command, { print, say, stop });
  } finally {
    await studio.close();
  }
}

/** Needs no library and no key, so it works while the app is open. */
async function runComposite(wish: TypedComposite): Promise<number> {
  try {
    return await composite(wish, { print, say });
  } catch (error) {
    say(
      `Something in Inlay is broken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return exitCodes.bug;
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
