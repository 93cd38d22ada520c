// Every flag of `composite` changes what it should, seen in the file or in the JSON; and what no flag can mean is refused.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composite } from "#electron/hosts/composite-command.ts";
import { parseCommand } from "#electron/hosts/parse-command.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import { driftedReply, pngOfRaster } from "./document-fixture.ts";

const size = { width: 320, height: 240 };
let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay flags "));
  const base = await pngOfRaster(makeScene("scene", size.width, size.height, 41, { channels: 3 }));
  await writeFile(at("base.png"), base);
  const reply = await driftedReply(base, size);
  await writeFile(at("reply.png"), reply);
  const part = { left: 64, top: 32, width: 192, height: 160 };
  await writeFile(at("part.png"), await sharp(reply).extract(part).png().toBuffer());
  const disc = Uint8Array.from({ length: size.width * size.height }, (_, i) =>
    Math.hypot((i % size.width) - 160, Math.floor(i / size.width) - 120) < 40 ? 255 : 0,
  );
  const mask = await pngOfRaster({ ...size, channels: 1, data: disc });
  await writeFile(at("mask.png"), mask);
  await writeFile(at("hole.png"), await sharp(mask).negate().png().toBuffer());
  await mkdir(at("folder.png"));
});
afterAll(async () => await rm(folder, { recursive: true }));

type Line = Record<string, unknown>;

async function run(flags: readonly string[], out: string, { reply = "reply.png", mask = "mask.png" } = {}) {
  const words = ["composite", at("base.png"), at(reply), "--mask", at(mask), "-o", at(out), ...flags];
  const parsed = parseCommand(words);
  if (!parsed.ok || parsed.value.command.name !== "composite") throw new Error(JSON.stringify(parsed));
  const lines: Line[] = [];
  const said: string[] = [];
  const code = await composite(parsed.value.command.wish, {
    print: (line) => lines.push(line as Line),
    say: (sentence) => said.push(sentence),
  });
  return { code, line: lines.at(-1) ?? {}, said };
}

const pixelsOf = async (name: string) => await sharp(at(name)).removeAlpha().raw().toBuffer();

/** Mean difference of two files' samples in the middle of the disc, the second one moved by so many px. */
async function differ(one: string, other: string, [dx, dy] = [0, 0]): Promise<number> {
  const [a, b] = [await pixelsOf(one), await pixelsOf(other)];
  let sum = 0;
  for (let y = 105; y < 135; y++)
    for (let x = 145; x < 175; x++)
      for (let c = 0; c < 3; c++)
        sum += Math.abs(
          (a[3 * (y * size.width + x) + c] ?? 0) - (b[3 * ((y + dy) * size.width + x + dx) + c] ?? 0),
        );
  return sum / (3 * 30 * 30);
}

describe("a flag of composite", () => {
  it("--opacity shows so much of the reply, and 0 none of it", async () => {
    const plain = await run([], "plain.png");
    expect(plain.said.join(" ")).toMatch(/^0 of/);
    await run(["--opacity", "0.5"], "half.png");
    const share = (await differ("base.png", "half.png")) / (await differ("base.png", "plain.png"));
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
    const none = await run(["--opacity", "0"], "none.png");
    expect(none.code).toBe(0);
    expect(await pixelsOf("none.png")).toEqual(await pixelsOf("base.png"));
  });

  it("--manual leaves the reply where it is, --nudge moves it", async () => {
    await run(["--manual", "--no-detail"], "manual.png");
    expect(await differ("plain.png", "manual.png")).toBeGreaterThan(1);
    await run(["--manual", "--no-detail", "--nudge", "6,-4"], "nudged.png");
    const [stays, moves] = [
      await differ("manual.png", "nudged.png"),
      await differ("manual.png", "nudged.png", [6, -4]),
    ];
    expect(moves).toBeLessThan(stays / 3);
  });

  it("--multiband always and never, --proof, --quality", async () => {
    const always = await run(["--multiband", "always", "--proof"], "bands.png");
    const never = await run(["--multiband", "never"], "never.png");
    expect([always.line["isMultiband"], never.line["isMultiband"]]).toEqual([true, false]);
    expect((await pixelsOf("bands.png")).equals(await pixelsOf("never.png"))).toBe(false);
    const carries = async (name: string) => (await readFile(at(name))).includes("changedProtectedPixels");
    expect([await carries("bands.png"), await carries("never.png")]).toEqual([true, false]);
    await run(["--quality", "10"], "low.jpg");
    await run(["--quality", "95"], "high.jpg");
    const [low, high] = [await readFile(at("low.jpg")), await readFile(at("high.jpg"))];
    expect(high.length).toBeGreaterThan(2 * low.length);
  });

  it("--invert-mask takes the mask the other way round, --window says where a part belongs", async () => {
    await run(["--strict"], "strict.png");
    await run(["--strict", "--invert-mask"], "turned.png", { mask: "hole.png" });
    expect((await readFile(at("turned.png"))).equals(await readFile(at("strict.png")))).toBe(true);
    expect(await run([], "no.png", { reply: "part.png" })).toMatchObject({ code: 2 });
    const part = await run(["--window", "64,32,192,160"], "window.png", { reply: "part.png" });
    expect(part).toMatchObject({ code: 0, line: { proof: { changedProtectedPixels: 0 } } });
    // It shows the same as the whole reply does.
    expect(await differ("window.png", "plain.png")).toBeLessThan(2);
  });

  it("--json says no sentence", async () => {
    const quiet = await run(["--json", "--opacity", "0.9"], "quiet.png");
    expect([quiet.code, quiet.said, quiet.line["event"]]).toEqual([0, [], "composite"]);
  });

  it("a huge nudge leaves the base as it is, and a folder is no file to write", async () => {
    const gone = await run(["--manual", "--nudge", "999999,0"], "gone.png");
    expect(gone.line).toMatchObject({ proof: { changedProtectedPixels: 0 } });
    const before = await readdir(folder);
    const refused = await run([], "folder.png");
    expect(refused).toMatchObject({ code: 2, line: { event: "error" } });
    expect(await readdir(folder)).toEqual(before);
  });
});

const bad = ["", "NaN", "-1", "1e9", "Infinity", "0x10", "../../etc/passwd", "1;2", " 1"];
const valued = ["opacity", "multiband", "nudge", "quality", "window", "grow", "feather", "tone"];

it.each(valued)("--%s refuses what is no value of it, with a sentence that names it", (flag) => {
  for (const value of bad) {
    const words = ["composite", "a.png", "b.png", "--mask", "m.png", "-o", "c.png", `--${flag}=${value}`];
    const parsed = parseCommand(words);
    expect(parsed.ok ? `${value} is taken` : parsed.error, value).toContain(`--${flag}`);
  }
});

it("a flag without its value, or with one that it does not take, is refused", () => {
  for (const flag of ["--opacity", "--window", "--nudge", "--manual=yes", "--proof=1", "--invert-mask=no"]) {
    const parsed = parseCommand(["composite", "a.png", "b.png", "--mask", "m.png", "-o", "c.png", flag]);
    expect(parsed.ok ? "taken" : parsed.error, flag).toContain(flag.split("=")[0]);
  }
  for (const out of ["", "c", "c.png/", "c.gif", "."])
    expect(parseCommand(["composite", "a.png", "b.png", "--mask", "m.png", "-o", out]).ok, out).toBe(false);
});
