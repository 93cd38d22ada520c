// The port of the last run: taken again when it is free, because a page's own storage (a draft that is not sent yet)
// belongs to the address it was made under.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

function keptPortFile(dataFolder: string): string {
  return join(dataFolder, "browser-port");
}

/** Null when none is known. */
export async function readKeptPort(dataFolder: string): Promise<number | null> {
  try {
    const port = Number(await readFile(keptPortFile(dataFolder), "utf8"));
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : null;
  } catch {
    return null;
  }
}

/** Best effort: next time another port does as well. */
export async function keepPort(dataFolder: string, port: number): Promise<void> {
  const path = keptPortFile(dataFolder);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${port}\n`);
  } catch {
    // A folder that cannot be written is said elsewhere, where it matters.
  }
}
