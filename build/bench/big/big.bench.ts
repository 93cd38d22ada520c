// A document of 12,000x9,000 px: how soon it is seen and sharp, what moving over it costs, how much memory page and host take,
// and its flattening. Everything works on one JPEG that is made here.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import { lookPlainly, lookWithInlay, type Flattened } from "./big-document.ts";
import { memoryOf } from "./process-memory.ts";

const size = { width: 12_000, height: 9_000 };

async function makePicture(path: string): Promise<void> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 60 };
  const small = await sharp({
    create: { width: size.width / 8, height: size.height / 8, channels: 3, background: "#000", noise },
  })
    .blur(3)
    .linear(4, -384)
    .png()
    .toBuffer();
  await sharp(small).resize(size.width, size.height, { kernel: "cubic" }).jpeg({ quality: 90 }).toFile(path);
}

async function flattenPlainly(base: string, folder: string): Promise<Flattened> {
  const script = fileURLToPath(new URL("./flatten-peer.ts", import.meta.url));
  const began = performance.now();
  const child = spawn(process.execPath, [script, base, join(folder, "peer.png")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let peak = 0;
  const look = setInterval(() => {
    const found = memoryOf(child.pid ?? 0).peak;
    if (found > peak) peak = found;
  }, 50);
  const code = await new Promise<number | null>((done) => child.once("exit", done));
  clearInterval(look);
  if (code !== 0) throw new Error(`The peer ended with ${code}`);
  return { ms: performance.now() - began, hostPeak: peak };
}

async function measure(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "inlay-big-"));
  try {
    const picture = join(folder, "big.jpg");
    await makePicture(picture);
    const ours = await lookWithInlay(picture, folder);
    const peer = await lookPlainly(picture);
    const plain = await flattenPlainly(picture, folder);
    const { looked, host, flattened } = ours;
    const time = (name: string, part: "firstMs" | "sharpMs" | "actualMs"): Measurement => ({
      name,
      ours: looked[part],
      peer: peer[part],
      unit: "ms",
    });
    const cost = (name: string, part: keyof typeof looked.costs): Measurement => ({
      name: `moving at 100 %: processor, ${name}`,
      ours: looked.costs[part],
      peer: peer.costs[part],
      unit: "ms",
    });
    return [
      time("document there to first pixels", "firstMs"),
      time("document there to sharp, fitted", "sharpMs"),
      time("fitted to sharp at 100 %, first time", "actualMs"),
      cost("script", "script"),
      cost("drawing pixels", "raster"),
      cost("laying surfaces", "blend"),
      { name: "page, memory after moving", ours: looked.page.now, peer: peer.page.now, unit: "MB" },
      {
        name: "page, most memory",
        ours: looked.page.peak,
        peer: peer.page.peak,
        unit: "MB",
        aim: { of: "ours", atMost: 400 },
      },
      {
        name: "host, most memory while looked at",
        ours: host.peak,
        unit: "MB",
        aim: { of: "ours", atMost: 500 },
      },
      { name: "flattened to the library", ours: flattened.ms / 1000, peer: plain.ms / 1000, unit: "s" },
      {
        name: "host, most memory while flattening",
        ours: flattened.hostPeak,
        peer: plain.hostPeak,
        unit: "MB",
        aim: { of: "ours", atMost: 500 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runBench({ name: "big", peer: "one bitmap of the whole picture; sharp for the flattening", measure });
