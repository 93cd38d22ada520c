import { expect, it } from "vitest";
import { createTaskDesk, type TaskReport, type TaskWork } from "#electron/hosts/task-desk.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import { err, ok } from "#shared/errors/result.ts";
import type { TaskId } from "#shared/model/ids.ts";
import { taskSchema, type Task } from "#shared/model/task.ts";

function stage() {
  const events: Task[] = [];
  const desk = createTaskDesk({
    publish: (event: StudioEvent) => void (event.name === "task.changed" && events.push(event.task)),
    explainBug: () => ({ kind: "bug", logId: "b1" }),
  });
  const ended = async (id: TaskId): Promise<Task> => {
    await expect.poll(() => desk.list().find((task) => task.id === id)?.state).not.toBe("running");
    return desk.list().find((task) => task.id === id)!;
  };
  return { desk, events, ended };
}

/** Runs until it is cancelled, or until the test lets it end. */
function heldWork() {
  let release = (): void => undefined;
  let report: TaskReport | undefined;
  const work: TaskWork = async (given) => {
    report = given;
    await new Promise<void>((resolve) => {
      release = resolve;
      given.signal.addEventListener("abort", () => resolve());
    });
    return ok(null);
  };
  return { work, end: () => release(), report: () => report! };
}

it("tells of progress, figures, findings and the outcome", async () => {
  const { desk, events, ended } = stage();
  const { id } = desk.start("import", async ({ progress, count, find }) => {
    progress(1, 2);
    count("added");
    count("bytes", 500);
    find("bad.png", { kind: "file-unreadable", name: "bad.png", code: "EACCES" });
    progress(2, 2);
    return ok({ token: null, folder: "/pictures" });
  });
  const task = await ended(id);
  expect(task).toMatchObject({ state: "done", done: 2, total: 2, figures: { added: 1, bytes: 500 } });
  expect(task).toMatchObject({ outcome: { folder: "/pictures" }, findings: [{ name: "bad.png" }] });
  expect(taskSchema.parse(task)).toEqual(task);
  expect(events.at(-1)).toEqual(task);
});

it("tells of ten thousand steps a few times only, the last one always", async () => {
  const { desk, events, ended } = stage();
  const { id } = desk.start("verify", async ({ progress }) => {
    for (let done = 1; done <= 10_000; done += 1) progress(done, 10_000);
    return ok(null);
  });
  expect(await ended(id)).toMatchObject({ done: 10_000 });
  expect(events.length).toBeLessThan(10);
});

it("stops work that is cancelled, and waits until it has", async () => {
  const { desk } = stage();
  const held = heldWork();
  const { id } = desk.start("export", held.work);
  expect(desk.isRunning("export")).toBe(true);
  const cancelled = await desk.cancel(id);
  expect(cancelled).toMatchObject({ ok: true, value: { state: "cancelled", error: null } });
  expect(desk.isRunning("export")).toBe(false);
  expect(await desk.cancel("00000000000000aa" as TaskId)).toMatchObject({ ok: false });
});

it("says what failed, and takes a throw for a bug", async () => {
  const { desk, ended } = stage();
  const full = { kind: "disk-full", folder: "/x", billed: "no" } as const;
  const failed = desk.start("zip", async () => err(full));
  const broken = desk.start("zip", async () => {
    throw new Error("oh");
  });
  expect(await ended(failed.id)).toMatchObject({ state: "failed", error: full });
  expect(await ended(broken.id)).toMatchObject({ state: "failed", error: { kind: "bug", logId: "b1" } });
});

it("keeps a hundred findings and the last twenty tasks, running ones first", async () => {
  const { desk, ended } = stage();
  const held = heldWork();
  const running = desk.start("backup", held.work);
  let last: Task | undefined;
  for (let number = 0; number < 25; number += 1)
    last = desk.start("import", async ({ find }) => {
      for (let file = 0; file < 150; file += 1) find(`${file}`, { kind: "cancelled" });
      return ok(null);
    });
  expect((await ended(last!.id)).findings).toHaveLength(100);
  await expect.poll(() => desk.list().length).toBe(21);
  expect(desk.list()[0]?.id).toBe(running.id);
  await desk.close();
  expect(desk.list().every(({ state }) => state !== "running")).toBe(true);
});
