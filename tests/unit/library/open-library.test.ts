import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, open, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from "vitest";
import { openLibrary } from "#electron/library/library.ts";
import { canMount, fillUp } from "#tests/support/small-disk.ts";
import {
  freshFolder,
  jobOf,
  keep,
  mustOpen,
  optionsFor,
  pngOf,
  readIndex,
  spool,
} from "./library-fixture.ts";

let folder = "";
beforeEach(async () => {
  folder = await freshFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("[L4] one writer", () => {
  it("tells a second one in this process who holds it, and lets it in afterwards", async () => {
    const library = await mustOpen(folder, { owner: { host: "desktop" } });
    expect(await openLibrary(optionsFor(folder, { owner: { host: "browser" } }))).toEqual({
      ok: false,
      error: { kind: "library-locked", folder, pid: process.pid, host: "desktop" },
    });
    await library.close();
    await (await mustOpen(folder)).close();
  });

  it("takes over from a process that was killed, and not from one that lives", async () => {
    const script = `
      import { lockLibrary } from "#electron/library/lock-library.ts";
      const [path, folder] = process.argv.slice(-2);
      const lock = lockLibrary(path, folder, "other host");
      process.stdout.write(JSON.stringify({ ok: lock.ok }));
      setInterval(() => lock.ok, 1000);`;
    const child = spawn(
      process.execPath,
      ["--input-type=module", "--eval", script, "--", join(folder, "library.lock"), folder],
      { cwd: process.cwd(), stdio: ["ignore", "pipe", "inherit"] },
    );
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    expect(String(said)).toBe('{"ok":true}');
    expect(await openLibrary(optionsFor(folder))).toEqual({
      ok: false,
      error: { kind: "library-locked", folder, pid: child.pid, host: "other host" },
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await mustOpen(folder)).close();
  });
});

describe("the folder", () => {
  it("is made when it may be, and missed when it was named", async () => {
    const gone = join(folder, "on a drive", "library");
    expect(await openLibrary(optionsFor(gone, { mayCreate: false }))).toEqual({
      ok: false,
      error: { kind: "library-missing", folder: gone },
    });
    expect(existsSync(gone)).toBe(false);
    const library = await mustOpen(gone);
    expect(library.notices).toEqual([]);
    await library.close();
    await (await mustOpen(gone, { mayCreate: false })).close();
  });

  it("that is a file is missed", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");
    expect(await openLibrary(optionsFor(path))).toMatchObject({
      ok: false,
      error: { kind: "library-missing" },
    });
  });

  it("that vanishes while open is said to be missing", async () => {
    const library = await mustOpen(folder);
    const picture = await keep(library, 1);
    await rm(folder, { recursive: true });
    expect(await library.mark([picture.id], { rating: 1 })).toEqual({
      ok: false,
      error: { kind: "library-missing", folder },
    });
    await library.close();
  });
});

describe("the folder that vanishes while replies come in", () => {
  it("[J7] is not made anew, and the reply that waited is taken when it is back", async () => {
    const library = await mustOpen(folder);
    const reply = await spool(library, jobOf(5), await pngOf(5));
    await rename(folder, `${folder} away`);
    const missing = { ok: false, error: { kind: "library-missing", folder } };
    expect(await library.keepReply(reply)).toEqual(missing);
    const file = { name: "a.png", stream: Readable.from([await pngOf(9)]) };
    expect(await library.importFile(file)).toEqual(missing);
    expect(existsSync(folder)).toBe(false);
    await rename(`${folder} away`, folder);
    expect(await library.keepReply(reply)).toMatchObject({ ok: true });
    await library.close();
  });
});

describe("the index", () => {
  const fill = async () => {
    const library = await mustOpen(folder);
    for (let number = 1; number <= 3; number += 1) await keep(library, number);
    await library.close();
    return readIndex(folder);
  };
  const damages: Record<string, (path: string) => Promise<void>> = {
    "overwritten with text": (path) => writeFile(path, "This was a database once."),
    truncated: (path) => truncate(path, 6000),
    emptied: (path) => truncate(path, 0),
    "damaged in the middle by a crash": async (path) => {
      const db = new DatabaseSync(path);
      db.exec("UPDATE closing SET clean = 0");
      db.close();
      const bytes = await readFile(path);
      bytes.fill(0x5a, 4096, 4096 * 6);
      await writeFile(path, bytes);
    },
  };

  it("[L2] damage deep inside a file that was closed well is found at the start", async () => {
    const before = await fill();
    const path = join(folder, "index.sqlite");
    const bytes = await readFile(path);
    for (let at = 4096; at < Math.min(bytes.length, 30_000); at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
    await writeFile(path, bytes);
    const library = await mustOpen(folder);
    expect(library.notices).toMatchObject([{ id: "index-rebuilt", pictures: 3 }]);
    await library.close();
    expect(readIndex(folder)).toEqual(before);
  });

  it("[L2] damage in one too large for the start is found later, told, and mended at the next start", async () => {
    const before = await fill();
    const path = join(folder, "index.sqlite");
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE ballast (bytes BLOB) STRICT; INSERT INTO ballast VALUES (zeroblob(34000000))");
    db.exec("CREATE INDEX many ON ballast (length(bytes)); PRAGMA wal_checkpoint(TRUNCATE)");
    db.close();
    const sound = await mustOpen(folder, { checkDelayMs: 0 });
    await sound.close();
    const file = await open(path, "r+");
    const { size } = await file.stat();
    await file.write(Buffer.alloc(4096, 0x5a), 0, 4096, size - 4096);
    await file.close();
    const library = await mustOpen(folder, { checkDelayMs: 0 });
    const told: unknown[] = [];
    library.onEvent((event) => told.push(event));
    await expect
      .poll(() => told, { timeout: 20_000 })
      .toEqual([{ name: "notice.raised", notice: { id: "index-damaged" } }]);
    expect(library.notices).toEqual([{ id: "index-damaged" }]);
    await library.close();
    const mended = await mustOpen(folder);
    expect(mended.notices).toMatchObject([{ id: "index-rebuilt", pictures: 3 }]);
    await mended.close();
    expect(readIndex(folder)).toEqual(before);
  });

  it.each(Object.keys(damages))("[L2] %s is put aside and rebuilt", async (damage) => {
    const before = await fill();
    await damages[damage]!(join(folder, "index.sqlite"));
    const library = await mustOpen(folder);
    const aside = (await readdir(join(folder, "backups"))).filter((name) => name.startsWith("index-damaged"));
    expect(library.notices).toEqual([
      {
        id: "index-rebuilt",
        pictures: 3,
        movedTo: damage === "emptied" ? null : `backups/${aside[0]}`,
      },
    ]);
    await library.close();
    expect(readIndex(folder)).toEqual(before);
  });

  it("from a newer version is left untouched", async () => {
    await fill();
    const db = new DatabaseSync(join(folder, "index.sqlite"));
    db.exec("PRAGMA user_version = 99");
    db.close();
    expect(await openLibrary(optionsFor(folder))).toEqual({
      ok: false,
      error: { kind: "library-newer", folder, version: 99 },
    });
    expect(await readdir(join(folder, "backups"))).toEqual([]);
  });

  it("saved prompts that do not parse are put aside, not overwritten", async () => {
    await fill();
    await writeFile(join(folder, "prompts.json"), '{"version":1,"prompts":[{"id":');
    const library = await mustOpen(folder);
    expect(library.savedPrompts()).toEqual([]);
    const [aside] = (await readdir(join(folder, "backups"))).filter((name) => name.startsWith("prompts-"));
    expect(library.notices).toEqual([{ id: "prompts-replaced", movedTo: `backups/${aside}` }]);
    expect(await readFile(join(folder, "backups", aside!), "utf8")).toBe('{"version":1,"prompts":[{"id":');
    await library.close();
  });

  it("leftovers of uploads go to quarantine", async () => {
    await fill();
    await writeFile(join(folder, "spool/incoming/0123456789abcdef.part"), "half a file");
    await (await mustOpen(folder)).close();
    expect(await readdir(join(folder, "quarantine"))).toEqual(["0123456789abcdef.part"]);
    expect(await readdir(join(folder, "spool/incoming"))).toEqual([]);
  });
});

describe.runIf(canMount)("a real small disk", () => {
  let disk = "";
  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), "inlay-disk-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]);
  });
  afterAll(async () => {
    execFileSync("umount", [disk]);
    await rm(disk, { recursive: true });
  });

  it("[J7] that is full loses no reply: it is kept once there is room", async () => {
    const library = await mustOpen(join(disk, "library"));
    await keep(library, 1);
    const reply = await spool(library, jobOf(2), await pngOf(2));
    await fillUp(join(disk, "ballast"));
    const failed = await library.keepReply(reply);
    expect(failed).toMatchObject({ ok: false, error: { kind: "disk-full", billed: "yes" } });
    expect(await readFile(reply.path)).toEqual(await pngOf(2));
    await rm(join(disk, "ballast"), { recursive: true });
    expect(await library.keepReply(reply)).toMatchObject({ ok: true });
    expect(library.search({}).total).toBe(2);
    await library.close();
  });

  it("that is read-only is said to be", async () => {
    execFileSync("mount", ["-o", "remount,ro", disk]);
    try {
      expect(await openLibrary(optionsFor(join(disk, "library")))).toMatchObject({
        ok: false,
        error: { kind: "library-read-only" },
      });
      expect(await openLibrary(optionsFor(join(disk, "other")))).toMatchObject({
        ok: false,
        error: { kind: "library-read-only" },
      });
    } finally {
      execFileSync("mount", ["-o", "remount,rw", disk]);
    }
  });
});
