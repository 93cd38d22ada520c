// One 4K placement in a process of its own, for its peak of memory: node place-once.ts ORIGINAL REPLY MASK (raw files).
import { readFileSync } from "node:fs";
import { placeBox } from "#shared/pixels/place-take.ts";
import { FOUR_K } from "./four-k.ts";

const idleMb = process.resourceUsage().maxRSS / 1024;
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
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ peakMb, growthMb: peakMb - idleMb }));
