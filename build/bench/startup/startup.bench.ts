// From `npm start` on a built tree to a prompt that can be typed into, and how much the page loads for it.
// The peer is the floor: a bare server and a page with one text field, started and opened in the same way.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";
import { chromium, type Browser } from "@playwright/test";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";

const runs = 5;

type Start = { readonly command: string; readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };

const floorServer = `
const http = require("node:http");
const page = '<!doctype html><title>floor</title><textarea id="prompt" autofocus></textarea>';
const server = http.createServer((_, reply) => reply.setHeader("content-type", "text/html").end(page));
server.listen(0, "127.0.0.1", () => console.log("Inlay is ready: http://127.0.0.1:" + server.address().port));`;

function ours(folder: string): Start {
  const args = ["start", "--", "--browser", "--no-open", "--library", join(folder, "library")];
  return { command: "npm", args, env: { ...process.env, INLAY_DATA: join(folder, "data") } };
}

const floor: Start = {
  command: process.execPath,
  args: ["--input-type=commonjs", "--eval", floorServer],
  env: process.env,
};

async function readAddress(child: ChildProcess): Promise<string> {
  return await new Promise((found, fail) => {
    child.once("exit", (code) => fail(new Error(`The start ended with ${code}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /^Inlay is ready: (\S+)/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
  });
}

/** Milliseconds from the command to a text field that has the focus and takes a key. */
async function timeStart(browser: Browser, start: Start): Promise<{ ready: number; usable: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const began = performance.now();
  const child = spawn(start.command, start.args, {
    env: start.env,
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  try {
    const address = await readAddress(child);
    const ready = performance.now() - began;
    await page.goto(address);
    await page.locator("textarea:focus").waitFor();
    await page.keyboard.type("a");
    await page.waitForFunction(() => document.querySelector("textarea")?.value === "a");
    return { ready, usable: performance.now() - began };
  } finally {
    await context.close();
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await ended;
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Bytes of what the first view needs: the scripts and styles that index.html names, packed as a server would. */
function initialBytes(): { readonly scripts: number; readonly styles: number } {
  const folder = resolve("out/renderer");
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const packed = (pattern: RegExp) =>
    [...html.matchAll(pattern)].reduce(
      (sum, [, path = ""]) => sum + gzipSync(readFileSync(join(folder, path))).length,
      0,
    );
  return {
    scripts: packed(/(?:src|href)="\.?\/?([^"]+\.js)"/g),
    styles: packed(/href="\.?\/?([^"]+\.css)"/g),
  };
}

async function measure(): Promise<readonly Measurement[]> {
  const executablePath = process.env["INLAY_CHROMIUM"] ?? "/usr/bin/chromium";
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath,
    args: ["--disable-background-networking", ...(isRoot ? ["--no-sandbox"] : [])],
  });
  const folder = mkdtempSync(join(tmpdir(), "inlay-startup-"));
  try {
    const mine: { ready: number; usable: number }[] = [];
    const peer: { ready: number; usable: number }[] = [];
    // One of each first, not counted: caches of the disk and the browser.
    for (let run = 0; run <= runs; run += 1) {
      const ourTime = await timeStart(browser, ours(folder));
      const floorTime = await timeStart(browser, floor);
      if (run > 0) {
        mine.push(ourTime);
        peer.push(floorTime);
      }
    }
    const { scripts, styles } = initialBytes();
    return [
      {
        name: "npm start to a prompt that takes a key",
        ours: median(mine.map(({ usable }) => usable)),
        peer: median(peer.map(({ usable }) => usable)),
        unit: "ms",
        aim: { of: "ours", atMost: 1500 },
      },
      {
        name: "npm start to the address",
        ours: median(mine.map(({ ready }) => ready)),
        peer: median(peer.map(({ ready }) => ready)),
        unit: "ms",
      },
      {
        name: "first view, scripts",
        ours: scripts / 1000,
        unit: "kB gzip",
        aim: { of: "ours", atMost: 350 },
      },
      { name: "first view, styles", ours: styles / 1000, unit: "kB gzip" },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runBench({ name: "startup", peer: "a bare Node server with one text field", measure });
