// 500 requests against the demo engine with faults in 30 % of them: what is lost, what is sent twice, and whether
// memory stays flat. The official client, as it comes, sends the same requests to the same run of faults.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import type { SeenRequest } from "./faulty-engine.ts";

/** What a child prints when all its requests have come to rest. */
export interface QueueRun {
  /** Prompts of the pictures that were saved. */
  readonly saved: readonly string[];
  readonly states: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
  /** Memory in use after four fifths of the requests, over that after one. */
  readonly grownBytes: number;
}

const requests = 500;
const parallel = 8;

const faultyEngine = new URL("faulty-engine.ts", import.meta.url);
const inlay = new URL("run-inlay.ts", import.meta.url);
const openai = new URL("run-openai.ts", import.meta.url);

async function run(script: URL, url: string): Promise<QueueRun> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-bench-"));
  try {
    const args = ["--expose-gc", fileURLToPath(script), url, folder, String(requests), String(parallel)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as QueueRun;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pictures that were answered whole and are not saved. */
function countLost(seen: readonly SeenRequest[], { saved }: QueueRun): number {
  const there = new Set(saved);
  const spoilt = new Set([
    "truncated-json",
    "malformed-json",
    "no-picture",
    "reset-after-body",
    "undecodable-base64",
  ]);
  return seen.filter(
    ({ prompt, status, fault, isAnswered }) =>
      status === 200 && isAnswered && !spoilt.has(fault ?? "") && !there.has(prompt),
  ).length;
}

/** Attempts that followed one that may have made a picture. */
function countSentTwice(seen: readonly SeenRequest[]): number {
  const inDoubt = new Set<string>();
  let count = 0;
  for (const { prompt, status } of seen) {
    if (inDoubt.has(prompt)) count += 1;
    if (status !== 429) inDoubt.add(prompt);
  }
  return count;
}

async function measureOne(script: URL, url: string, ask: () => Promise<readonly SeenRequest[]>) {
  const result = await run(script, url);
  const seen = await ask();
  const rest = Object.values(result.states).reduce((sum, count) => sum + count, 0);
  return {
    lost: countLost(seen, result),
    sentTwice: countSentTwice(seen),
    faulty: seen.filter(({ fault }) => fault !== null).length / seen.length,
    unsettled: requests - rest,
    ...result,
  };
}

async function measure(): Promise<readonly Measurement[]> {
  const engine: ChildProcess = spawn(process.execPath, [fileURLToPath(faultyEngine)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (engine.stdout === null || engine.stdin === null) throw new Error("The engine has no pipes");
  const { stdin } = engine;
  const lines = createInterface({ input: engine.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await lines.next()).value);
  const ask = async (): Promise<readonly SeenRequest[]> => {
    stdin.write("report\n");
    return JSON.parse(await nextLine()) as SeenRequest[];
  };
  try {
    const url = await nextLine();
    const ours = await measureOne(inlay, url, ask);
    const peer = await measureOne(openai, url, ask);
    const none = { of: "ours", atMost: 0 } as const;
    return [
      {
        name: "Pictures answered whole and lost",
        ours: ours.lost,
        peer: peer.lost,
        unit: "pictures",
        aim: none,
      },
      {
        name: "Sent again though a picture may be made",
        ours: ours.sentTwice,
        peer: peer.sentTwice,
        unit: "requests",
        aim: none,
      },
      {
        name: "Requests that did not come to rest",
        ours: ours.unsettled,
        peer: peer.unsettled,
        unit: "requests",
        aim: none,
      },
      {
        name: "Growth of memory from request 100 to 400",
        ours: ours.grownBytes / 1e6,
        unit: "MB",
        aim: { of: "ours", atMost: 8 },
      },
      { name: "Requests that met a fault", ours: 100 * ours.faulty, peer: 100 * peer.faulty, unit: "%" },
      { name: "Pictures saved", ours: ours.saved.length, peer: peer.saved.length, unit: "pictures" },
      {
        name: "Time for all, most of it drawing",
        ours: ours.elapsedMs / 1000,
        peer: peer.elapsedMs / 1000,
        unit: "s",
      },
    ];
  } finally {
    stdin.end();
  }
}

await runBench({ name: "queue", peer: "the openai npm client with its own retries", measure });
