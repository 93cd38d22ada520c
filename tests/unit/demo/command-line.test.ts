import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "./demo-calls.ts";

const launcher = fileURLToPath(new URL("../../../build/demo-engine.mjs", import.meta.url));
const main = fileURLToPath(new URL("../../../electron/demo/demo-engine-main.ts", import.meta.url));

describe("npm run demo-engine", () => {
  it("prints one line when it is ready, answers, and ends on a signal", async () => {
    const child = spawn(process.execPath, [launcher, "--latency", "0"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    expect(line).toMatch(/^Demo engine is ready: http:\/\/127\.0\.0\.1:\d+$/);
    const url = line.slice(line.indexOf("http"));
    expect((await generate(url, { n: 4 })).status).toBe(400);
    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number | null];
    expect(code).toBe(0);
  });

  it.each([
    [["--drift", "wild"], "--drift takes"],
    [["--port", "x"], "--port takes"],
    [["--latency", "-1"], "--latency"],
    [["--unknown"], "--unknown"],
  ])("%j: says what is wrong and how to use it, code 2", async (args, words) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number];
    expect(code).toBe(2);
    expect(said).toContain(words);
    expect(said).toContain("Usage: npm run demo-engine");
  });
});
