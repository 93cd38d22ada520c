// A library that cannot be opened at the start, or goes away while the app runs: said, nothing lost, and back without a
// restart.
import { cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { contract } from "#shared/contract/registry.ts";
import { isSettled } from "#shared/model/job.ts";
import { openTestStudio, type TestStudio } from "#tests/support/electron/open-test-studio.ts";
import { pngOf } from "#tests/unit/library/library-fixture.ts";
import { replyWith, serve } from "#tests/unit/provider/wire.ts";
import { newClick, request } from "#tests/unit/jobs/queue-stage.ts";

/** Answers each request with a picture, when `mayEnd` allows the second half. */
async function pictureServer(mayEnd: Promise<void> = Promise.resolve()) {
  let requests = 0;
  const text = replyWith(await pngOf(1));
  const address = await serve((_request, response) => {
    requests += 1;
    response.write(text.slice(0, 100));
    void mayEnd.then(() => response.end(text.slice(100)));
  });
  return { env: { INLAY_API_KEY: "sk-test", INLAY_BASE_URL: address }, requests: () => requests };
}

const small = { ...request, size: { widthPx: 1024, heightPx: 640 } };

async function open(options: Parameters<typeof openTestStudio>[0] = {}): Promise<TestStudio> {
  const studio = await openTestStudio({
    env: (await pictureServer()).env,
    ...options,
  });
  onTestFinished(async () => await studio.close());
  return studio;
}

async function submit({ handlers }: TestStudio) {
  return await handlers["job.submit"]({
    click: newClick(),
    requests: [small],
    takes: 1,
  });
}

async function jobs({ handlers }: TestStudio) {
  const listed = await handlers["job.list"]({ settled: 10 });
  if (!listed.ok) throw new Error(JSON.stringify(listed.error));
  return listed.value.jobs;
}

async function makePicture(studio: TestStudio): Promise<void> {
  expect(await submit(studio)).toMatchObject({ ok: true });
  await expect.poll(async () => (await jobs(studio)).every(isSettled), { timeout: 20_000 }).toBe(true);
}

const search = async ({ handlers }: TestStudio) =>
  await handlers["picture.search"](contract["picture.search"].input.parse({}));

describe("a library that another host has open", () => {
  it("[L4] is had by asking again once the other has closed it", async () => {
    const first = await open();
    await makePicture(first);
    const second = await open({ libraryFlag: first.library });
    const heard: string[] = [];
    second.events.subscribe(({ event }) => heard.push(event.name));
    expect(second.hello().notices).toMatchObject([{ id: "trouble", error: { kind: "library-locked" } }]);
    const found = async () => await search(second);
    expect(await found()).toMatchObject({ ok: false, error: { kind: "library-locked" } });
    await first.session.close();
    expect(await found()).toMatchObject({ ok: true, value: { total: 1 } });
    expect(await jobs(second)).toHaveLength(1);
    expect(heard).toContain("library.reloaded");
    expect(second.hello().notices).toEqual([]);
  });
});

describe("a library that goes away while the app runs", () => {
  it("is said to be gone, and goes on when it is back", async () => {
    const studio = await open();
    await makePicture(studio);
    const away = `${studio.library} away`;
    renameSync(studio.library, away);
    expect(await submit(studio)).toMatchObject({ ok: false, error: { kind: "library-missing" } });
    // None is made in its place.
    expect(existsSync(studio.library)).toBe(false);
    renameSync(away, studio.library);
    await makePicture(studio);
    expect(await jobs(studio)).toHaveLength(2);
  });

  it("is opened anew where its files are others than before", async () => {
    const studio = await open();
    await makePicture(studio);
    cpSync(studio.library, `${studio.library} copy`, { recursive: true });
    rmSync(studio.library, { recursive: true });
    expect(await search(studio)).toMatchObject({
      ok: false,
      error: { kind: "library-missing" },
    });
    renameSync(`${studio.library} copy`, studio.library);
    await makePicture(studio);
    expect(await search(studio)).toMatchObject({
      ok: true,
      value: { total: 2 },
    });
  });

  it("[J9] takes no reply with it: what came meanwhile is saved when the library is back", async () => {
    const half = Promise.withResolvers<void>();
    const server = await pictureServer(half.promise);
    const studio = await open({ env: server.env });
    expect(await submit(studio)).toMatchObject({ ok: true });
    await expect.poll(async () => (await jobs(studio))[0]?.state, { interval: 5 }).toBe("receiving");
    const away = `${studio.library} away`;
    renameSync(studio.library, away);
    const current = studio.session.current();
    if (!current.ok) throw new Error("The library was not open");
    const [job] = current.value.queue.list(1).jobs;
    half.resolve();
    const now = () => current.value.queue.list(1).jobs[0];
    await expect.poll(() => now()?.error, { timeout: 20_000 }).toMatchObject({ kind: "library-missing" });
    expect(now()?.state).toBe("spooled");
    renameSync(away, studio.library);
    expect(await studio.handlers["job.retry"]({ id: job!.id })).toMatchObject({
      ok: true,
      value: { state: "saved" },
    });
    expect(server.requests()).toBe(1);
  });
});
