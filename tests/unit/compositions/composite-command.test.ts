import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "#electron/hosts/command-line.ts";
import { composite } from "#electron/hosts/composite-command.ts";
import { parseCommand } from "#electron/hosts/parse-command.ts";
import { startStranger } from "#tests/support/e2e/stranger-engine.ts";
import { decodePng } from "#tests/support/decode-png.ts";
import { openTestStudio } from "#tests/support/electron/open-test-studio.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import { driftedReply, pngOfRaster } from "./document-fixture.ts";

let folder = "";
const scene = makeScene("scene", 960, 720, 41, { channels: 3 });
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay command "));
  const base = await pngOfRaster(scene);
  await writeFile(at("base.png"), base);
  await writeFile(at("reply.png"), await driftedReply(base, { width: 960, height: 720 }));
  await writeFile(at("other.png"), await pngOfRaster(makeScene("scene", 960, 720, 99, { channels: 3 })));
  await writeFile(at("tall.png"), await pngOfRaster(makeScene("scene", 480, 720, 99, { channels: 3 })));
  const disc = Uint8Array.from({ length: 960 * 720 }, (_, i) =>
    Math.hypot((i % 960) - 480, Math.floor(i / 960) - 360) < 90 ? 255 : 0,
  );
  await writeFile(at("mask.png"), await pngOfRaster({ width: 960, height: 720, channels: 1, data: disc }));
  await writeFile(at("small-mask.png"), await sharp(at("mask.png")).resize(480, 360).png().toBuffer());
  await writeFile(
    at("black.png"),
    await pngOfRaster({ width: 960, height: 720, channels: 1, data: new Uint8Array(960 * 720) }),
  );
});
afterAll(async () => await rm(folder, { recursive: true }));

async function run(words: readonly string[]) {
  const parsed = parseCommand(["composite", ...words.map((word) => (/\.\w+$/.test(word) ? at(word) : word))]);
  if (!parsed.ok || parsed.value.command.name !== "composite") throw new Error(JSON.stringify(parsed));
  const lines: Record<string, unknown>[] = [];
  const said: string[] = [];
  const code = await composite(parsed.value.command.wish, {
    print: (line) => lines.push(line),
    say: (sentence) => said.push(sentence),
  });
  return { code, line: lines[0] ?? {}, said: said.join(" ") };
}

describe("composite", () => {
  it("lays a reply in, and reports the proof", async () => {
    const { code, line, said } = await run([
      "base.png",
      "reply.png",
      "--mask",
      "mask.png",
      "-o",
      "out.png",
      "--strict",
    ]);
    expect(code).toBe(0);
    expect(line).toMatchObject({
      event: "composite",
      out: at("out.png"),
      verdict: "placed",
      growPx: 0,
      proof: { changedProtectedPixels: 0, pixels: 691_200 },
      registration: { outcome: "aligned" },
      losses: [],
    });
    expect(said).toMatch(/^0 of [\d,]+ protected pixels changed; the reply had changed/);
    const png = decodePng(await readFile(at("out.png")));
    let changed = 0;
    for (let i = 0; i < 960 * 720; i++) {
      if ([0, 1, 2].every((c) => png.samples[3 * i + c] === scene.data[3 * i + c])) continue;
      changed += 1;
      if (Math.hypot((i % 960) - 480, Math.floor(i / 960) - 360) >= 90)
        throw new Error(`pixel ${i} is outside`);
    }
    expect(changed).toBeGreaterThan(1_000);
  });

  it("writes nothing when the reply shows another composition, unless told to", async () => {
    const refused = await run(["base.png", "other.png", "--mask", "mask.png", "-o", "no.png"]);
    expect(refused).toMatchObject({ code: 6, line: { out: null, verdict: "changed" } });
    await expect(stat(at("no.png"))).rejects.toMatchObject({ code: "ENOENT" });
    const forced = await run(["base.png", "other.png", "--mask", "mask.png", "-o", "yes.webp", "--force"]);
    expect(forced).toMatchObject({ code: 0, line: { losses: ["lossy-encoding"] } });
    expect(forced.said).toMatch(/^Loses: the format changes every pixel a little\. 0 of/);
    expect((await sharp(at("yes.webp")).metadata()).format).toBe("webp");
  });

  it.each([
    [["base.png", "reply.png", "--mask", "none.png", "-o", "x.png"], "file-unreadable"],
    [["base.png", "reply.png", "--mask", "small-mask.png", "-o", "x.png"], "invalid-input"],
    [["base.png", "reply.png", "--mask", "black.png", "-o", "x.png"], "selection-empty"],
    [["base.png", "tall.png", "--mask", "mask.png", "-o", "x.png"], "take-unusable"],
    [["base.png", "reply.png", "--mask", "mask.png", "-o", "reply.png"], "invalid-input"],
    [["base.png", "mask.txt", "--mask", "mask.png", "-o", "x.png"], "file-unreadable"],
    [["base.png", "reply.png", "--mask", "mask.png", "-o", "no-folder/x.png"], "invalid-input"],
    [
      ["base.png", "reply.png", "--mask", "mask.png", "-o", "x.png", "--window", "960,0,9,9"],
      "invalid-input",
    ],
  ])("%j: exit code 2 and a clear error, and no file", async (words, kind) => {
    const before = await readdir(folder);
    expect(await run(words)).toMatchObject({ code: 2, line: { event: "error", error: { kind } } });
    expect(await readdir(folder)).toEqual(before);
  });

  it.each([
    [["composite", "a.png"], "two files"],
    [["composite", "--frobnicate"], "Unknown option '--frobnicate'."],
    [["composite", "a.png", "b.png", "-o", "c.png"], "--mask"],
    [["composite", "a.png", "b.png", "--mask", "m.png"], "-o"],
    [["composite", "a.png", "b.png", "--mask", "m.png", "-o", "c.bmp"], ".png"],
    [["composite", "a.png", "b.png", "--mask", "m.png", "-o", "c.png", "--grow", "65"], "--grow"],
    [["composite", "a.png", "b.png", "--mask", "m.png", "-o", "c.png", "--tone", "2"], "--tone"],
    [["composite", "a.png", "b.png", "--mask", "m.png", "-o", "c.png", "--nudge", "1"], "--nudge"],
    [["composite", "a.png", "b.png", "--mask", "m.png", "-o", "c.png", "--window", "1,2,3"], "--window"],
    [["inpaint", "a.png", "--mask", "m.png", "-o", "c.png"], "prompt"],
    [["inpaint", "a.png", "x", "--mask", "m.png", "-o", "c.png", "--takes", "9"], "--takes"],
  ])("%j is refused with a sentence", (words, part) => {
    const parsed = parseCommand(words);
    expect(parsed.ok ? "" : parsed.error).toContain(part);
  });
});

describe("inpaint", () => {
  it("goes the whole road with the demo engine: a document, takes, the best one, the file", async () => {
    const studio = await openTestStudio();
    try {
      const lines: Record<string, unknown>[] = [];
      const inpaint = async (out: string) => {
        const words = ["a red balloon", "--mask", at("mask.png"), "-o", at(out), "--takes", "2"];
        const parsed = parseCommand(["inpaint", at("base.png"), ...words]);
        if (!parsed.ok || parsed.value.command.name !== "inpaint") throw new Error("not a command");
        return await runCommand(studio, parsed.value.command, {
          print: (line) => lines.push(line),
          say: () => undefined,
          stop: new AbortController().signal,
        });
      };
      for (const out of ["no-folder/made.png", "mask.png"]) expect(await inpaint(out)).toBe(2);
      expect(lines.map(({ event }) => event)).toEqual(["error", "error"]);
      const code = await inpaint("made.png");
      expect(code).toBe(0);
      expect(lines.map(({ event }) => event)).toEqual(
        expect.arrayContaining(["started", "job", "composite"]),
      );
      expect(lines.at(-1)).toMatchObject({
        event: "composite",
        takes: 2,
        losses: [],
        proof: { changedProtectedPixels: 0 },
      });
      const png = decodePng(await readFile(at("made.png")));
      for (let i = 0; i < 960 * 150 * 3; i++)
        if (png.samples[i] !== scene.data[i]) throw new Error(`sample ${i}`);
      const shelf = studio.session.current();
      if (!shelf.ok) throw new Error("no library");
      const cards = await shelf.value.compositions.list(false);
      expect(cards).toMatchObject({ ok: true, value: [{ name: "base", patches: 1 }] });
    } finally {
      await studio.close();
    }
  });

  it("--guide sends an outline and looks for it in the reply, --json says nothing else, --force writes all the same", async () => {
    const stranger = await startStranger(at("other.png"));
    const studio = await openTestStudio({ env: { INLAY_API_KEY: "sk-x", INLAY_BASE_URL: stranger.url } });
    try {
      const inpaint = async (...flags: string[]) => {
        const lines: Record<string, unknown>[] = [];
        const said: string[] = [];
        const words = ["inpaint", at("base.png"), "a lamp", "--mask", at("mask.png"), "-o", at("lamp.png")];
        const parsed = parseCommand([...words, ...flags]);
        if (!parsed.ok || parsed.value.command.name !== "inpaint") throw new Error("not a command");
        const code = await runCommand(studio, parsed.value.command, {
          print: (line) => lines.push(line),
          say: (sentence) => said.push(sentence),
          stop: new AbortController().signal,
        });
        return { code, line: lines.at(-1), said };
      };
      const guided = await inpaint("--guide", "--json");
      expect(guided).toMatchObject({ code: 6, said: [], line: { out: null, verdict: "changed" } });
      expect(guided.line?.["guideLeak"]).toEqual(expect.any(Number));
      await expect(stat(at("lamp.png"))).rejects.toMatchObject({ code: "ENOENT" });
      const forced = await inpaint("--force");
      expect(forced).toMatchObject({ code: 0, line: { out: at("lamp.png"), guideLeak: null } });
      expect(forced.said.join(" ")).toMatch(/0 of [\d,]+ protected pixels changed/);
      expect(decodePng(await readFile(at("lamp.png")))).toMatchObject({ width: 960, height: 720 });
    } finally {
      await studio.close();
      await stranger.close();
    }
  });
});
