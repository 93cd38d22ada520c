import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBaseUrl } from "#electron/hosts/base-url.ts";
import { runCommand } from "#electron/hosts/command-line.ts";
import { parseCommand } from "#electron/hosts/parse-command.ts";
import type { Fault } from "#electron/demo/faults.ts";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import { openTestStudio, type TestStudio } from "#tests/support/electron/open-test-studio.ts";

const gradient = resolve("tests/support/electron/gradient.png");

interface Ran {
  readonly code: number;
  readonly lines: readonly Record<string, unknown>[];
  readonly said: string;
}

/** Runs words over an open studio, as the program does. */
async function run(studio: TestStudio, words: readonly string[], stop = new AbortController()): Promise<Ran> {
  const parsed = parseCommand(words);
  if (!parsed.ok) throw new Error("not a command");
  const { command } = parsed.value;
  if (command.name === "help" || command.name === "composite")
    throw new Error("not a command for the studio");
  const lines: Record<string, unknown>[] = [];
  const said: string[] = [];
  const code = await runCommand(studio, command, {
    print: (line) => lines.push(line),
    say: (sentence) => said.push(sentence),
    stop: stop.signal,
  });
  return { code, lines, said: said.join("\n") };
}

const named = (ran: Ran, event: string) => ran.lines.filter((line) => line["event"] === event);

describe("the words of a command", () => {
  it.each([
    [[], "What is to be done"],
    [["paint"], 'no command "paint"'],
    [["generate"], "takes a prompt"],
    [["generate", "a", "boat"], "quotation marks"],
    [["generate", "x", "--image", "a.png"], "--image goes with edit, not with generate."],
    [["edit", "x"], "--image"],
    [["generate", "x", "--size", "big"], "WIDTHxHEIGHT"],
    [["generate", "x", "--format", "bmp"], "png, jpeg or webp"],
    [["generate", "x", "--takes", "two"], "whole number"],
    [["generate", "x", "--compression", "5.5"], "whole number"],
    [["generate", "x", "--colour"], "--colour"],
    [["import"], "at least one"],
    [["jobs", "all"], "nothing further"],
    [
      ["edit", "x", "--image", "a.png", "--mask", "m.png", "-o", "o.png"],
      "--mask goes with composite and inpaint, not with edit.",
    ],
    [["edit", "x", "--image", "a.png", "-o", "o.png"], "-o goes with composite and inpaint"],
    [
      ["edit", "x", "--image", "a.png", "--moderation", "low"],
      "--moderation goes with generate, not with edit.",
    ],
    [["generate", "x", "--strict"], "--strict goes with composite and inpaint"],
    [["generate", "x", "--json"], "--json goes with composite and inpaint"],
    [["generate", "x", "--reference", "a.png"], "--reference goes with edit"],
    [["composite", "a.png", "b.png", "--size", "16x16"], "--size goes with generate and edit"],
    [["composite", "a.png", "b.png", "--compression", "5"], "--compression goes with generate and edit"],
    [["composite", "a.png", "b.png", "--image", "c.png"], "--image goes with edit"],
    [["composite", "a.png", "b.png", "--takes", "2"], "--takes goes with generate, edit and inpaint"],
    [["composite", "a.png", "b.png", "--guide"], "--guide goes with inpaint"],
    [["inpaint", "a.png", "x", "--format", "png"], "--format goes with generate and edit"],
    [["inpaint", "a.png", "x", "--window", "1,2,3,4"], "--window goes with composite"],
    [["import", "a.png", "--proof"], "--proof goes with composite and inpaint"],
    [["jobs", "--in-place"], "--in-place goes with import"],
  ])("%j are refused", (words, part) => {
    const parsed = parseCommand(words);
    expect(parsed.ok ? "" : parsed.error).toContain(part);
  });

  it("may have every flag that the help lists for their command", () => {
    const typed = (words: string) => parseCommand(words.split(" "));
    const sent = "--size auto --takes 2 --format webp --compression 5 --background opaque";
    const placed =
      "--mask m.png -o o.png --invert-mask --grow 2 --feather 3 --strict --no-detail --tone 1 --opacity 1 " +
      "--multiband auto --nudge 1,2 --manual --quality 90 --proof --force --json";
    for (const words of [
      `generate x ${sent} --moderation low`,
      `edit x ${sent} --image a.png --reference b.png`,
      `composite a.png b.png ${placed} --window 0,0,9,9`,
      `inpaint a.png x ${placed} --takes 2 --guide`,
      "import a.png --in-place",
      "jobs --library l --demo",
    ])
      expect(typed(words)).toMatchObject({ ok: true });
  });

  it("become a request", () => {
    expect(
      parseCommand([
        "edit",
        "make it blue",
        "--image",
        "a.jpg",
        "--reference",
        "b.png",
        "--reference",
        "c.png",
        "--size",
        "auto",
        "--takes",
        "4",
        "--format",
        "webp",
        "--compression",
        "80",
        "--library",
        "/l",
        "--demo",
      ]),
    ).toMatchObject({
      ok: true,
      value: {
        library: "/l",
        isDemo: true,
        command: {
          name: "send",
          typed: {
            pictures: ["a.jpg", "b.png", "c.png"],
            takes: 4,
            request: { prompt: "make it blue", size: "auto", format: "webp", compression: 80 },
          },
        },
      },
    });
  });
});

describe("a command over the studio", () => {
  let studio: TestStudio;
  beforeAll(async () => {
    studio = await openTestStudio({ host: "command line" });
  });
  afterAll(async () => await studio.close());

  it("generates takes, says that the demo engine did, and prints where the files are", async () => {
    const ran = await run(studio, [
      "generate",
      "a red boat",
      "--size",
      "1024x640",
      "--takes",
      "2",
      "--format",
      "webp",
    ]);
    expect(ran.code).toBe(0);
    expect(ran.said).toContain("The demo engine answers, because there is no key");
    expect(named(ran, "started")).toMatchObject([{ engine: "demo", demoReason: "no-key" }]);
    expect(ran.lines[0]?.["event"]).toBe("started");
    const pictures = named(ran, "picture");
    expect(pictures).toHaveLength(2);
    for (const { path, bytes, widthPx, mediaType } of pictures) {
      expect(readFileSync(String(path))).toHaveLength(Number(bytes));
      expect([widthPx, mediaType]).toEqual([1024, "image/webp"]);
    }
    expect(ran.lines.at(-1)).toEqual({ event: "done", saved: 2, failed: 0, unknown: 0, cancelled: 0 });
    const states = named(ran, "job").map(({ state }) => state);
    expect(states.filter((state) => state === "queued")).toHaveLength(2);
    expect(states.filter((state) => state === "saved")).toHaveLength(2);
  });

  it("sends nothing where INLAY_BASE_URL is no address, and does not repeat what it is", async () => {
    for (const text of ["localhost:8080", "http//api.example.com", "https://", "sk-a-key"])
      expect(readBaseUrl({ INLAY_BASE_URL: text }).ok).toBe(false);
    const env = { INLAY_API_KEY: "sk-test", INLAY_BASE_URL: "sk-a-key-in-the-wrong-place" };
    const other = await openTestStudio({ host: "command line", env });
    try {
      const ran = await run(other, ["generate", "a red boat"]);
      expect(ran.code).toBe(2);
      expect(ran.lines).toEqual([{ event: "error", error: { kind: "base-url-invalid" } }]);
      expect(ran.said).toMatch(/^INLAY_BASE_URL holds no http or https address/);
      expect((await run(other, ["jobs"])).lines).toEqual([{ event: "done", jobs: 0, paused: false }]);
    } finally {
      await other.close();
    }
  });

  it("edits with a picture and references", async () => {
    const ran = await run(studio, ["edit", "more light", "--image", gradient, "--reference", gradient]);
    expect(ran.code).toBe(0);
    expect(named(ran, "picture")).toHaveLength(1);
  });

  it.each([
    [["generate", "x", "--size", "1000x1000"], "multiples of 16"],
    [["generate", "x", "--size", "1000x1000"], "nearest legal sizes"],
    [["generate", " "], "empty"],
    [["generate", "x", "--takes", "17"], "1 to 16"],
    [["generate", "x", "--compression", "50"], "png takes no compression"],
    [["generate", "x", "--background", "transparent"], "transparent"],
    [["edit", "y".repeat(1001), "--image", gradient], "1001 characters"],
    [["edit", "x", "--image", "/nowhere/a.png"], "cannot be read"],
    [["edit", "x", "--image", "package.json"], "cannot be used as a picture"],
  ])("refuses %j before anything is sent", async (words, part) => {
    const ran = await run(studio, words);
    expect(ran.code).toBe(2);
    expect(ran.said).toContain(part);
    expect(named(ran, "started")).toEqual([]);
  });

  it("imports folders, says what it skipped, and knows what it has", async () => {
    const folder = join(studio.folder, "to import");
    mkdirSync(join(folder, "deeper"), { recursive: true });
    copyFileSync(gradient, join(folder, "one.png"));
    copyFileSync(gradient, join(folder, "deeper", "same.png"));
    writeFileSync(join(folder, "broken.jpg"), "no picture");
    writeFileSync(join(folder, "notes.txt"), "not a picture, and not called one");
    const ran = await run(studio, ["import", folder]);
    expect(ran.code).toBe(3);
    expect(named(ran, "skipped")).toMatchObject([{ from: join(folder, "broken.jpg") }]);
    expect(named(ran, "done")).toEqual([{ event: "done", imported: 1, known: 1, skipped: 1 }]);
    expect((await run(studio, ["import", "/nowhere"])).code).toBe(2);
  });

  it("lists jobs", async () => {
    const ran = await run(studio, ["jobs"]);
    expect(ran.code).toBe(0);
    expect(named(ran, "job").length).toBeGreaterThanOrEqual(3);
  });
});

describe("a command against an endpoint that fails", () => {
  let engine: DemoEngine;
  let studio: TestStudio;
  beforeAll(async () => {
    engine = await startDemoEngine({ latencyMs: 0, keepsRequests: true });
    studio = await openTestStudio({
      host: "command line",
      env: { INLAY_API_KEY: "sk-command-line-0123456789", INLAY_BASE_URL: engine.url },
    });
  });
  afterAll(async () => {
    await studio.close();
    await engine.close();
  });

  it.each([
    [{ kind: "unauthorised" }, 3, "does not accept the key"],
    [{ kind: "moderation" }, 3, "refused"],
    [{ kind: "server-error" }, 4, "may have been charged"],
  ] satisfies [Fault, number, string][])("%o ends with %i", async (fault, code, part) => {
    engine.steer({ next: [fault] });
    const ran = await run(studio, ["generate", "a boat"]);
    expect(ran.said).toContain(part);
    expect(ran.code).toBe(code);
  });
});

describe("the program", () => {
  const folder = mkdtempSync(join(tmpdir(), "inlay-command-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (words: readonly string[], env: Record<string, string> = {}) => {
    const { INLAY_API_KEY: _key, INLAY_BASE_URL: _url, ...outer } = process.env;
    const child = spawn(process.execPath, [resolve("electron/hosts/command-line-main.ts"), ...words], {
      cwd: folder,
      env: { ...outer, INLAY_DATA: folder, ...env },
    });
    let out = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const ended = new Promise<{ code: number | null; out: string; said: string }>((done) =>
      child.once("close", (code) => done({ code, out, said })),
    );
    return { child, ended };
  };

  it("explains itself", async () => {
    const help = await start(["--help"]).ended;
    expect(help).toMatchObject({ code: 0, said: "" });
    expect(help.out).toContain("Exit codes:");
    const wrong = await start(["generate"]).ended;
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.said).toContain("generate takes a prompt.");
  });

  it("says that the library cannot be used", async () => {
    const file = join(folder, "a file");
    writeFileSync(file, "");
    const ran = await start(["jobs", "--library", join(file, "below")]).ended;
    expect(ran.code).toBe(5);
    expect(JSON.parse(ran.out)).toMatchObject({ event: "error" });
  });

  it("[K1] stops at Ctrl-C in order, with the outcome of what was sent left open, and writes no key", async () => {
    const engine = await startDemoEngine({ latencyMs: 60_000, keepsRequests: true });
    const key = "sk-canary-command-0123456789";
    const library = join(folder, "library");
    const program = start(["generate", "a slow boat", "--takes", "4", "--library", library], {
      INLAY_API_KEY: key,
      INLAY_BASE_URL: engine.url,
    });
    await expect.poll(() => engine.requests.length, { timeout: 20_000 }).toBeGreaterThan(0);
    program.child.kill("SIGINT");
    const ran = await program.ended;
    await engine.close();
    expect(ran.code).toBe(4);
    const done = JSON.parse(ran.out.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
    expect(done).toMatchObject({ event: "done", saved: 0, failed: 0 });
    expect(Number(done["unknown"]) + Number(done["cancelled"])).toBe(4);
    expect(ran.said).toContain("may be charged");
    expect(ran.out + ran.said).not.toContain(key);
    const log = readFileSync(join(folder, "log", "inlay.log"), "utf8");
    expect(log).not.toContain(key);
    expect(existsSync(join(folder, "config", "key.json"))).toBe(false);
  });
});
