import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultSettings } from "#shared/model/settings.ts";
import { openConfFile } from "#electron/settings/conf-file.ts";
import { migrateSettings } from "#electron/settings/migrate-settings.ts";
import { openSettings } from "#electron/settings/settings-store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "inlay-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, "settings.json");
const open = () => openSettings(folder, openConfFile);

describe("settings", () => {
  it("are the defaults without a file, and write none by themselves", () => {
    const settings = open();
    expect(settings.current()).toEqual(defaultSettings);
    expect(settings.notices).toEqual([]);
    expect(existsSync(path())).toBe(false);
  });

  it("keep what is changed, tell it, and leave the rest", () => {
    const settings = open();
    const told: number[] = [];
    const end = settings.onChange((changed) => told.push(changed.parallelRequests));
    expect(settings.update({ parallelRequests: 5, userId: undefined })).toMatchObject({
      ok: true,
      value: { parallelRequests: 5, userId: "" },
    });
    end();
    settings.update({ userId: "studio" });
    expect(told).toEqual([5]);
    expect(open().current()).toEqual({ ...defaultSettings, parallelRequests: 5, userId: "studio" });
    expect(statSync(path()).mode & 0o077).toBe(0);
  });

  it("of two hosts do not overwrite each other's entries", () => {
    const one = open();
    const other = open();
    one.update({ parallelRequests: 7 });
    other.update({ userId: "second" });
    expect(open().current()).toMatchObject({ parallelRequests: 7, userId: "second" });
  });

  it.each([
    ["empty", ""],
    ["cut off", '{"version":1,"baseUrl":"htt'],
    ["no object", "[1,2]"],
    ["the word missing", "missing"],
    ["a wrong value", JSON.stringify({ ...defaultSettings, parallelRequests: 99 })],
    ["a newer version", JSON.stringify({ ...defaultSettings, version: 2 })],
  ])("that are %s are put aside, and the backup steps in", (_name, text) => {
    open().update({ parallelRequests: 4 });
    writeFileSync(path(), text);
    const settings = open();
    expect(settings.current().parallelRequests).toBe(4);
    const [notice] = settings.notices;
    expect(notice).toMatchObject({ id: "settings-replaced", from: "backup" });
    if (notice?.id !== "settings-replaced") throw new Error("no notice");
    expect(readFileSync(notice.movedTo, "utf8")).toBe(text);
    expect(settings.update({ userId: "after" }).ok).toBe(true);
    expect(open().current()).toMatchObject({ parallelRequests: 4, userId: "after" });
  });

  it("without a good backup start from the defaults and say so", () => {
    writeFileSync(path(), "");
    writeFileSync(join(folder, "settings.backup.json"), "{");
    const settings = open();
    expect(settings.current()).toEqual(defaultSettings);
    expect(settings.notices).toMatchObject([{ id: "settings-replaced", from: "defaults" }]);
  });

  it("that break during the run are put aside at the next change", () => {
    const settings = open();
    settings.update({ parallelRequests: 6 });
    writeFileSync(path(), "\u0000\u0000");
    expect(settings.update({ userId: "x" })).toMatchObject({
      ok: true,
      value: { parallelRequests: 6, userId: "x" },
    });
    expect(settings.notices).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.includes("unreadable"))).toHaveLength(1);
  });

  it.each([
    ["ENOSPC", "disk-full"],
    ["EROFS", "file-unreadable"],
    ["EACCES", "file-unreadable"],
  ])("that cannot be written (%s) stay as they were, with an error", (code, kind) => {
    let isBroken = false;
    const settings = openSettings(folder, (place) => {
      if (isBroken) throw Object.assign(new Error(code), { code });
      return openConfFile(place);
    });
    settings.update({ userId: "before" });
    isBroken = true;
    expect(settings.update({ userId: "after" })).toMatchObject({ ok: false, error: { kind } });
    expect(settings.current().userId).toBe("before");
  });

  it("of an older shape are filled in", () => {
    expect(migrateSettings({ baseUrl: "https://example.com", appearance: { theme: "dark" } })).toEqual({
      ...defaultSettings,
      baseUrl: "https://example.com",
      appearance: { ...defaultSettings.appearance, theme: "dark" },
    });
  });

  it("never come out of anything but settings", () => {
    const versions = fc.sample(fc.jsonValue(), 500).map((value) => migrateSettings(value)?.version ?? null);
    expect(versions.filter((version) => version !== null && version !== 1)).toEqual([]);
  });
});
