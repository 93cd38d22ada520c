import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeDisk, type Disk } from "#electron/platform/disk.ts";
import { classifyFileError, readJsonFile, writeFileDurably } from "#electron/platform/durable-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay müll-"));
});
afterEach(() => rm(folder, { recursive: true }));

const failure = (code: string) => Object.assign(new Error(code), { code });

describe("making folders", () => {
  it("makes all that are missing, and is content with those that are there", async () => {
    await nodeDisk.makeFolders(join(folder, "a", "b", "c"));
    await nodeDisk.makeFolders(join(folder, "a", "b", "c"));
    expect(await readdir(folder, { recursive: true })).toEqual(["a", join("a", "b"), join("a", "b", "c")]);
    await writeFile(join(folder, "file"), "");
    await expect(nodeDisk.makeFolders(join(folder, "file"))).rejects.toThrow(/EEXIST/);
    await expect(nodeDisk.makeFolders(join(folder, "file", "below"))).rejects.toThrow(/ENOTDIR/);
  });

  it.runIf(process.platform === "linux")("ends where no folder can be made", async () => {
    await expect(nodeDisk.makeFolders("/proc/inlay/pictures")).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("writing", () => {
  it("replaces a file and syncs data before the name, and the folder after it", async () => {
    const steps: string[] = [];
    const disk: Disk = {
      ...nodeDisk,
      writeNew: async (path, data) => {
        steps.push("write");
        await nodeDisk.writeNew(path, data);
      },
      rename: async (from, to) => {
        steps.push("rename");
        await nodeDisk.rename(from, to);
      },
      syncFolder: async (path) => {
        steps.push("sync folder");
        await nodeDisk.syncFolder(path);
      },
    };
    const path = join(folder, "настройки.json");
    await writeFile(path, "old");
    await writeFileDurably(path, "new", disk);
    expect(await readFile(path, "utf8")).toBe("new");
    expect(steps).toEqual(["write", "rename", "sync folder"]);
  });

  it.each(["writeNew", "rename"] as const)("leaves the old file and no other when %s fails", async (step) => {
    const path = join(folder, "a.json");
    await writeFile(path, "old");
    const disk: Disk = { ...nodeDisk, [step]: () => Promise.reject(failure("ENOSPC")) };
    await expect(writeFileDurably(path, "new", disk)).rejects.toMatchObject({ code: "ENOSPC" });
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["a.json"]);
  });

  it("twenty writers at once leave one whole file", async () => {
    const path = join(folder, "a.json");
    const texts = Array.from({ length: 20 }, (_, number) => String(number).repeat(5000));
    await Promise.all(texts.map(async (text) => writeFileDurably(path, text)));
    expect(texts).toContain(await readFile(path, "utf8"));
    expect(await readdir(folder)).toEqual(["a.json"]);
  });
});

describe("reading JSON", () => {
  it("tells found, missing and broken apart", async () => {
    const path = join(folder, "a.json");
    expect(await readJsonFile(path)).toEqual({ state: "missing" });
    await writeFile(path, '{"a":');
    expect(await readJsonFile(path)).toEqual({ state: "broken", text: '{"a":' });
    await writeFile(path, '{"a":1}');
    expect(await readJsonFile(path)).toEqual({ state: "found", value: { a: 1 } });
    await expect(readJsonFile(folder)).rejects.toMatchObject({ code: "EISDIR" });
  });
});

describe("failures of the disk", () => {
  it.each([
    ["ENOSPC", { kind: "disk-full", folder: "/l", billed: "yes" }],
    ["EDQUOT", { kind: "disk-full", folder: "/l", billed: "yes" }],
    ["EROFS", { kind: "library-read-only", folder: "/l" }],
    ["EACCES", { kind: "library-read-only", folder: "/l" }],
    ["EIO", { kind: "file-unreadable", name: "a.png", code: "EIO" }],
  ])("%s", (code, expected) => {
    expect(classifyFileError(failure(code), { folder: "/l", name: "a.png", billed: "yes" })).toEqual(
      expected,
    );
  });

  it("are not bugs: a bug goes on", () => {
    expect(() => classifyFileError(new TypeError("x"), { folder: "/l" })).toThrow(TypeError);
    expect(() => classifyFileError(failure("ERR_INVALID_ARG_TYPE"), { folder: "/l" })).toThrow(
      "ERR_INVALID_ARG_TYPE",
    );
  });
});
