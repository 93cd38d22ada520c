// A 4K PNG reply of 25 MB from the socket to a file on disk: time and memory, against the official client.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import type { Reception } from "./measure-receiving.ts";

const pictureBytes = 25_000_000;
const rounds = 7;

const server = new URL("reply-server.ts", import.meta.url);
const inlay = new URL("receive-inlay.ts", import.meta.url);
const openai = new URL("receive-openai.ts", import.meta.url);

async function receive(script: URL, url: string, folder: string): Promise<Reception> {
  const args = ["--expose-gc", fileURLToPath(script), url, folder, String(pictureBytes)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Reception;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(): Promise<readonly Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-bench-"));
  const child = spawn(process.execPath, [fileURLToPath(server)], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const url = line.toString().trim();
    const ours: Reception[] = [];
    const peers: Reception[] = [];
    // In turn, so that a busy moment of the machine hits both.
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await receive(inlay, url, folder));
      peers.push(await receive(openai, url, folder));
    }
    const middle = (pick: (reception: Reception) => number) => ({
      ours: median(ours.map(pick)),
      peer: median(peers.map(pick)),
    });
    return [
      {
        name: "Growth of memory at its highest",
        ...middle(({ grownBytes }) => grownBytes / 1e6),
        unit: "MB",
        aim: { of: "ratio", atMost: 0.15 },
      },
      {
        name: "Time from the call to the file (ours forced to the disk)",
        ...middle(({ elapsedMs }) => elapsedMs),
        unit: "ms",
        aim: { of: "ratio", atMost: 0.8 },
      },
    ];
  } finally {
    child.stdin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

await runBench({
  name: "response",
  peer: "the openai npm client, Buffer.from and writeFile",
  measure,
});
