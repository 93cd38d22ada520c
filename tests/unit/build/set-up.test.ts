import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { exitCodeOf, runCaptured } from "#build/setup/child-process.mjs";
import { hashInputs } from "#build/setup/input-hash.mjs";
import { projectPath } from "#build/setup/root.mjs";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "inlay-set-up-"));
  folders.push(folder);
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("set-up on a machine without a network", () => {
  it.each(["start", "test", "inlay", "bench"])(
    "npm run %s says so in one sentence and ends with 1",
    async (command) => {
      const clone = openFolder();
      for (const part of ["package.json", "package-lock.json", ".npmrc", "build"]) {
        cpSync(projectPath(part), join(clone, part), { recursive: true });
      }
      mkdirSync(join(clone, "build", "bench", "none"), { recursive: true });
      writeFileSync(join(clone, "build", "bench", "none", "none.bench.ts"), "");
      const args = command === "bench" ? ["none"] : [];
      const { code, output } = await runCaptured("node", [join(clone, "build", `${command}.mjs`), ...args], {
        cwd: clone,
        env: {
          npm_config_registry: "http://127.0.0.1:9/",
          npm_config_cache: join(clone, "cache"),
          npm_config_fetch_retries: "0",
          npm_execpath: undefined,
        },
      });
      expect(output).toMatch(/The packages could not be fetched: the package registry cannot be reached\./);
      expect(output).toContain("npm");
      expect(output).not.toMatch(/^\s+at /m);
      expect(code).toBe(1);
    },
  );
});

describe("running a program", () => {
  it("ends what the program left behind", async () => {
    const script = `const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
console.log(child.pid);
child.unref();`;
    const { code, output } = await runCaptured(process.execPath, ["-e", script]);
    expect(code).toBe(0);
    const orphan = Number(output.trim());
    expect(orphan).toBeGreaterThan(0);
    // Whoever reaps orphans on this machine may take a moment.
    await expect.poll(() => isAlive(orphan), { timeout: 15_000 }).toBe(false);
  });

  it("ends a program that takes too long", async () => {
    const outcome = await runCaptured(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      timeoutMs: 300,
    });
    expect(outcome).toMatchObject({ timedOut: true, code: null, signal: "SIGKILL" });
    expect(exitCodeOf(outcome)).toBe(137);
  });

  it("says why a program could not be started", async () => {
    const outcome = await runCaptured("inlay-no-such-program", []);
    expect(outcome.code).toBe(127);
    expect(outcome.output).toContain("ENOENT");
  });
});

describe("the hash of the inputs", () => {
  it("changes with a content, a name or a new file, and with nothing else", () => {
    const folder = openFolder();
    mkdirSync(join(folder, "a"));
    writeFileSync(join(folder, "a", "one.ts"), "1");
    const first = hashInputs(["a", "missing"], folder);
    expect(hashInputs(["a"], folder)).toBe(first);
    writeFileSync(join(folder, "a", "one.ts"), "2");
    const second = hashInputs(["a"], folder);
    writeFileSync(join(folder, "a", "two.ts"), "");
    const third = hashInputs(["a"], folder);
    expect(new Set([first, second, third]).size).toBe(3);
    rmSync(join(folder, "a", "two.ts"));
    expect(hashInputs(["a"], folder)).toBe(second);
  });
});

describe("a program in the foreground", () => {
  const program = `process.on("SIGTERM", () => { console.log("asked"); setTimeout(() => process.exit(0), 1500); });
console.log("up");
setInterval(() => {}, 1000);`;

  it("hears of an ending once, even when the whole group is told", async () => {
    const folder = openFolder();
    const runner = join(folder, "runner.mjs");
    const script = `import { runForeground } from ${JSON.stringify(projectPath("build", "setup", "child-process.mjs"))};
const outcome = await runForeground(process.execPath, ["-e", ${JSON.stringify(program)}]);
console.log(outcome.code, outcome.wasAskedToEnd);`;
    writeFileSync(runner, script);
    const child = spawn(process.execPath, [runner], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    await expect.poll(() => output, { timeout: 10_000 }).toContain("up");
    process.kill(-(child.pid ?? 0), "SIGTERM");
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("close", resolve));
    expect(output.split("\n").filter((line) => line !== "")).toEqual(["up", "asked", "0 true"]);
  });
});
