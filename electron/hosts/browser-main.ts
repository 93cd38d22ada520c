// The program behind `npm start -- --browser`: flags, the studio, the server, and an end in order.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { keepObjectsApart } from "#electron/platform/apart-objects.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { openConfFile } from "#electron/settings/conf-file.ts";
import { startBrowserHost } from "./browser.ts";
import { errorLine } from "./command-line-sentences.ts";
import { keepPort, readKeptPort } from "./kept-port.ts";
import { openAddress } from "./open-address.ts";
import { findPageAssets, readVersion } from "./own-files.ts";
import { endOnSignals, reportBugs } from "./process-ends.ts";
import { openStudio } from "./studio.ts";

const usage = `Usage: npm start -- --browser [--no-open] [--port N] [--library DIR] [--watch DIR] [--demo]

  --no-open      print the address and open no browser
  --port N       the port to listen on, on 127.0.0.1 only; without it any free one
  --library DIR  the folder of the library
  --watch DIR    take in copies of the pictures that appear in a folder from now on, until another one is named
  --demo         let the demo engine answer, even with a key`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

keepObjectsApart();
const flags = readFlags();
const studio = await openStudio({
  host: "browser",
  version: readVersion(),
  env: process.env,
  openSettingsFile: openConfFile,
  vault: null,
  createPowers: null,
  systemProxy: null,
  libraryFlag: flags.library,
  isDemoFlagged: flags.isDemo,
});
reportBugs(studio.log, say);
const keptPort = await readKeptPort(studio.paths.dataFolder);
const ports = flags.port === null ? [...(keptPort === null ? [] : [keptPort]), 0] : [flags.port];
const host = await startBrowserHost(studio, { assets: findPageAssets(), ports }).catch(
  async (error: unknown) => {
    await studio.close();
    const code = systemCode(error);
    if (code === null) throw error;
    say(explainPort(code));
    return process.exit(1);
  },
);
endOnSignals(async () => {
  await host.close();
  await studio.close();
});
await watchFolder(flags.watch);
if (flags.port === null) await keepPort(studio.paths.dataFolder, host.port);
// The page says it too; who has started it may look here first.
const shelf = studio.session.current();
if (!shelf.ok) say(errorLine(shelf.error));
if (studio.apiTrouble !== null) say(errorLine(studio.apiTrouble));
if (studio.engine().engine === "demo") say("The demo engine answers: its pictures are drawn by rule.");
process.stdout.write(`Inlay is ready: ${host.url}\n`);
// What answers pages is loaded while the browser finds its way here.
setImmediate(() => void globalThis.Response);
if (flags.opensBrowser && !(await openAddress(host.launchUrl())))
  say("No browser could be opened here: open the address above in one.");

/** Goes on with the folder that was watched last, or begins with the one that the flag names. */
async function watchFolder(folder: string | null): Promise<void> {
  try {
    if (folder !== null && studio.watch.state()?.folder !== folder) await studio.watch.start(folder, "copy");
    else await studio.watch.look();
  } catch (error) {
    if (systemCode(error) === null) throw error;
    say(`The choice of the watched folder cannot be kept (${systemCode(error)}).`);
  }
  const watch = studio.watch.state();
  if (watch === null || watch.state === "watching") return;
  const trouble = watch.state === "missing" ? "is not there" : "cannot be read";
  say(`The watched folder ${watch.folder} ${trouble}: Inlay goes on looking for it.`);
}

function explainPort(code: string): string {
  if (code === "EADDRINUSE")
    return `Port ${flags.port} is taken: choose another with --port, or leave it out.`;
  if (code === "EACCES") return `Port ${flags.port} may not be used by this user: choose one above 1023.`;
  return `Port ${flags.port} cannot be opened (${code}).`;
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        "no-open": { type: "boolean", default: false },
        port: { type: "string" },
        library: { type: "string" },
        watch: { type: "string" },
        demo: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${usage}\n`);
      process.exit(0);
    }
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      throw new Error("--port takes a whole number from 0 to 65535.");
    return {
      opensBrowser: !values["no-open"],
      port,
      library: values.library ?? null,
      watch: values.watch === undefined ? null : resolve(values.watch),
      isDemo: values.demo,
    };
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}
