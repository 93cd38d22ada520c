import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import { explainJournalError } from "#electron/jobs/journal-file.ts";
import type { Job } from "#shared/model/job.ts";
import { openStage, stageFolder, type Stage } from "./queue-stage.ts";

const interrupted = {
  kind: "interrupted",
  billed: "unknown",
  cause: "reset",
  status: null,
  message: "",
} as const;
const full = { kind: "disk-full", folder: "x", billed: "yes" } as const;

/** What a killed process leaves: the files as they are at this moment, opened by the next one. */
async function afterKill(stage: Stage, change?: (folder: string) => Promise<void>): Promise<Stage> {
  const folder = join(await stageFolder(), "library");
  await cp(stage.folder, folder, { recursive: true });
  await change?.(folder);
  return await openStage(folder);
}

const states = (stage: Stage) => stage.queue.list(500).jobs.map(({ state }) => state);
const noteOf = (job: Job, bytes: number) => ({
  version: 1,
  job,
  send: { responseFormat: "b64_json", userId: "", encoding: "multipart" },
  usage: null,
  endedAt: (job.startedAt ?? 0) + 700,
  bytes,
});

/** A job that is being received, and the folder of the library it belongs to. */
async function receiving(): Promise<{ stage: Stage; job: Job }> {
  const stage = await openStage();
  const [job] = await stage.submit();
  (await stage.next()).begin();
  return { stage, job: await stage.reaches(job!.id, "receiving") };
}

describe("[J4] after a kill", () => {
  it("leaves in doubt what was on its way, stands by the rest, and says so", async () => {
    const stage = await openStage();
    stage.settings.parallelRequests = 2;
    const [sending, begun, queued] = await stage.submit(3);
    await stage.next();
    (await stage.next()).begin();
    await stage.reaches(begun!.id, "receiving");
    const next = await afterKill(stage);
    for (const job of [sending!, begun!])
      expect(next.job(job.id)).toMatchObject({
        state: "unknown",
        attempts: 1,
        error: { kind: "interrupted", cause: "app-stopped" },
      });
    expect(next.queue.notices).toEqual([{ id: "jobs-in-doubt", count: 2 }]);
    await (await next.next()).arrive();
    await next.reaches(queued!.id, "saved");
    expect(next.sentKeys).toEqual([`${queued!.id}-0`]);
  });

  it("[J7] takes up a reply that was whole, wherever between wire and journal it lay", async () => {
    const picture = Buffer.from("whole picture");
    for (const name of ["part", "reply"]) {
      const { stage, job } = await receiving();
      const next = await afterKill(stage, async (folder) => {
        await writeFile(join(folder, "spool", `${job.id}.${name}`), picture);
        await writeFile(join(folder, "spool", `${job.id}.json`), JSON.stringify(noteOf(job, picture.length)));
      });
      expect(next.job(job.id)).toMatchObject({ state: "saved", endedAt: job.startedAt! + 700 });
      expect(await readFile(join(next.folder, "pictures", job.id))).toEqual(picture);
      expect(next.queue.notices).toEqual([{ id: "replies-recovered", count: 1 }]);
      expect(await next.spoolFiles()).toEqual([]);
    }
  });

  it("does not take half a reply for a whole one", async () => {
    const { stage, job } = await receiving();
    const next = await afterKill(stage, async (folder) => {
      await writeFile(join(folder, "spool", `${job.id}.part`), "half");
      await writeFile(join(folder, "spool", `${job.id}.json`), JSON.stringify(noteOf(job, 9)));
    });
    expect(next.job(job.id)).toMatchObject({ state: "unknown" });
    expect(await readFile(join(next.folder, "spool", `${job.id}.part`), "utf8")).toBe("half");
  });

  it("clears the spool of a picture that was saved just before", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    await (await stage.next()).arrive();
    await stage.reaches(job!.id, "saved");
    await expect.poll(stage.spoolFiles).toEqual([]);
    const next = await afterKill(
      stage,
      async (folder) => await writeFile(join(folder, "spool", `${job!.id}.reply`), "x"),
    );
    expect(await next.spoolFiles()).toEqual([]);
    expect(next.job(job!.id).state).toBe("saved");
  });
});

describe("[J2] before a socket opens", () => {
  it("the intent is on disk", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    await stage.next();
    const reader = new DatabaseSync(join(stage.folder, "journal.sqlite"), { readOnly: true });
    const row = reader.prepare("SELECT state, attempts FROM job WHERE id = ?").get(job!.id);
    reader.close();
    expect({ ...row }).toEqual({ state: "sending", attempts: 1 });
  });
});

describe("a library that cannot take a reply", () => {
  it("[J7] leaves it spooled; retry saves it and sends nothing", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    stage.refuseKeeping = full;
    await (await stage.next()).arrive(Buffer.from("precious"));
    await expect.poll(() => stage.job(job!.id).error).toEqual(full);
    expect(stage.job(job!.id).state).toBe("spooled");
    expect(await stage.spoolFiles()).toEqual([`${job!.id}.json`, `${job!.id}.reply`]);
    for (const refused of [await stage.queue.cancel(job!.id), stage.queue.dismiss(job!.id)])
      expect(refused).toEqual({ ok: false, error: { kind: "not-in-this-state", state: "spooled" } });
    stage.refuseKeeping = null;
    const [retried] = await Promise.all([stage.queue.retry(job!.id), stage.queue.retry(job!.id)]);
    expect(retried).toMatchObject({ ok: true, value: { state: "saved", error: null } });
    expect(stage.sentKeys).toHaveLength(1);
    expect(stage.kept).toHaveLength(1);
  });

  it("[J4] is tried again at the next start", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    stage.refuseKeeping = full;
    await (await stage.next()).arrive(Buffer.from("precious"));
    await expect.poll(() => stage.job(job!.id).error).toEqual(full);
    const next = await afterKill(stage);
    expect(next.job(job!.id).state).toBe("saved");
    expect(next.kept[0]).toMatchObject({ usage: { totalTokens: 30 } });
  });

  it("fails when somebody took the bytes away, instead of waiting for ever", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    stage.refuseKeeping = { kind: "file-unreadable", name: "x", code: "ENOENT" };
    await (await stage.next()).arrive();
    await expect.poll(() => stage.job(job!.id).error).toEqual(stage.refuseKeeping);
    expect(stage.job(job!.id).state).toBe("spooled");
    await rm(join(stage.folder, "spool", `${job!.id}.reply`));
    expect(await stage.queue.retry(job!.id)).toMatchObject({ ok: true, value: { state: "failed" } });
  });

  it("[J7] keeps what broken attempts brought until the picture is there", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    for (const piece of ["first half", "", "second half"]) {
      await (await stage.next()).fail(interrupted, Buffer.from(piece));
      await stage.reaches(job!.id, "unknown");
      await stage.queue.retry(job!.id);
    }
    const last = await stage.next();
    expect((await stage.spoolFiles()).filter((name) => name.endsWith(".fragment"))).toEqual([
      `${job!.id}.1.fragment`,
      `${job!.id}.2.fragment`,
    ]);
    await last.arrive();
    await stage.reaches(job!.id, "saved");
    await expect.poll(stage.spoolFiles).toEqual([]);
  });

  it("[J7] files a whole reply that lay under its first name, instead of sending again", async () => {
    const { stage, job } = await receiving();
    const next = await afterKill(stage);
    expect(next.job(job.id).state).toBe("unknown");
    await writeFile(join(next.folder, "spool", `${job.id}.part`), "whole");
    await writeFile(join(next.folder, "spool", `${job.id}.json`), JSON.stringify(noteOf(job, 5)));
    expect(await next.queue.retry(job.id)).toMatchObject({ ok: true, value: { state: "saved" } });
    expect(next.sentKeys).toEqual([]);
  });
});

describe("the journal itself", () => {
  it("may be gone: the spool has all that is needed", async () => {
    const stage = await openStage();
    const [job] = await stage.submit(1, { prompt: "kept without a journal" });
    stage.refuseKeeping = full;
    await (await stage.next()).arrive(Buffer.from("precious"));
    await expect.poll(() => stage.job(job!.id).error).toEqual(full);
    const next = await afterKill(stage, async (folder) => {
      for (const name of (await readdir(folder)).filter((one) => one.startsWith("journal")))
        await rm(join(folder, name));
    });
    expect(next.job(job!.id)).toMatchObject({
      state: "saved",
      click: job!.click,
      request: { prompt: "kept without a journal" },
    });
    expect(next.kept[0]).toMatchObject({ usage: { totalTokens: 30 } });
  });

  it.each([
    ["is no database", async (path: string) => await writeFile(path, "not a database at all ".repeat(500))],
    [
      "is torn in the middle",
      async (path: string) => {
        const bytes = await readFile(path);
        bytes.fill(0xaa, 4096, 16_384);
        await writeFile(path, bytes);
      },
    ],
  ])(
    "is put aside when it %s, and a new one begins",
    async (_name, damage) => {
      const first = await openStage();
      const jobs = await first.submit(3);
      first.refuseKeeping = full;
      await (await first.next()).arrive(Buffer.from("precious"));
      await expect.poll(() => first.job(jobs[0]!.id).error).toEqual(full);
      await first.queue.close();
      await damage(join(first.folder, "journal.sqlite"));
      const next = await openStage(first.folder);
      expect(next.queue.notices.map(({ id }) => id)).toEqual(["journal-replaced", "replies-recovered"]);
      expect(next.job(jobs[0]!.id).state).toBe("saved");
      const [moved] = await readdir(join(first.folder, "backups"));
      expect(moved).toMatch(/^journal-damaged-.*\.sqlite$/);
      expect(next.queue.notices[0]).toEqual({ id: "journal-replaced", movedTo: `backups/${moved}` });
      await expect(next.submit()).resolves.toHaveLength(1);
    },
    20_000,
  );

  it("of a newer version is left alone", async () => {
    const stage = await openStage();
    await stage.queue.close();
    const database = new DatabaseSync(join(stage.folder, "journal.sqlite"));
    database.exec("PRAGMA user_version = 99");
    database.close();
    await expect(openStage(stage.folder)).rejects.toThrow(/library-newer.*99/);
  });

  it("is durable as the design says", async () => {
    const stage = await openStage();
    const reader = new DatabaseSync(join(stage.folder, "journal.sqlite"), { readOnly: true });
    expect(reader.prepare("PRAGMA journal_mode").get()?.["journal_mode"]).toBe("wal");
    expect(String(reader.prepare("SELECT sql FROM sqlite_schema WHERE name = 'job'").get()?.["sql"])).toMatch(
      /UNIQUE \(click, take\)\s*\) STRICT$/,
    );
    expect(() => reader.exec("DELETE FROM job")).toThrow("readonly");
    reader.close();
  });

  it("says what is wrong with the folder", async () => {
    const folder = await stageFolder();
    const ports = { folder: join(folder, "gone"), clock: { now: Date.now }, log: () => undefined } as never;
    expect(await openJobQueue(ports)).toEqual({
      ok: false,
      error: { kind: "library-missing", folder: join(folder, "gone") },
    });
    await mkdir(join(folder, "journal.sqlite"));
    expect((await openJobQueue({ ...(ports as object), folder } as never)).ok).toBe(false);
    const sqlite = (errcode: number) =>
      explainJournalError(Object.assign(new Error("x"), { errcode }), "f").kind;
    expect([13, 8, 5, 10, 261].map(sqlite)).toEqual([
      "disk-full",
      "library-read-only",
      "library-locked",
      "file-unreadable",
      "library-locked",
    ]);
    expect(() => explainJournalError(new TypeError("a bug"), "f")).toThrow(TypeError);
  });
});

describe("closing", () => {
  it("cuts what flies and leaves it in doubt, and keeps the line", async () => {
    const stage = await openStage();
    stage.settings.parallelRequests = 1;
    await stage.submit(2);
    await stage.next();
    const next = await stage.reopen();
    await next.next();
    expect(states(next).toSorted()).toEqual(["sending", "unknown"]);
    expect(next.queue.list(10).jobs.find(({ state }) => state === "unknown")).toMatchObject({
      error: { cause: "app-stopped" },
    });
  });

  it("puts back into the line what had not left", async () => {
    const stage = await openStage(undefined, (ports) => ({
      ...ports,
      send: async (_prepared, { signal }) =>
        await new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve({ ok: false, error: { kind: "cancelled" } }));
        }),
    }));
    const [job] = await stage.submit();
    await stage.reaches(job!.id, "sending");
    await stage.queue.close();
    const next = await openStage(stage.folder);
    expect(["queued", "sending"]).toContain(next.job(job!.id).state);
    await (await next.next()).arrive();
    await next.reaches(job!.id, "saved");
  });
});
