// A watched folder, looked through by hand instead of by its clock.
import { mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  openFolderWatch,
  type FolderWatch,
  type WatchOutcome,
} from "#electron/hosts/transfer/watch-folder.ts";
import type { WatchState } from "#shared/contract/calls/import-calls.ts";

let home: string;
let source: string;
let taken: string[];
let told: (WatchState | null)[];
let answer: WatchOutcome;
let clockMs: number | null;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "inlay-watch-"));
  source = join(home, "source");
  await mkdir(source);
  [taken, told, answer, clockMs] = [[], [], "added", null];
});
afterEach(async () => await rm(home, { recursive: true, force: true }));

const open = async (): Promise<FolderWatch> =>
  await openFolderWatch({
    file: join(home, "watch.json"),
    everyMs: 3_600_000,
    now: () => clockMs ?? Date.now(),
    onChange: (state) => void told.push(state),
    take: async (path) => {
      taken.push(path);
      return answer;
    },
  });
const put = async (name: string, text = "bytes"): Promise<string> => {
  await writeFile(join(source, name), text);
  return join(source, name);
};
/** Puts it until its time is after the beginning of the watch, which a disk may round. */
const arrive = async (watch: FolderWatch, name: string): Promise<string> => {
  const path = join(source, name);
  await expect
    .poll(async () => {
      if (!taken.includes(path)) await put(name);
      await watch.look();
      await watch.look();
      return taken.includes(path);
    })
    .toBe(true);
  return path;
};

it("gives what appears and has stopped growing, once, also over a restart, and counts it", async () => {
  await put("before.png");
  const first = await open();
  await first.start(source, "copy");
  const after = await arrive(first, "after.png");
  await first.look();
  expect(taken).toEqual([after]);
  answer = "refused";
  await arrive(first, "no picture.png");
  expect(first.state()).toMatchObject({ added: 1, refused: 1, state: "watching" });
  await first.close();

  answer = "known";
  const meanwhile = await put("while closed.png");
  const second = await open();
  expect(second.state()).toEqual({ ...first.state() });
  await second.look();
  await second.look();
  expect(taken).toContain(meanwhile);
  expect(second.state()).toMatchObject({ folder: source, mode: "copy", added: 1, refused: 1 });
  await second.stop();
  expect([second.state(), told.at(-1)]).toEqual([null, null]);
  await second.close();
});

it("waits until a file has stopped growing, and for a library that cannot take it yet", async () => {
  const watch = await open();
  await watch.start(source, "in-place");
  for (let size = 1; size < 4; size += 1) {
    await utimes(await put("growing.png", "x".repeat(size)), size, size);
    await watch.look();
  }
  expect(taken).toEqual([]);
  answer = "later";
  const path = await arrive(watch, "early.png");
  answer = "added";
  await watch.look();
  await watch.look();
  expect(taken.filter((one) => one === path).length).toBeGreaterThan(1);
  await watch.close();
});

it("tells when it is gone and when it is back, and takes what came with it", async () => {
  const watch = await open();
  await watch.start(source, "copy");
  await rename(source, `${source} elsewhere`);
  await watch.look();
  await watch.look();
  expect(told.map((state) => state?.state)).toEqual(["watching", "missing"]);
  await rename(`${source} elsewhere`, source);
  await arrive(watch, "later.png");
  expect(told.map((state) => state?.state)).toEqual(
    ["watching", "missing", "watching", "watching"].slice(0, told.length),
  );
  expect(watch.state()).toMatchObject({ state: "watching", added: 1 });
  await watch.close();
});

it("says at once of a folder that is not there, or is none", async () => {
  const watch = await open();
  expect(await watch.start(join(home, "nowhere"), "copy")).toMatchObject({ state: "missing" });
  expect(await watch.start(await put("a file.png"), "copy")).toMatchObject({ state: "missing" });
  await watch.close();
});

it("goes on when the clock is set back", async () => {
  const watch = await open();
  clockMs = Date.now() + 86_400_000;
  await watch.start(source, "copy");
  clockMs = null;
  await watch.look();
  expect(taken).toEqual([]);
  await arrive(watch, "after.png");
  await watch.close();
});

it("takes a file that was written over under its name, once, and leaves its own note alone after that", async () => {
  const watch = await open();
  await watch.start(source, "copy");
  const path = await arrive(watch, "one name.png");
  const count = () => taken.filter((one) => one === path).length;
  expect(count()).toBe(1);
  await put("one name.png", "other bytes");
  for (let look = 0; look < 4; look += 1) await watch.look();
  expect(count()).toBe(2);
  // When all that came lies well back, it is noted once.
  const note = async () => await readFile(join(home, "watch.json"), "utf8");
  const before = await note();
  clockMs = Date.now() + 60_000;
  await watch.look();
  const after = await note();
  expect(after).not.toBe(before);
  clockMs += 60_000;
  await watch.look();
  expect(await note()).toBe(after);
  await put("one name.png", "still other bytes");
  await utimes(path, 1, 1);
  clockMs = Date.now();
  for (let look = 0; look < 4; look += 1) await watch.look();
  expect(count()).toBe(3);
  await watch.close();
});
