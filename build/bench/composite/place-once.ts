// One 4K placement in a process of its own, for its peak of memory: node place-once.ts ORIGINAL REPLY MASK (raw files).
import { existsSync, readFileSync } from "node:fs";
import { placeBox } from "#shared/pixels/place-take.ts";
import { FOUR_K } from "./four-k.ts";

/** Most memory so far. On Linux from where it begins anew with the program: `maxRSS` there counts the parent's as well. */
function peakSoFarMb(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const peakKb = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return (peakKb === undefined ? process.resourceUsage().maxRSS : Number(peakKb)) / 1024;
}

const idleMb = peakSoFarMb();
const [original = "", reply = "", mask = ""] = process.argv.slice(2);
const read = (path: string): Uint8Array => {
  const bytes = readFileSync(path);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
const placed = placeBox(
  { ...FOUR_K, channels: 4, data: read(original) },
  { ...FOUR_K, channels: 4, data: read(reply) },
  { ...FOUR_K, data: read(mask) },
);
if (placed.kind === "refused") throw new Error(placed.reason);
const peakMb = peakSoFarMb();
process.stdout.write(JSON.stringify({ peakMb, growthMb: peakMb - idleMb }));
