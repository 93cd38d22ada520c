// Every command of the canvas has a key of its own, and somebody in the room who carries it out.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands, findKeyConflict } from "#shared/model/commands.ts";

const own = commands.filter(({ scope }) => scope === "canvas");
const room = join(import.meta.dirname, "../../../../renderer/canvas");

test("every command of the canvas has a key that no other has where both could be meant", () => {
  expect(own.length).toBeGreaterThan(100);
  expect(own.filter(({ key }) => key === "").map(({ id }) => id)).toEqual([]);
  expect(
    own.flatMap(({ id, key }) => {
      const other = findKeyConflict(id, key, {});
      return other === null ? [] : [`${key}: ${id} and ${other.id}`];
    }),
  ).toEqual([]);
});

test("every command of the canvas is carried out by a part of the room", async () => {
  const files = (await readdir(room, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  expect(files.length).toBeGreaterThan(100);
  const offered = new Set<string>();
  for (const name of files) {
    const text = await readFile(join(room, name), "utf8");
    if (!/useCommands\(\{/.test(text)) continue;
    for (const [, id] of text.matchAll(/"(canvas\.\w+)": ?(?:\{|\(|[a-z])/g)) offered.add(id!);
  }
  expect(own.map(({ id }) => id).filter((id) => !offered.has(id))).toEqual([]);
});
