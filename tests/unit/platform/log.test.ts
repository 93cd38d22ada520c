import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "#electron/platform/log.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay log-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("the log", () => {
  it("writes one JSON object a line and keeps the newest in memory", async () => {
    const log = createLog({ folder, now: () => 0 });
    log.info("app.started", { port: 1 });
    log.warn("line\nbreak", { text: "a\nb" });
    log.close();
    const lines = (await readFile(join(folder, "inlay.log"), "utf8")).trimEnd().split("\n");
    expect(lines).toEqual(log.recentLines());
    expect(JSON.parse(lines[0]!)).toEqual({
      time: "1970-01-01T00:00:00.000Z",
      level: "info",
      event: "app.started",
      port: 1,
    });
  });

  it("gives a bug an id, and writes its stack and cause under it", () => {
    const log = createLog({ folder: null });
    const logId = log.bug(new Error("outer", { cause: new TypeError("inner") }), { call: "x" });
    const line = log.recentLines()[0]!;
    expect(JSON.parse(line)).toMatchObject({
      logId,
      error: { message: "outer", cause: { message: "inner" } },
      call: "x",
    });
  });

  it("puts a long file aside and keeps three old ones", async () => {
    const log = createLog({ folder, maxFileBytes: 300 });
    for (let count = 0; count < 40; count += 1) log.info("something.happened", { count });
    log.close();
    expect((await readdir(folder)).toSorted()).toEqual([
      "inlay.1.log",
      "inlay.2.log",
      "inlay.3.log",
      "inlay.log",
    ]);
    expect(await readFile(join(folder, "inlay.log"), "utf8")).toContain('"count":39');
  });

  it("goes on in memory where the folder cannot be written, and with fields that cannot be", async () => {
    await writeFile(join(folder, "file"), "");
    const log = createLog({ folder: join(folder, "file") });
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    log.info("a", cycle);
    log.info("b", { big: 10n });
    expect(log.recentLines()).toHaveLength(2);
    log.close();
  });
});

describe("[K1] secrets", () => {
  const key = 'canary "key" äöü+/=0123456789';

  it.each([
    ["plain", key],
    ["in JSON text", JSON.stringify({ key })],
    ["in an address", `https://example.com/?k=${encodeURIComponent(key)}`],
    ["in base64", Buffer.from(key).toString("base64")],
    ["in an error", new Error(`refused ${key}`)],
    ["nested", { deep: [{ list: [key] }] }],
  ])("that are registered are written nowhere: %s", (_, value) => {
    const log = createLog({ folder: null, secrets: [key] });
    log.info("call.failed", { value });
    const [line] = log.recentLines();
    expect(line).not.toContain("canary");
    expect(line).not.toContain(Buffer.from(key).toString("base64").slice(0, 20));
    expect(line).toContain("[removed]");
  });

  it("of known shapes and in known fields are removed without being registered", () => {
    const log = createLog({ folder: null });
    log.info("request.sent", {
      headers: { Authorization: "Bearer abcdefghijk", cookie: "session=1" },
      note: "key sk-abc_DEF-0123456789 and Bearer xyz.abc-123_456",
      proxy: "http://user:hunter2@proxy.example:8080",
      apiKey: "whatever",
      totalTokens: 12,
    });
    const line = log.recentLines()[0]!;
    for (const secret of ["abcdefghijk", "session=1", "0123456789", "xyz.abc", "hunter2", "whatever"])
      expect(line).not.toContain(secret);
    expect(line).toContain('"totalTokens":12');
  });

  it("of any spelling never appear, whatever is around them", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, unit: "grapheme" }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const text = secret.trim();
          fc.pre(text.length >= 8 && !"[removed]".includes(text));
          const log = createLog({ folder: null });
          log.addSecret(secret);
          log.info("x", { value: `${before}${secret}${after}` });
          const parsed = JSON.parse(log.recentLines()[0]!) as { value: string };
          expect(parsed.value).not.toContain(text);
        },
      ),
    );
  });
});
