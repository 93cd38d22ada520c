// npm start: sets everything up and opens Inlay, in Electron where that can run, else in the browser.
// Built-ins only: it starts on a bare clone. Flags: --browser --no-open --port N --library DIR --demo.
import { builtPath } from "#build/setup/app-build.mjs";
import { exitCodeOf, runForeground } from "#build/setup/child-process.mjs";
import { ensureElectron } from "#build/setup/electron-binary.mjs";
import { runEntry } from "#build/setup/failure.mjs";
import { prepareApp } from "#build/setup/prepare.mjs";
import { rootPath } from "#build/setup/root.mjs";

/** An end this soon after the start, with a bad code, means that Electron cannot run on this machine. */
const failedStartMs = 5000;

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/** Why Electron cannot open a window here, as the start of a sentence; undefined when it can.
 * @returns {string | undefined}
 */
function whyNoWindow() {
  if (process.platform !== "linux") return undefined;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!DISPLAY && !WAYLAND_DISPLAY) return "There is no display for Electron";
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  return undefined;
}

/**
 * @param {string} node
 * @param {readonly string[]} flags
 * @returns {Promise<number>} exit code
 */
async function openInBrowser(node, flags) {
  // What Node compiled last time is taken from there where the code is still the same, byte for byte.
  const env = { NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? builtPath("compiled") };
  return exitCodeOf(await runForeground(node, [builtPath("main", "browser-main.js"), ...flags], { env }));
}

async function main() {
  const flags = process.argv.slice(2).filter((flag) => flag !== "--browser");
  const wantsBrowser = process.argv.includes("--browser");
  const node = await prepareApp(say, "npm start");
  if (wantsBrowser) return openInBrowser(node, flags);
  const obstacle = whyNoWindow();
  const electron = obstacle === undefined ? await ensureElectron(node, say) : undefined;
  if (electron === undefined) {
    say(
      `${obstacle ?? "Electron is not here and could not be fetched"}: opening Inlay in the browser instead.`,
    );
    return openInBrowser(node, flags);
  }
  const outcome = await runForeground(electron, [rootPath, ...flags], {
    env: { ELECTRON_RUN_AS_NODE: undefined },
  });
  const hasFailedToStart =
    exitCodeOf(outcome) !== 0 && !outcome.wasAskedToEnd && outcome.tookMs < failedStartMs;
  if (!hasFailedToStart) return exitCodeOf(outcome);
  say("Electron could not start on this machine: opening Inlay in the browser instead.");
  return openInBrowser(node, flags);
}

await runEntry(main);
