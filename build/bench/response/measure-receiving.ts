// Measures one reception inside a child process: time, and by how much the process grew at its highest.
import { readFileSync, writeFileSync } from "node:fs";

/** What a child prints as JSON. */
export interface Reception {
  readonly elapsedMs: number;
  readonly grownBytes: number;
}

/** Bytes of a line of /proc/self/status, e.g. `VmHWM`. */
function statusBytes(name: string): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync("/proc/self/status", "utf8"));
  if (line === null) throw new Error(`This system does not tell ${name}; run the bench on Linux`);
  return Number(line[1]) * 1024;
}

/** Warms up with a small picture, then receives the large one and prints what it took. */
export async function measureReceiving(receive: (pictureBytes: number) => Promise<void>): Promise<void> {
  const largeBytes = Number(process.argv[4]);
  for (let round = 0; round < 3; round += 1) await receive(200_000);
  globalThis.gc?.();
  const beforeBytes = statusBytes("VmRSS");
  // Sets the high-water mark back to the present size.
  writeFileSync("/proc/self/clear_refs", "5");
  const startedMs = performance.now();
  await receive(largeBytes);
  const elapsedMs = performance.now() - startedMs;
  const reception: Reception = { elapsedMs, grownBytes: statusBytes("VmHWM") - beforeBytes };
  process.stdout.write(JSON.stringify(reception));
}
