import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openRawSession, sendRaw } from "#tests/support/electron/browser-client.ts";

const folder = mkdtempSync(join(tmpdir(), "inlay-browser-main-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(flags: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { INLAY_API_KEY: _key, INLAY_BASE_URL: _url, ...outer } = process.env;
  const child = spawn(process.execPath, [resolve("electron/hosts/browser-main.ts"), "--no-open", ...flags], {
    cwd: folder,
    env: { ...outer, INLAY_DATA: join(folder, "own"), ...env },
  });
  const text = { out: "", said: "" };
  child.stdout.setEncoding("utf8").on("data", (part: string) => (text.out += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (text.said += part));
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const address = async (): Promise<string> => {
    while (!text.out.includes("\n")) {
      if (child.exitCode !== null) throw new Error(text.said);
      await new Promise((next) => child.stdout.once("data", next));
    }
    return /^Inlay is ready: (http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+)\n$/.exec(text.out)?.[1] ?? "";
  };
  return { child, text, ended, address };
}

async function call(url: string, name: string): Promise<{ ok: boolean; value: Record<string, unknown> }> {
  const { port, origin } = new URL(url);
  const answer = await sendRaw(Number(port), {
    method: "POST",
    path: `/call/${name}`,
    headers: { origin, cookie: await openRawSession(url), "content-type": "application/json" },
    body: "{}",
  });
  return answer.json as { ok: boolean; value: Record<string, unknown> };
}

describe("the program of the browser host", () => {
  it("prints its address on one line, ends in order at a signal, and comes back on the same port", async () => {
    const library = join(folder, "library");
    const first = start(["--library", library]);
    const url = await first.address();
    expect(await call(url, "app.hello")).toMatchObject({ ok: true, value: { engine: "demo" } });
    expect(first.text.said).toContain("The demo engine answers");
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    const log = readFileSync(join(folder, "own", "log", "inlay.log"), "utf8");
    expect(log).toContain("studio.closed");
    const token = new URLSearchParams(new URL(url).hash.slice(1)).get("token") ?? "";
    expect(log).not.toContain(token);

    const second = start(["--library", library]);
    const again = await second.address();
    expect(new URL(again).port).toBe(new URL(url).port);
    expect(new URL(again).hash).not.toBe(new URL(url).hash);

    // A port that is taken is said; a library that is in use leaves an app that says so.
    const taken = start(["--port", new URL(again).port, "--library", join(folder, "another")]);
    expect(await taken.ended).toBe(1);
    expect(taken.text.said).toContain(`Port ${new URL(again).port} is taken`);
    const locked = start(["--port", "0", "--library", library]);
    const beside = await locked.address();
    expect(await call(beside, "picture.search")).toMatchObject({
      ok: false,
      error: { kind: "library-locked", host: "browser" },
    });
    expect((await call(beside, "app.hello")).value["notices"]).toMatchObject([
      { id: "trouble", error: { kind: "library-locked" } },
    ]);

    // The other one is closed: "try again" is enough.
    second.child.kill("SIGINT");
    expect(await second.ended).toBe(0);
    expect(await call(beside, "library.state")).toMatchObject({ ok: true, value: { pictures: 0 } });
    locked.child.kill("SIGHUP");
    expect(await locked.ended).toBe(0);
  });

  it("starts without the library that was named, and says that it is gone", async () => {
    const program = start(["--port", "0", "--watch", join(folder, "no downloads")], {
      INLAY_LIBRARY: join(folder, "unplugged drive"),
      INLAY_API_KEY: "sk-test",
      INLAY_BASE_URL: "api.example.com/v1",
    });
    const url = await program.address();
    expect(program.text.said).toContain("unplugged drive is not there");
    expect(program.text.said).toContain("no downloads is not there");
    // An address that is none is said as well, and no other takes its place.
    expect(program.text.said).toContain("INLAY_BASE_URL holds no http or https address");
    expect(await call(url, "endpoint.check")).toMatchObject({
      ok: false,
      error: { kind: "base-url-invalid" },
    });
    expect((await call(url, "app.hello")).value["notices"]).toMatchObject([
      { id: "trouble", error: { kind: "base-url-invalid" } },
      { id: "watch-lost", state: "missing" },
      { id: "trouble", error: { kind: "library-missing" } },
    ]);
    expect(await call(url, "library.state")).toMatchObject({
      ok: false,
      error: { kind: "library-missing", folder: join(folder, "unplugged drive") },
    });
    expect(existsSync(join(folder, "unplugged drive"))).toBe(false);
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
  });

  it("starts on settings that are broken, and says so", async () => {
    writeFileSync(join(folder, "own", "config", "settings.json"), "");
    const program = start(["--port", "0", "--demo", "--library", join(folder, "third")]);
    const hello = await call(await program.address(), "app.hello");
    const replaced: unknown = expect.objectContaining({ id: "settings-replaced", from: "defaults" });
    expect(hello).toMatchObject({
      value: { demoReason: "flag", notices: expect.arrayContaining([replaced]) as unknown },
    });
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
  });

  it.each([[["--port", "x"]], [["--port", "70000"]], [["--colour"]], [["word"]]])(
    "refuses %j",
    async (flags) => {
      const program = start(flags);
      expect(await program.ended).toBe(2);
      expect(program.text).toMatchObject({ out: "" });
      expect(program.text.said).toContain("Usage:");
    },
  );
});
