// Makes out/main and out/renderer from the sources. Builds beside and swaps at the end, so that a failed or
// interrupted build leaves the last good one.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { mainConfig, preloadConfig } from "./main-config.ts";
import { rendererConfig } from "./renderer-config.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const outFolder = join(root, "out");
const stagingPrefix = ".next-";
const staging = join(outFolder, `${stagingPrefix}${process.pid}`);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function removeAbandonedBuilds(): void {
  for (const name of readdirSync(outFolder)) {
    if (!name.startsWith(stagingPrefix)) continue;
    if (!isAlive(Number(name.slice(stagingPrefix.length).split("-")[0])))
      rmSync(join(outFolder, name), { recursive: true });
  }
}

function swapIn(name: "main" | "renderer"): void {
  const target = join(outFolder, name);
  const old = `${staging}-old-${name}`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(join(staging, name), target);
  rmSync(old, { recursive: true, force: true });
}

// Whoever starts the build: a test run says "test", and React would then be bundled for development.
process.env["NODE_ENV"] = "production";
mkdirSync(staging, { recursive: true });
removeAbandonedBuilds();
try {
  await build(mainConfig(root, staging));
  await build(preloadConfig(root, staging));
  await build(rendererConfig(root, staging));
  swapIn("main");
  swapIn("renderer");
} finally {
  rmSync(staging, { recursive: true, force: true });
}
