// Zips of any size, read back by another's reader.
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeZip, type ZipEntry } from "#electron/hosts/transfer/write-zip.ts";
import { zipLimits, type ZipLimits } from "#electron/hosts/transfer/zip-records.ts";
import { canMount } from "#tests/support/small-disk.ts";

let folder: string;
const never = new AbortController().signal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay-zip-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const picture = Buffer.alloc(300_000, "not a real picture ");
async function entriesFor(count: number): Promise<readonly ZipEntry[]> {
  const path = join(folder, "source.png");
  await writeFile(path, picture);
  return Array.from({ length: count }, (_, at): ZipEntry[] => [
    { name: `pictures/海獺 ${at}.png`, path, modifiedMs: 1_763_800_000_000 },
    { name: `records/${at}.json`, text: `{"number":${at},"words":"ö 🦦"}`, modifiedMs: 0 },
  ]).flat();
}

const forms: readonly (readonly [string, ZipLimits])[] = [
  ["the plain form", zipLimits],
  ["the 64-bit form for many entries", { ...zipLimits, entries: 3 }],
  ["the 64-bit form for many bytes", { ...zipLimits, bytes: 400_000 }],
];
for (const [name, limits] of forms)
  it(`gives everything back in ${name}`, async () => {
    const target = join(folder, `${name}.zip`);
    const done: number[] = [];
    const entries = await entriesFor(4);
    const written = await writeZip(target, entries, never, (count) => done.push(count), limits);
    expect(written).toEqual({ ok: true, value: null });
    expect(done.at(-1)).toBe(8);
    const found = unzipSync(await readFile(target));
    expect(Object.keys(found)).toEqual(entries.map((entry) => entry.name));
    expect(Buffer.from(found["pictures/海獺 3.png"]!).equals(picture)).toBe(true);
    expect(JSON.parse(strFromU8(found["records/2.json"]!))).toEqual({ number: 2, words: "ö 🦦" });
  });

it("holds an archive of no entries", async () => {
  await writeZip(join(folder, "empty.zip"), [], never, () => undefined);
  expect(unzipSync(await readFile(join(folder, "empty.zip")))).toEqual({});
});

describe("leaves no half file behind", () => {
  it("when it is cancelled on the way", async () => {
    const stop = new AbortController();
    const target = join(folder, "stopped.zip");
    await writeZip(target, await entriesFor(9), stop.signal, (count) => count === 5 && stop.abort());
    expect(await readdir(folder)).not.toContain("stopped.zip");
  });

  it("when a file goes away meanwhile", async () => {
    const gone = join(folder, "gone.png");
    await writeFile(gone, picture);
    const entries = [...(await entriesFor(1)), { name: "gone.png", path: gone, modifiedMs: 0 }];
    const work = writeZip(join(folder, "broken.zip"), entries, never, (count) => {
      if (count === 1) execFileSync("rm", [gone]);
    });
    await expect(work).rejects.toMatchObject({ code: "ENOENT" });
    expect(await readdir(folder)).not.toContain("broken.zip");
  });

  it.runIf(canMount)("and says so before it begins where the disk has no room", async () => {
    const disk = await mkdtemp(join(tmpdir(), "inlay-disk-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]);
    try {
      const full = await writeZip(join(disk, "full.zip"), await entriesFor(2), never, () => undefined);
      expect(full).toEqual({ ok: false, error: { kind: "disk-full", folder: disk, billed: "no" } });
      expect(await readdir(disk)).toEqual([]);
    } finally {
      execFileSync("umount", [disk]);
      await rm(disk, { recursive: true });
    }
  });
});
