// The peer: `vipsthumbnail` of Debian's libvips-tools, native code. It makes one width per run and takes many files.
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { DrawnPhoto } from "./drawn-photos.ts";

const run = promisify(execFile);
const filesPerRun = 16;

/** Its version, installing it where that can be done; null when it is not to be had. */
export async function findVipsThumbnail(): Promise<string | null> {
  const version = async (): Promise<string | null> =>
    run("vipsthumbnail", ["--version"]).then(
      ({ stdout }) => stdout.trim(),
      () => null,
    );
  const found = await version();
  if (found !== null || process.platform !== "linux" || process.getuid?.() !== 0) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run("apt-get", ["update", "-q"], { env, timeout: 180_000 });
    await run("apt-get", ["install", "-qy", "--no-install-recommends", "libvips-tools"], {
      env,
      timeout: 300_000,
    });
  } catch {
    return null;
  }
  return version();
}

/**
 * The thumbnails that the library makes of these files, as `NUMBER-WIDTH.webp` in a folder: never larger than the
 * picture, with the same quality and effort. One process per core, one thread each.
 */
export async function runVipsThumbnail(
  photos: readonly Pick<DrawnPhoto, "path" | "widthPx">[],
  widthsPx: readonly number[],
  folder: string,
  cores: number,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const runs: { readonly widthPx: number; readonly paths: readonly string[] }[] = [];
  for (const [at, widthPx] of widthsPx.entries()) {
    const narrower = at === 0 ? 0 : (widthsPx[at - 1] ?? 0);
    const useful = photos.filter((photo) => photo.widthPx > narrower).map(({ path }) => path);
    for (let from = 0; from < useful.length; from += filesPerRun)
      runs.push({ widthPx, paths: useful.slice(from, from + filesPerRun) });
  }
  const env = { ...process.env, VIPS_CONCURRENCY: "1" };
  const lane = async (): Promise<void> => {
    for (let next = runs.shift(); next !== undefined; next = runs.shift()) {
      const { widthPx, paths } = next;
      const target = join(folder, `%s-${widthPx}.webp[Q=80,effort=1]`);
      await run("vipsthumbnail", ["--size", `${widthPx}x100000>`, "--output", target, ...paths], { env });
    }
  };
  await Promise.all(Array.from({ length: cores }, lane));
}
