// Run as a child process: copies every file of a folder and hashes it on the way, in plain Node; prints what it took.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import type { ImportRun } from "./import.bench.ts";

const [, , source = "", folder = ""] = process.argv;
await mkdir(folder);
const before = process.cpuUsage();
const start = performance.now();
const entries = await readdir(source, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile());
const hashes = new Set<string>();
const lane = async (): Promise<void> => {
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    const hash = createHash("sha256");
    await pipeline(
      createReadStream(join(file.parentPath, file.name)),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(join(folder, file.name)),
    );
    hashes.add(hash.digest("hex"));
  }
};
await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane));
const elapsedMs = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const cpuMs = (user + system) / 1000;
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(
  JSON.stringify({
    elapsedMs,
    cpuMs,
    peakBytes,
    grownBytes: 0,
    figures: { added: hashes.size },
  } satisfies ImportRun),
);
