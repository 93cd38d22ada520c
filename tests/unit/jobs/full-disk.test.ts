// A disk that fills while a reply comes: a real small disk, a real connection, a real queue.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { worstReplyBytes } from "#electron/jobs/held-room.ts";
import type { JobPorts } from "#electron/jobs/ports.ts";
import { canMount, fillUp } from "#tests/support/small-disk.ts";
import { replyWith, serve, testClient, testFolder } from "#tests/unit/provider/wire.ts";
import { openStage, stageFolder, type Stage } from "./queue-stage.ts";

const size = { widthPx: 1024, heightPx: 640 };

/** Answers with this picture: the first half at once, the rest when `goOn` is called. */
async function haltingEngine(picture: Uint8Array) {
  let goOn = (): void => undefined;
  let requests = 0;
  const address = await serve((_request, response) => {
    requests += 1;
    const text = replyWith(picture);
    response.writeHead(200, { "content-type": "application/json" });
    response.write(text.slice(0, text.length / 2));
    goOn = () => response.end(text.slice(text.length / 2));
  });
  return { address, goOn: () => goOn(), requests: () => requests };
}

function wiredTo(address: string, refuges: readonly string[]): (ports: JobPorts) => JobPorts {
  const client = testClient();
  return (ports) => ({
    ...ports,
    refuges,
    send: async (prepared, dispatch) =>
      await client.send(prepared, {
        ...dispatch,
        key: "sk-test",
        baseUrl: address,
        openReference: async () => null,
      }),
  });
}

/** A job whose reply is half here. */
async function sendHalf(stage: Stage) {
  const [job] = await stage.submit(1, { size });
  await expect.poll(() => stage.job(job!.id).receivedBytes, { timeout: 10_000 }).toBeGreaterThan(500_000);
  return job!.id;
}

describe("room for a reply", () => {
  it("[J8] is held in real blocks while a request is out, and given back", async () => {
    const stage = await openStage();
    const [job] = await stage.submit(1, { size });
    const sending = await stage.next();
    const room = await stat(join(stage.folder, "spool", `${job!.id}.room`));
    expect(room.size).toBe(worstReplyBytes({ size, format: "png" }));
    expect(room.blocks * 512).toBeGreaterThanOrEqual(room.size);
    await sending.dispatch.shelter.makeRoom(room.size - 1000);
    expect((await stat(join(stage.folder, "spool", `${job!.id}.room`))).size).toBe(1000);
    await sending.arrive();
    await stage.reaches(job!.id, "saved");
    await expect.poll(stage.spoolFiles).toEqual([]);
  });

  it("[J8] that a killed run held is given back at the next start", async () => {
    const folder = await stageFolder();
    await mkdir(join(folder, "spool"));
    await writeFile(join(folder, "spool", "0011223344556677.room"), "held");
    const stage = await openStage(folder);
    expect(await stage.spoolFiles()).toEqual([]);
  });
});

describe("a reply that the disk refuses", () => {
  it("[J9] is put together from both places, also after a restart", async () => {
    const refuge = await testFolder();
    const picture = randomBytes(5000);
    const first = await openStage(undefined, (ports) => ({ ...ports, refuges: [refuge] }));
    const [job] = await first.submit(1, { size });
    const { dispatch, begin } = await first.next();
    begin();
    await writeFile(dispatch.target.part, picture.subarray(0, 2100));
    await dispatch.shelter.take(picture.subarray(2000, 4000), 2000);
    await dispatch.shelter.take(picture.subarray(4000), 4000);
    await dispatch.onWhole({ bytes: picture.length, usage: null, durationMs: 5, isSplit: true });
    // It ends here: the next run finds the beginning in the spool and the end in the refuge.
    const second = await first.reopen();
    expect(second.job(job!.id).state).toBe("saved");
    expect(await readFile(join(second.folder, "pictures", job!.id))).toEqual(picture);
    expect(second.sentKeys).toEqual([]);
    const left = await readdir(refuge, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe.runIf(canMount)("a real small disk", () => {
  let disk = "";
  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), "inlay-disk-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=68m", "tmpfs", disk]);
  });
  afterAll(async () => {
    execFileSync("umount", [disk]);
    await rm(disk, { recursive: true });
  });
  const libraryFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(disk, "library-"));
    onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
    return folder;
  };
  const ballast = (): string => join(disk, "ballast");

  it("[J8] keeps a reply that fits the room held for it, however full the disk gets meanwhile", async () => {
    const picture = randomBytes(2_000_000);
    const engine = await haltingEngine(picture);
    const stage = await openStage(await libraryFolder(), wiredTo(engine.address, []));
    const id = await sendHalf(stage);
    await fillUp(ballast());
    engine.goOn();
    await stage.reaches(id, "saved");
    await rm(ballast(), { recursive: true });
    expect(await readFile(join(stage.folder, "pictures", id))).toEqual(picture);
  });

  it("[J8] sends nothing where the room cannot be held", async () => {
    const engine = await haltingEngine(randomBytes(1000));
    const folder = await libraryFolder();
    // More than the least that any request wants, less than the largest picture can take.
    await writeFile(join(folder, "other"), Buffer.alloc(2_500_000));
    const stage = await openStage(folder, wiredTo(engine.address, []));
    const [job] = await stage.submit(1, { size: { widthPx: 3840, heightPx: 2160 } });
    const failed = await stage.reaches(job!.id, "failed");
    expect(failed.error).toEqual({ kind: "disk-full", folder, billed: "no" });
    expect(engine.requests()).toBe(0);
    expect(await stage.spoolFiles()).toEqual([]);
  });

  it.each(["a file on another disk", "memory"])(
    "[J9] keeps what is too much in %s, and saves it later",
    async (place) => {
      // Larger than any picture of that size, so that what is held is not enough.
      const picture = randomBytes(worstReplyBytes({ size, format: "png" }) + 3_000_000);
      const engine = await haltingEngine(picture);
      const refuges = place === "memory" ? [] : [await testFolder()];
      const stage = await openStage(await libraryFolder(), wiredTo(engine.address, refuges));
      const id = await sendHalf(stage);
      await fillUp(ballast());
      engine.goOn();
      await expect.poll(() => stage.job(id).error, { timeout: 10_000 }).not.toBe(null);
      expect(stage.job(id)).toMatchObject({ state: "spooled", error: { kind: "disk-full", billed: "yes" } });
      // Still full: nothing changes.
      await stage.queue.retry(id);
      expect(stage.job(id)).toMatchObject({ state: "spooled", error: { kind: "disk-full", billed: "yes" } });
      await rm(ballast(), { recursive: true });
      await stage.queue.retry(id);
      expect(stage.job(id).state).toBe("saved");
      expect((await readFile(join(stage.folder, "pictures", id))).equals(picture)).toBe(true);
      expect(engine.requests()).toBe(1);
    },
  );
});
