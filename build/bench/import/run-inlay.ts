// Run as a child process: imports a folder into a new library as the app does, and prints what it took.
import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { importTree } from "#electron/hosts/transfer/import-tree.ts";
import { openLibrary } from "#electron/library/library.ts";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import { createLog } from "#electron/platform/log.ts";
import type { ImportRun } from "./import.bench.ts";

const [, , source = "", folder = ""] = process.argv;
const codec = createImageCodec();
const opened = await openLibrary({
  folder,
  mayCreate: true,
  codec,
  log: createLog({ folder: null }),
  now: Date.now,
  randomBytes,
  owner: { host: "bench" },
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const library = opened.value;
const figures: Record<string, number> = {};
const start = performance.now();
const done = await importTree(library, source, "copy", {
  signal: new AbortController().signal,
  progress: () => undefined,
  find: () => undefined,
  count: (figure, by = 1) => {
    figures[figure] = (figures[figure] ?? 0) + by;
  },
});
if (!done.ok) throw new Error(JSON.stringify(done.error));
const elapsedMs = performance.now() - start;
await library.close();
await codec.close();
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ elapsedMs, peakBytes, figures } satisfies ImportRun));
