// Brings node_modules into the state of package-lock.json. Runs on whatever Node is there.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runCaptured } from "./child-process.mjs";
import { SetupFailure } from "./failure.mjs";
import { hashInputs } from "./input-hash.mjs";
import { projectPath } from "./root.mjs";

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */

const stampPath = projectPath("node_modules", ".inlay-lock-hash");
const networkFaults =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|SELF_SIGNED_CERT_IN_CHAIN)\b|network (timeout|request)/i;

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function readLockedPackages(path) {
  const lock = /** @type {{ packages?: Record<string, LockedPackage> }} */ (
    JSON.parse(readFileSync(path, "utf8"))
  );
  return lock.packages ?? {};
}

/** True when node_modules holds exactly what the lock file says, whoever installed it.
 * @returns {boolean}
 */
function isInstalled() {
  const installedPath = projectPath("node_modules", ".package-lock.json");
  if (!existsSync(installedPath)) return false;
  const wanted = Object.entries(readLockedPackages(projectPath("package-lock.json")));
  const installed = readLockedPackages(installedPath);
  return wanted
    .filter(([path]) => path !== "")
    .every(([path, { version, optional }]) => {
      const found = installed[path];
      return found === undefined ? optional === true : found.version === version;
    });
}

/** npm as a program and its first arguments: the one that runs us, when there is one.
 * @returns {{ program: string, args: string[] }}
 */
function npmCommand() {
  const path = process.env["npm_execpath"];
  if (path !== undefined && /npm-cli\.[cm]?js$/.test(path))
    return { program: process.execPath, args: [path] };
  return process.platform === "win32"
    ? { program: "cmd.exe", args: ["/d", "/s", "/c", "npm"] }
    : { program: "npm", args: [] };
}

/**
 * Installs when the lock file has changed since the last time.
 * @param {(line: string) => void} say
 * @param {string} again the command to type again after a failure
 */
export async function ensureDependencies(say, again) {
  const wantedHash = hashInputs(["package-lock.json"]);
  const stamped = existsSync(stampPath) ? readFileSync(stampPath, "utf8") : "";
  if (stamped === wantedHash) return;
  if (!isInstalled()) {
    say("Installing packages (npm ci), about a minute the first time.");
    const { program, args } = npmCommand();
    const outcome = await runCaptured(program, [
      ...args,
      "ci",
      "--no-progress",
      "--loglevel=error",
      "--prefer-offline",
      "--fetch-retry-mintimeout=1000",
      "--fetch-retry-maxtimeout=8000",
    ]);
    if (outcome.code !== 0) throw installFailure(outcome.output, again);
  }
  writeFileSync(stampPath, wantedHash);
}

/**
 * @param {string} output what npm printed
 * @param {string} again
 * @returns {SetupFailure}
 */
function installFailure(output, again) {
  if (networkFaults.test(output)) {
    return new SetupFailure(
      `The packages could not be fetched: the package registry cannot be reached. Check the network or npm's proxy settings, then run "${again}" again.`,
    );
  }
  return new SetupFailure(
    `Installing the packages failed; npm's own words are above. Mend that, then run "${again}" again.`,
    output,
  );
}
