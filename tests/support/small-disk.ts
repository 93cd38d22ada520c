// A disk that can be filled: whether this machine lets a test mount one, and how it gets full.
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const canMount = process.platform === "linux" && process.getuid?.() === 0 && tryMount();

function tryMount(): boolean {
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Writes files into a new folder until the disk takes not even a small one. */
export async function fillUp(path: string): Promise<void> {
  await mkdir(path);
  for (const size of [4_194_304, 65_536, 4096, 512])
    for (let number = 0; number < 1000; number += 1)
      try {
        await writeFile(join(path, `${size}-${number}`), Buffer.alloc(size));
      } catch {
        break;
      }
}
