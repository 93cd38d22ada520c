// A big folder into a fresh library: how fast, with how much memory, and whether every picture is there afterwards.
// The peer copies and hashes the same files, decodes nothing and syncs nothing. Flags: --count N files (10,000: about
// 4 GB, 9 GB of the temporary folder).
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import { makeImports } from "./make-imports.ts";

/** What a child prints when it is done. */
export interface ImportRun {
  readonly elapsedMs: number;
  /** Of all threads. */
  readonly cpuMs: number;
  readonly peakBytes: number;
  /** Memory in the last fifth of the files, over that before the middle. */
  readonly grownBytes: number;
  readonly figures: Readonly<Record<string, number>>;
}

const { values } = parseArgs({ options: { count: { type: "string" }, json: { type: "string" } } });
const count = Number(values.count ?? 10_000);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const inlay = new URL("run-inlay.ts", import.meta.url);
const plainCopy = new URL("run-copy.ts", import.meta.url);

async function run(script: URL, source: string, folder: string): Promise<ImportRun> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(script), source, folder]);
  return JSON.parse(stdout) as ImportRun;
}

/** SHA-256 of each picture that has a record and whose file holds what the record says. */
async function hashesIn(library: string): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (const name of await readdir(join(library, "records"))) {
    const record = JSON.parse(await readFile(join(library, "records", name), "utf8")) as {
      readonly asset: string;
      readonly file: string;
    };
    const bytes = await readFile(join(library, record.file));
    const hash = createHash("sha256").update(bytes).digest("hex");
    if (hash === record.asset) hashes.push(hash);
  }
  return hashes;
}

async function measure(home: string): Promise<readonly Measurement[]> {
  const [source, library, copy] = [join(home, "source"), join(home, "library"), join(home, "copy")];
  const made = await makeImports(source, count);
  say(
    `${made.files} files, ${(made.bytes / 1e9).toFixed(1)} GB: ${made.wanted.size} pictures, ${made.hostile} spoilt`,
  );
  // Once unmeasured, so that both find the files in memory.
  await run(plainCopy, source, copy);
  await rm(copy, { recursive: true });
  const peer = await run(plainCopy, source, copy);
  await rm(copy, { recursive: true });
  const ours = await run(inlay, source, library);

  const there = await hashesIn(library);
  const kept = new Set(there.filter((hash) => made.wanted.has(hash)));
  const none = { of: "ours", atMost: 0 } as const;
  const { added = 0, known = 0, refused = 0 } = ours.figures;
  const cpu = ({ cpuMs }: ImportRun): number => cpuMs / count;
  const rate = ({ elapsedMs }: ImportRun): number => (count / elapsedMs) * 1000;
  return [
    { name: "files", ours: rate(ours), peer: rate(peer), unit: "files/s" },
    { name: "processor time per file", ours: cpu(ours), peer: cpu(peer), unit: "ms" },
    { name: "peak memory", ours: ours.peakBytes / 1e6, peer: peer.peakBytes / 1e6, unit: "MB" },
    { name: "growth of memory in the second half", ours: ours.grownBytes / 1e6, unit: "MB" },
    { name: "pictures lost", ours: made.wanted.size - kept.size, unit: "pictures", aim: none },
    { name: "pictures twice, or not asked for", ours: there.length - kept.size, unit: "pictures", aim: none },
    { name: "files without an answer", ours: count - added - known - refused, unit: "files", aim: none },
    { name: "spoilt files not refused", ours: Math.abs(made.hostile - refused), unit: "files", aim: none },
    { name: "pictures added", ours: added, unit: "pictures" },
  ];
}

const home = await mkdtemp(join(tmpdir(), "inlay-import-"));
try {
  await runBench({
    name: "import",
    peer: "a copy with a hash in plain Node, that decodes and syncs nothing",
    measure: async () => measure(home),
  });
} finally {
  await rm(home, { recursive: true, force: true });
}
