// Files, records and index of a closed library say the same: what every test of crashes ends with.
import { readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect } from "vitest";
import { pictureSchema, type Picture } from "#shared/model/picture.ts";
import { mustOpen, readIndex } from "./library-fixture.ts";

/** The pictures by id. Also deletes the index, rebuilds it and compares ([L2]). */
export async function checkAgreement(folder: string): Promise<ReadonlyMap<string, Picture>> {
  const before = readIndex(folder) as {
    pictures: { id: string; file: string; json: unknown }[];
    pending: number;
  };
  expect(before.pending).toBe(0);
  const records = new Map<string, Picture>();
  for (const [under, isTrashed] of [
    ["records", false],
    ["trash/records", true],
  ] as const)
    for (const name of await readdir(join(folder, under))) {
      const record = pictureSchema.parse(JSON.parse(await readFile(join(folder, under, name), "utf8")));
      expect(name).toBe(`${record.id}.json`);
      expect(records.has(record.id)).toBe(false);
      expect(record.trashedAt !== null).toBe(isTrashed);
      records.set(record.id, record);
    }
  expect(before.pictures.map(({ json }) => json)).toEqual(
    [...records.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const files = [...(await listFiles(folder, "pictures")), ...(await listFiles(folder, "trash/pictures"))];
  expect(files.toSorted()).toEqual(before.pictures.map(({ file }) => file).toSorted());
  expect(await readdir(join(folder, "spool/incoming"))).toEqual([]);

  await rm(join(folder, "index.sqlite"));
  await (await mustOpen(folder)).close();
  expect(readIndex(folder)).toEqual(before);
  return records;
}

async function listFiles(folder: string, under: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, under), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
