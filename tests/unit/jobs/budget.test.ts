// A day's budget of 5 dollars, where each picture costs one: 20 output tokens at 50,000 dollars a million.
import { describe, expect, it } from "vitest";
import { periodOf } from "#shared/rules/calendar.ts";
import { openStage, type Stage } from "./queue-stage.ts";

const dear = { textInputUsd: 0, imageInputUsd: 0, outputUsd: 50_000 };

async function stageWith(dayUsd: number | null, monthUsd: number | null = null): Promise<Stage> {
  const stage = await openStage();
  setBudget(stage, dayUsd, monthUsd);
  return stage;
}

function setBudget(stage: Stage, dayUsd: number | null, monthUsd: number | null = null): void {
  stage.settings.prices = dear;
  stage.settings.budget = { dayUsd, monthUsd };
  stage.settings.parallelRequests = 1;
  stage.queue.wake();
}

const states = (stage: Stage) => stage.queue.list(500).jobs.map(({ state }) => state);
const notices = (stage: Stage) =>
  stage.events.flatMap((event) =>
    event.name === "notice.raised" && event.notice.id === "budget" ? [event.notice] : [],
  );

async function serve(stage: Stage, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const saved = stage.kept.length;
    await (await stage.next()).arrive();
    await expect.poll(() => stage.kept.length, { interval: 2 }).toBe(saved + 1);
  }
}

const count = (stage: Stage, state: string) => states(stage).filter((one) => one === state).length;
const settles = async (stage: Stage, saved: number) =>
  await expect.poll(() => count(stage, "saved"), { interval: 2 }).toBe(saved);

describe("a budget", () => {
  it("[M7] warns once at 80 % and sends nothing that waits at 100 %, and loses none of it", async () => {
    const stage = await stageWith(5);
    await stage.submit(8);
    await serve(stage, 3);
    await settles(stage, 3);
    expect(notices(stage)).toEqual([]);
    await serve(stage, 1);
    await expect.poll(() => notices(stage).map(({ judgement }) => judgement)).toEqual(["warned"]);
    expect(stage.queue.budget()).toMatchObject({ state: "warned", day: { spentUsd: 4, limitUsd: 5 } });
    await serve(stage, 1);
    await settles(stage, 5);
    await expect.poll(() => stage.queue.budget().state).toBe("reached");
    expect(notices(stage).map(({ judgement }) => judgement)).toEqual(["warned", "reached"]);
    stage.queue.wake();
    expect(stage.sentKeys).toHaveLength(5);
    expect(count(stage, "queued")).toBe(3);
  });

  it("[M7] lets what is on its way arrive", async () => {
    const stage = await stageWith(1);
    stage.settings.parallelRequests = 3;
    await stage.submit(5);
    const flying = [await stage.next(), await stage.next(), await stage.next()];
    for (const sending of flying) await sending.arrive();
    await settles(stage, 3);
    expect(count(stage, "queued")).toBe(2);
    expect(stage.sentKeys).toHaveLength(3);
  });

  it("[M8] goes on by itself when the day is over", async () => {
    const stage = await stageWith(1);
    await stage.submit(2);
    await serve(stage, 1);
    await settles(stage, 1);
    await expect.poll(() => stage.queue.budget().state).toBe("reached");
    const now = stage.clock.now();
    stage.clock.move(periodOf("day", now).toMs - now - 1);
    expect(stage.sentKeys).toHaveLength(1);
    stage.clock.move(1);
    await serve(stage, 1);
    await settles(stage, 2);
    await expect.poll(() => stage.queue.budget()).toMatchObject({ state: "reached", day: { spentUsd: 1 } });
  });

  it("[M8] goes on soon after a machine that slept over midnight wakes, into another month too", async () => {
    const stage = await stageWith(1, 1);
    await stage.submit(2);
    await serve(stage, 1);
    await expect.poll(() => stage.queue.budget().state).toBe("reached");
    const now = stage.clock.now();
    stage.clock.jump(periodOf("month", now).toMs - now + 5);
    expect(stage.sentKeys).toHaveLength(1);
    stage.clock.move(60_000);
    await serve(stage, 1);
    await settles(stage, 2);
    await expect.poll(() => stage.queue.budget()).toMatchObject({ month: { spentUsd: 1 } });
  });

  it("[M7] is judged by the day that the clock shows, also when it is set back, and warns in it", async () => {
    const stage = await stageWith(1);
    await stage.submit(4);
    await serve(stage, 1);
    await expect.poll(() => notices(stage).length).toBe(1);
    stage.clock.jump(-3 * 86_400_000);
    stage.clock.move(60_000);
    // What was spent lies in days to come, and does not count in this one.
    await serve(stage, 1);
    await expect.poll(() => stage.queue.budget()).toMatchObject({ state: "reached", day: { spentUsd: 1 } });
    await expect.poll(() => notices(stage).length).toBe(2);
    stage.clock.move(60_000);
    expect(stage.sentKeys).toHaveLength(2);
    expect(count(stage, "queued")).toBe(2);
  });

  it("[M8] goes on when the limit is raised, and when more is allowed", async () => {
    const stage = await stageWith(1);
    await stage.submit(4);
    await serve(stage, 1);
    await expect.poll(() => stage.queue.budget().state).toBe("reached");
    setBudget(stage, 2);
    await serve(stage, 1);
    await expect.poll(() => stage.queue.budget().state).toBe("reached");
    const allowed = stage.queue.allowMore();
    expect(allowed).toMatchObject({ ok: true, value: { state: "reached", isMoreAllowed: true } });
    await serve(stage, 2);
    await settles(stage, 4);
  });

  it("[M8] holds after a restart, and an allowance stands", async () => {
    const first = await stageWith(1);
    await first.submit(3);
    await serve(first, 1);
    await expect.poll(() => first.queue.budget().state).toBe("reached");
    const second = await openStage(first.folder, (ports) => ({
      ...ports,
      settings: () => ({ ...ports.settings(), prices: dear, budget: { dayUsd: 1, monthUsd: null } }),
    }));
    expect(second.queue.budget().state).toBe("reached");
    expect(second.sentKeys).toEqual([]);
    expect(notices(second)).toEqual([]);
    second.queue.allowMore();
    const third = await second.reopen();
    expect(third.queue.budget().isMoreAllowed).toBe(true);
    await serve(third, 2);
  });

  it("[M7] [M5] judges a month as well, and never the demo engine", async () => {
    const stage = await stageWith(null, 1);
    stage.engine = "demo";
    await stage.submit(3);
    await serve(stage, 3);
    await settles(stage, 3);
    await expect
      .poll(() => stage.queue.budget())
      .toMatchObject({ state: "within", month: { spentUsd: 0, limitUsd: 1 } });
    stage.engine = "api";
    await stage.submit(2);
    await serve(stage, 1);
    await expect.poll(() => stage.queue.budget()).toMatchObject({ state: "reached", month: { spentUsd: 1 } });
    expect(count(stage, "queued")).toBe(1);
  });

  it("[M9] that lacks the price holds nothing back and says so", async () => {
    const stage = await stageWith(1);
    stage.settings.prices = { ...dear, outputUsd: null };
    stage.queue.wake();
    expect(stage.queue.budget()).toMatchObject({ state: "unpriced", day: { spentUsd: null, limitUsd: 1 } });
    await stage.submit(2);
    await serve(stage, 2);
    await settles(stage, 2);
  });
});

describe("what the journal knows of spending", () => {
  const all = { engine: "api", fromMs: 0, toMs: 4_000_000_000_000 } as const;
  const lost = { kind: "interrupted", billed: "unknown", cause: "reset", status: null, message: "" } as const;

  it("[M4] counts each time an outcome stayed unknown, and no certain failure", async () => {
    const stage = await openStage();
    const [job] = await stage.submit();
    await (await stage.next()).fail(lost);
    await stage.reaches(job!.id, "unknown");
    expect(stage.queue.usageBeside(all)).toEqual([{ kind: "generate", what: "unknown", tokens: null }]);
    await stage.queue.retry(job!.id);
    await (await stage.next()).fail({ kind: "key-refused", status: 401 });
    await stage.reaches(job!.id, "failed");
    expect(stage.queue.usageBeside(all)).toHaveLength(1);
    await stage.queue.retry(job!.id);
    await (await stage.next()).arrive();
    await stage.reaches(job!.id, "saved");
    expect(stage.queue.usageBeside(all).map(({ what }) => what)).toEqual(["gone", "unknown"]);
  });
});
