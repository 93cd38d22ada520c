// Run as a child process: imports a folder into a new library as the app does, and prints what it took.
import { performance } from "node:perf_hooks";
import { openBenchLibrary } from "#build/bench/open-library.ts";
import { importTree } from "#electron/hosts/transfer/import-tree.ts";
import type { ImportRun } from "./import.bench.ts";

const [, , source = "", folder = ""] = process.argv;
const { library, close } = await openBenchLibrary(folder);
const figures: Record<string, number> = {};
const memory: number[] = [];
const before = process.cpuUsage();
const start = performance.now();
const done = await importTree(library, source, "copy", {
  signal: new AbortController().signal,
  progress: () => undefined,
  find: () => undefined,
  count: (figure, by = 1) => {
    figures[figure] = (figures[figure] ?? 0) + by;
    memory.push(process.memoryUsage.rss());
  },
});
if (!done.ok) throw new Error(JSON.stringify(done.error));
const elapsedMs = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const cpuMs = (user + system) / 1000;
await close();
const peakBytes = process.resourceUsage().maxRSS * 1024;
const typical = (from: number, to: number): number =>
  memory
    .slice(memory.length * from, memory.length * to)
    .toSorted((a, b) => a - b)
    .at((memory.length * (to - from)) / 2) ?? 0;
const grownBytes = typical(0.8, 1) - typical(0.3, 0.5);
process.stdout.write(
  JSON.stringify({ elapsedMs, cpuMs, peakBytes, grownBytes, figures } satisfies ImportRun),
);
