import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { err, ok } from "#shared/errors/result.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Job } from "#shared/model/job.ts";
import { newClick, openStage, request, type Stage } from "./queue-stage.ts";

const errorOf = (result: Awaited<ReturnType<Stage["queue"]["retry"]>>) => (result.ok ? null : result.error);
const states = (stage: Stage) => stage.queue.list(500).jobs.map(({ state }) => state);
const interrupted = {
  kind: "interrupted",
  billed: "unknown",
  cause: "reset",
  status: null,
  message: "",
} as const;
const offline = { kind: "offline", cause: "refused", host: "api" } as const;

describe("from click to library", () => {
  it("[J1] walks every state once and ends as a picture", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    const sending = await stage.next();
    expect(stage.job(job!.id)).toMatchObject({ state: "sending", attempts: 1, startedAt: stage.clock.now() });
    const bytes = Buffer.from("the picture");
    await sending.arrive(bytes);
    const saved = await stage.reaches(job!.id, "saved");
    expect(saved).toMatchObject({
      picture: job!.id,
      error: null,
      receivedBytes: bytes.length,
      endedAt: saved.startedAt! + 5000,
    });
    const walked = stage.events.flatMap((event) => (event.name === "job.changed" ? [event.job.state] : []));
    expect(walked.filter((state, index) => state !== walked[index - 1])).toEqual([
      "queued",
      "sending",
      "receiving",
      "spooled",
      "saved",
    ]);
    expect(await readFile(join(stage.folder, "pictures", job!.id))).toEqual(bytes);
    expect(stage.kept[0]).toMatchObject({ usage: { totalTokens: 30 }, endedAt: saved.endedAt });
    await expect.poll(stage.spoolFiles).toEqual([]);
  });

  it("[T1] makes one job of each take and each request, all from the click's settings", async () => {
    const stage = await openStage();
    stage.settings.parallelRequests = 1;
    const submitted = await stage.queue.submit({
      click: newClick(),
      requests: [request, { ...request, prompt: "two" }],
      takes: 2,
    });
    const jobs = submitted.ok ? submitted.value.jobs : [];
    expect(jobs.map(({ take, takes, request: { prompt } }) => [take, takes, prompt])).toEqual([
      [0, 4, "a sea otter"],
      [1, 4, "a sea otter"],
      [2, 4, "two"],
      [3, 4, "two"],
    ]);
    stage.settings.responseFormat = "url";
    stage.settings.userId = "later";
    for (let take = 0; take < 4; take += 1) {
      const sending = await stage.next();
      expect(sending.prepared.fields["response_format"]).toBe("b64_json");
      expect(sending.prepared.fields["user"]).toBeUndefined();
      await sending.arrive();
    }
    await expect.poll(() => states(stage)).toEqual(["saved", "saved", "saved", "saved"]);
    expect(new Set(stage.sentKeys).size).toBe(4);
  });

  it("[J3] answers a second press of the same click with the jobs that stand", async () => {
    const stage = await openStage();
    const click = { click: newClick(), requests: [request], takes: 3 };
    const [first, second] = await Promise.all([stage.queue.submit(click), stage.queue.submit(click)]);
    expect(first.ok && second.ok && first.value.jobs.map(({ id }) => id)).toEqual(
      second.ok && second.value.jobs.map(({ id }) => id),
    );
    await expect.poll(() => stage.wire.length).toBe(3);
    const again = await (await stage.reopen()).queue.submit(click);
    expect(again.ok && again.value.jobs).toHaveLength(3);
    expect(stage.sentKeys).toHaveLength(3);
  });

  it("[W3] reports all that is wrong at once and writes nothing", async () => {
    const stage = await openStage();
    const wrong = {
      ...request,
      prompt: " ",
      size: { widthPx: 1000, heightPx: 100 },
      background: "transparent" as const,
    };
    const refused = await stage.queue.submit({ click: newClick(), requests: [wrong, wrong], takes: 99 });
    const rules =
      refused.ok || refused.error.kind !== "invalid-request"
        ? []
        : refused.error.violations.map(({ rule }) => rule);
    expect(rules.toSorted()).toEqual(["B2", "P1", "S1", "S3", "S4", "T1"]);
    const many = await stage.queue.submit({
      click: newClick(),
      requests: Array.from({ length: 20 }, () => request),
      takes: 16,
    });
    expect(many.ok).toBe(false);
    expect(stage.queue.list(10).jobs).toEqual([]);
  });

  it("refuses a click whose reference is gone", async () => {
    const stage = await openStage();
    stage.missingAsset = "d".repeat(64) as AssetId;
    const reference = {
      asset: stage.missingAsset,
      mediaType: "image/png",
      name: "cat.png",
      label: "",
      widthPx: 9,
      heightPx: 9,
      bytes: 9,
      picture: null,
      notes: [],
      url: null,
    } as const;
    const refused = await stage.queue.submit({
      click: newClick(),
      requests: [{ ...request, references: [{ ...reference, notes: [] }] }],
      takes: 1,
    });
    expect(refused).toEqual(err({ kind: "reference-missing", name: "cat.png" }));
  });

  it("[L5] keeps bytes that do not decode, and asks anew under another job", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    stage.problem = "undecodable";
    await (await stage.next()).arrive();
    const failed = await stage.reaches(job!.id, "failed");
    expect(failed).toMatchObject({
      picture: job!.id,
      error: { kind: "result-undecodable", billed: "yes", keptAs: `pictures/${job!.id}.png` },
    });
    stage.problem = null;
    const anew = await stage.queue.retry(job!.id);
    expect(anew.ok && anew.value.id).not.toBe(job!.id);
    await (await stage.next()).arrive();
    await stage.reaches((anew.ok ? anew.value : job!).id, "saved");
    expect(new Set(stage.sentKeys).size).toBe(2);
  });
});

describe("the line", () => {
  it("is first come first served, within a limit that can change while it runs", async () => {
    const stage = await openStage();
    stage.settings.parallelRequests = 1;
    const jobs = [...(await stage.submit()), ...(await stage.submit(3))];
    const order: string[] = [];
    const first = await stage.next();
    expect(stage.wire).toHaveLength(0);
    stage.settings.parallelRequests = 3;
    stage.queue.wake();
    await expect.poll(() => stage.wire.length).toBe(2);
    order.push(first.dispatch.idempotencyKey);
    await first.arrive();
    for (let index = 1; index < 4; index += 1) {
      const sending = await stage.next();
      order.push(sending.dispatch.idempotencyKey);
      await sending.arrive();
    }
    expect(order).toEqual(jobs.map(({ id }) => `${id}-0`));
  });

  it("holds back queued jobs while paused, also over a restart; those in flight go on", async () => {
    const first = await openStage();
    first.settings.parallelRequests = 1;
    const [flying] = await first.submit(2);
    const sending = await first.next();
    expect(first.queue.setPaused(true)).toEqual(ok({ paused: true }));
    await sending.arrive();
    await first.reaches(flying!.id, "saved");
    const stage = await first.reopen();
    expect(stage.queue.list(10).paused).toBe(true);
    expect(stage.wire).toHaveLength(0);
    stage.queue.setPaused(false);
    expect(stage.events).toContainEqual({ name: "queue.changed", paused: false });
    await (await stage.next()).arrive();
    await expect.poll(() => states(stage)).toEqual(["saved", "saved"]);
  });

  it("tells progress at most four times a second, and the last of it", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    const sending = await stage.next();
    sending.begin();
    const before = stage.events.length;
    for (let step = 1; step <= 100; step += 1) {
      sending.dispatch.onProgress({ receivedBytes: step * 10, totalBytes: 1000 });
      stage.clock.move(10);
    }
    const told = stage.events.slice(before);
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(told.length).toBeLessThanOrEqual(5);
    stage.clock.move(250);
    expect(stage.job(job!.id)).toMatchObject({ state: "receiving", receivedBytes: 1000, totalBytes: 1000 });
    await sending.arrive();
  });

  it("lists what is open and the newest of the rest, newest click first", async () => {
    const stage = await openStage();
    const clicks: Job[] = [];
    for (let click = 0; click < 3; click += 1) {
      stage.clock.move(1000);
      const jobs = await stage.submit(2);
      clicks.unshift(...jobs);
      if (click < 2) for (let count = jobs.length; count > 0; count -= 1) await (await stage.next()).arrive();
    }
    await expect
      .poll(() => states(stage))
      .toEqual(["sending", "sending", "saved", "saved", "saved", "saved"]);
    expect(stage.queue.list(500).jobs.map(({ id }) => id)).toEqual(clicks.map(({ id }) => id));
    expect(stage.queue.list(1).jobs.map(({ id }) => id)).toEqual([
      clicks[0]!.id,
      clicks[1]!.id,
      clicks[3]!.id,
    ]);
  });
});

describe("failures", () => {
  it("[J5] sends again by itself when no connection came about, with growing waits, and gives up", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    let lastWait = 0;
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await (await stage.next()).fail(offline);
      if (attempt === 5) break;
      const waiting = await stage.reaches(job!.id, "queued");
      await expect.poll(() => stage.job(job!.id).notBefore).not.toBeNull();
      const wait = stage.job(job!.id).notBefore! - stage.clock.now();
      expect(wait).toBeGreaterThanOrEqual(lastWait);
      lastWait = wait;
      expect(waiting.error).toEqual(offline);
      stage.clock.move(wait - 1);
      expect(stage.wire).toHaveLength(0);
      stage.clock.move(1);
    }
    expect(await stage.reaches(job!.id, "failed")).toMatchObject({ attempts: 5, error: offline });
    expect(new Set(stage.sentKeys).size).toBe(1);
  });

  it("[J5] waits as long as a 429 says, holding back all that goes to the same engine", async () => {
    const stage = await openStage();
    stage.settings.parallelRequests = 1;
    await stage.submit(2);
    stage.engine = "demo";
    await stage.submit();
    await (await stage.next()).fail({ kind: "rate-limited", retryAfterMs: 30_000 });
    const demo = await stage.next();
    expect(demo.dispatch.engine).toBe("demo");
    await demo.arrive();
    stage.clock.move(29_999);
    expect(stage.wire).toHaveLength(0);
    stage.clock.move(300);
    await (await stage.next()).arrive();
    await (await stage.next()).arrive();
    await expect.poll(() => states(stage)).toEqual(["saved", "saved", "saved"]);
    expect(new Set(stage.sentKeys).size).toBe(3);
  });

  it("cuts an absurd Retry-After to ten minutes", async () => {
    const stage = await openStage();
    await stage.submit();
    await (await stage.next()).fail({ kind: "rate-limited", retryAfterMs: 86_400_000 });
    await expect.poll(() => states(stage)).toEqual(["queued"]);
    stage.clock.move(600_001);
    await (await stage.next()).arrive();
  });

  it.each([
    [interrupted, "unknown"],
    [{ kind: "result-unreachable", billed: "yes", host: "x", message: "" }, "unknown"],
    [{ kind: "disk-full", folder: "x", billed: "yes" }, "unknown"],
    [{ kind: "key-refused", status: 401 }, "failed"],
    [{ kind: "no-key" }, "failed"],
    [{ kind: "quota-exhausted", message: "" }, "failed"],
    [{ kind: "refused-by-moderation", message: "" }, "failed"],
    [{ kind: "certificate-refused", host: "x", code: "y" }, "failed"],
    [{ kind: "proxy-refused", host: "x", status: 407 }, "failed"],
    [{ kind: "reference-missing", name: "x" }, "failed"],
  ] as const)("[J5] never sends again by itself after %o", async (error, state) => {
    const stage = await openStage();
    const [job] = await stage.submit();
    await (await stage.next()).fail(error);
    expect(await stage.reaches(job!.id, state)).toMatchObject({ error, attempts: 1 });
    stage.clock.move(3_600_000);
    const again = await stage.reopen();
    again.clock.move(3_600_000);
    expect(stage.sentKeys.length + again.sentKeys.length).toBe(1);
  });

  it("[J6] keeps the key of a retry in doubt, and takes a fresh one after a certain failure", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    await (await stage.next()).fail(interrupted);
    await stage.reaches(job!.id, "unknown");
    expect((await stage.queue.retry(job!.id)).ok).toBe(true);
    await (await stage.next()).fail({ kind: "key-refused", status: 401 });
    await stage.reaches(job!.id, "failed");
    await stage.queue.retry(job!.id);
    await (await stage.next()).arrive();
    await stage.reaches(job!.id, "saved");
    expect(stage.sentKeys).toEqual([`${job!.id}-0`, `${job!.id}-0`, `${job!.id}-1`]);
    expect(errorOf(await stage.queue.retry(job!.id))).toEqual({ kind: "not-in-this-state", state: "saved" });
  });

  it("sends once for two presses of retry", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    await (await stage.next()).fail(interrupted);
    await stage.reaches(job!.id, "unknown");
    await Promise.all([stage.queue.retry(job!.id), stage.queue.retry(job!.id)]);
    await (await stage.next()).arrive();
    await stage.reaches(job!.id, "saved");
    expect(stage.sentKeys).toHaveLength(2);
  });

  it("turns a bug on the way into a job in doubt, not into one that hangs", async () => {
    const stage = await openStage(undefined, (ports) => ({
      ...ports,
      send: async () => {
        throw new TypeError("broken");
      },
    }));
    const [job] = await stage.submit();
    expect(await stage.reaches(job!.id, "unknown")).toMatchObject({ error: { kind: "bug" } });
  });
});

describe("cancel and dismiss", () => {
  it("is certain for a queued job, and in doubt for one in flight", async () => {
    const stage = await openStage();
    stage.settings.parallelRequests = 1;
    const [flying, waiting] = await stage.submit(2);
    await stage.next();
    expect(await stage.queue.cancel(waiting!.id)).toMatchObject({ ok: true, value: { state: "cancelled" } });
    expect(await stage.queue.cancel(flying!.id)).toMatchObject({
      ok: true,
      value: { state: "unknown", error: { cause: "cancelled-in-flight" } },
    });
    expect(errorOf(await stage.queue.cancel(flying!.id))).toEqual({
      kind: "not-in-this-state",
      state: "unknown",
    });
    expect(errorOf(await stage.queue.cancel("0".repeat(16) as Job["id"]))).toMatchObject({
      kind: "not-found",
    });
    expect(stage.sentKeys).toHaveLength(1);
  });

  it("[J2] stops only what was not sent where that is asked for, even what is about to start", async () => {
    const stage = await openStage();
    stage.settings.parallelRequests = 1;
    const [flying, waiting] = await stage.submit(2);
    const sent = await stage.next();
    const left = errorOf(await stage.queue.cancel(flying!.id, true));
    expect(left).toEqual({ kind: "not-in-this-state", state: "sending" });
    expect(await stage.queue.cancel(waiting!.id, true)).toMatchObject({ value: { state: "cancelled" } });
    const retried = await stage.queue.retry(waiting!.id);
    expect(retried).toMatchObject({ ok: true, value: { state: "queued" } });
    await sent.fail({ kind: "cancelled" });
    await stage.reaches(flying!.id, "cancelled");
    expect(await stage.queue.cancel(waiting!.id, true)).toMatchObject({ value: { state: "cancelled" } });
    expect(stage.sentKeys).toHaveLength(1);
  });

  it("is certain when nothing was written", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    await (await stage.next()).fail({ kind: "cancelled" });
    expect(await stage.reaches(job!.id, "cancelled")).toMatchObject({ error: { kind: "cancelled" } });
  });

  it("dismisses only what is settled and not saved, for good", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    const sending = await stage.next();
    expect(stage.queue.dismiss(job!.id).ok).toBe(false);
    await sending.fail(interrupted, Buffer.from("half a picture"));
    await stage.reaches(job!.id, "unknown");
    expect(stage.queue.dismiss(job!.id)).toEqual(ok({}));
    expect(stage.queue.list(10).jobs).toEqual([]);
    expect(stage.events.at(-1)).toEqual({ name: "job.dismissed", id: job!.id });
    const again = await stage.reopen();
    expect(again.queue.list(10).jobs).toEqual([]);
    expect(await again.spoolFiles()).toEqual([`${job!.id}.part`]);
  });
});

describe("estimate", () => {
  it("[M2] rests on past requests of the engine that would answer", async () => {
    const stage = await openStage();
    const wish = { requests: [request], takes: 5 };
    expect(stage.queue.estimate(wish)).toMatchObject({
      requests: 5,
      usage: null,
      costUsd: null,
      durationMs: null,
      totalMs: null,
      basedOn: 0,
    });
    await stage.submit(2);
    await (await stage.next()).arrive();
    await (await stage.next()).arrive();
    await expect.poll(() => states(stage)).toEqual(["saved", "saved"]);
    stage.settings.prices = { textInputUsd: 1, imageInputUsd: null, outputUsd: 10 };
    const estimate = stage.queue.estimate(wish);
    expect(estimate).toMatchObject({
      requests: 5,
      durationMs: 5000,
      totalMs: 10_000,
      basedOn: 2,
      usage: { outputTokens: 100 },
    });
    expect(estimate.costUsd).toBeCloseTo((5 * (10 * 1 + 20 * 10)) / 1e6, 12);
    expect((await stage.submit())[0]!.expectedMs).toBe(5000);
    stage.engine = "demo";
    expect(stage.queue.estimate(wish)).toMatchObject({ basedOn: 0 });
  });
});
