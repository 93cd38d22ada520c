// Draws the icon of the packaged app from icon.svg. Only what packs the app needs it.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const target = process.argv[2];
if (target === undefined) throw new Error("Usage: draw-icon.mjs TARGET.png");
mkdirSync(dirname(target), { recursive: true });
await sharp(fileURLToPath(new URL("icon.svg", import.meta.url)))
  .png()
  .toFile(target);
