// Starts programs so that none outlives us: each gets its own process group, which is ended as a whole.
// Knows nothing of what the programs do.
import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { projectPath, rootPath } from "./root.mjs";

/**
 * @typedef {object} Outcome
 * @property {number | null} code exit code, null when a signal ended the program
 * @property {NodeJS.Signals | null} signal
 * @property {string} output stdout and stderr in order of arrival, when captured
 * @property {boolean} timedOut
 * @property {boolean} wasAskedToEnd a signal came in and was passed on
 * @property {number} tookMs
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] default: the project folder
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {number} [timeoutMs] the group is ended after this time
 */

const killGraceMs = 15_000;
/** Signals this close together are one wish to end: npm and the terminal may both send it. */
const sameEndingMs = 1000;
const isWindows = process.platform === "win32";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * The environment for our programs: the pinned tools come first.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
function toolEnvironment(extra) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const path = [projectPath("node_modules", ".bin"), process.env[pathKey] ?? ""].join(delimiter);
  return { ...process.env, [pathKey]: path, ...extra };
}

/**
 * Ends a program and everything that it started.
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has gone already.
  }
}

const endingSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** A captured program is in a group of its own and does not hear Ctrl-C: we end it, and then ourselves. */
function abandon() {
  for (const child of running) signalGroup(child, "SIGKILL");
  process.exit(130);
}

/** @param {import("node:child_process").ChildProcess} child */
function watchOver(child) {
  if (running.size === 0) for (const signal of endingSignals) process.on(signal, abandon);
  running.add(child);
}

/** @param {import("node:child_process").ChildProcess} child */
function release(child) {
  running.delete(child);
  if (running.size === 0) for (const signal of endingSignals) process.off(signal, abandon);
}

/**
 * Runs a program to its end and keeps what it printed. Never rejects: a program that cannot be started
 * gives code 127 and the reason as output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runCaptured(program, args, options = {}) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? rootPath,
      // What is captured is read or printed as text: no colours in it.
      env: toolEnvironment({ NO_COLOR: "1", FORCE_COLOR: undefined, ...options.env }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: !isWindows,
    });
    watchOver(child);
    let output = "";
    let timedOut = false;
    const limit =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            signalGroup(child, "SIGKILL");
          }, options.timeoutMs);
    /** @param {number | null} code @param {NodeJS.Signals | null} signal */
    const finish = (code, signal) => {
      clearTimeout(limit);
      release(child);
      resolve({ code, signal, output, timedOut, wasAskedToEnd: false, tookMs: Date.now() - startedAt });
    };
    child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => {
      output += error.message;
      finish(127, null);
    });
    child.on("exit", (code, signal) => {
      // What it left behind may hold the pipes open for ever: end that, give the last lines a moment, then close.
      signalGroup(child, "SIGKILL");
      const drain = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, 500);
      child.on("close", () => {
        clearTimeout(drain);
        finish(code, signal);
      });
    });
  });
}

/**
 * Runs a program in the foreground on our own terminal; signals that we get are passed on, and the program
 * has {@link killGraceMs} to end in peace.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runForeground(program, args, options = {}) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? rootPath,
      env: toolEnvironment(options.env),
      stdio: "inherit",
      // Its own group, so that it hears of an ending once, from us: a signal to the whole group of `npm start`
      // would reach it twice, and twice means at once. On Windows this would open a window.
      detached: !isWindows,
    });
    /** @type {NodeJS.Timeout | undefined} */
    let grace;
    let passedOnAt = 0;
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      if (Date.now() - passedOnAt < sameEndingMs) return;
      passedOnAt = Date.now();
      child.kill(signal);
      grace ??= setTimeout(() => signalGroup(child, "SIGKILL"), killGraceMs);
    };
    for (const signal of endingSignals) process.on(signal, passOn);
    // npm runs us in a shell that does not pass signals on: when it has gone, we go too.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.env["npm_lifecycle_event"] === undefined || process.ppid === parent) return;
      clearInterval(watch);
      if (grace === undefined) passOn("SIGTERM");
    }, 1000);
    /** @param {number | null} code @param {NodeJS.Signals | null} signal @param {string} output */
    const finish = (code, signal, output) => {
      clearTimeout(grace);
      clearInterval(watch);
      for (const name of endingSignals) process.off(name, passOn);
      const tookMs = Date.now() - startedAt;
      resolve({ code, signal, output, timedOut: false, wasAskedToEnd: grace !== undefined, tookMs });
    };
    child.on("error", (error) => finish(127, null, error.message));
    child.on("exit", (code, signal) => finish(code, signal, ""));
  });
}

/**
 * The exit code that tells our caller how a program ended: its own, or 128 + the number of the signal.
 * @param {Outcome} outcome
 * @returns {number}
 */
export function exitCodeOf(outcome) {
  if (outcome.code !== null) return outcome.code;
  const numbers = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 };
  return numbers[/** @type {keyof typeof numbers} */ (outcome.signal)] ?? 1;
}
