// Finds a Chromium for the journeys, or fetches one. Says which in one line.
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { runCaptured } from "./child-process.mjs";
import { SetupFailure } from "./failure.mjs";
import { projectPath } from "./root.mjs";

/** Where browsers lie on each system, best first. */
const knownPaths = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/opt/google/chrome/chrome",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    join(homedir(), "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map((name) =>
    join(process.env[name] ?? "C:\\", "Google", "Chrome", "Application", "chrome.exe"),
  ),
};

const playwrightCaches = [
  process.env["PLAYWRIGHT_BROWSERS_PATH"],
  join(homedir(), ".cache", "ms-playwright"),
  join(homedir(), "Library", "Caches", "ms-playwright"),
  join(process.env["LocalAppData"] ?? homedir(), "ms-playwright"),
];

const playwrightBinaries = [
  "chrome-linux/chrome",
  "chrome-linux64/chrome",
  "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
  "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
  "chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
  "chrome-win/chrome.exe",
  "chrome-win64/chrome.exe",
];

/** @param {string} path @returns {boolean} */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | undefined} */
function findInPlaywrightCache() {
  for (const cache of playwrightCaches) {
    if (cache === undefined || !existsSync(cache)) continue;
    const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
    for (const build of builds.sort().reverse()) {
      const binary = playwrightBinaries.map((path) => join(cache, build, path)).find(isProgram);
      if (binary !== undefined) return binary;
    }
  }
  return undefined;
}

/** @returns {string | undefined} */
function findInstalled() {
  const known = knownPaths[/** @type {keyof typeof knownPaths} */ (process.platform)] ?? [];
  return known.find(isProgram) ?? findInPlaywrightCache();
}

/**
 * @param {string} node the pinned Node
 * @returns {Promise<string | undefined>}
 */
async function fetchWithPlaywright(node) {
  const command = projectPath("node_modules", "@playwright", "test", "cli.js");
  await runCaptured(node, [command, "install", "chromium"], { timeoutMs: 240_000 });
  return findInPlaywrightCache();
}

/** @returns {Promise<string | undefined>} */
async function fetchWithApt() {
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== "linux" || !isRoot || !isProgram("/usr/bin/apt-get")) return undefined;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCaptured("apt-get", ["update", "-q"], { env, timeoutMs: 180_000 });
  await runCaptured("apt-get", ["install", "-qy", "--no-install-recommends", "chromium"], {
    env,
    timeoutMs: 420_000,
  });
  return findInstalled();
}

/**
 * Absolute path of a Chromium that starts.
 * @param {string} node the pinned Node
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function ensureChromium(node, say) {
  const named = process.env["INLAY_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (!isProgram(named)) throw new SetupFailure(`INLAY_CHROMIUM names ${named}, which is not a program.`);
    say(`Browser: ${named} (INLAY_CHROMIUM).`);
    return named;
  }
  const installed = findInstalled();
  if (installed !== undefined) {
    say(`Browser: ${installed}.`);
    return installed;
  }
  say("No Chromium here; fetching one with Playwright.");
  const fetched = await fetchWithPlaywright(node);
  if (fetched !== undefined) {
    say(`Browser: ${fetched}.`);
    return fetched;
  }
  say("Playwright's download cannot be reached; installing Debian's Chromium with apt-get.");
  const packaged = await fetchWithApt();
  if (packaged !== undefined) {
    say(`Browser: ${packaged}.`);
    return packaged;
  }
  throw new SetupFailure(
    "There is no Chromium and none could be fetched. Install Chromium or Chrome, or name one in INLAY_CHROMIUM, then try again.",
  );
}
