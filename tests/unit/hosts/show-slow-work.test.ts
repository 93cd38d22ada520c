import { expect, it } from "vitest";
import { showSlowWork, type SlowReport } from "#electron/hosts/show-slow-work.ts";
import { createTaskDesk } from "#electron/hosts/task-desk.ts";
import { ok } from "#shared/errors/result.ts";

const stage = () =>
  createTaskDesk({ publish: () => undefined, explainBug: () => ({ kind: "bug", logId: "b" }) });

it("shows work that takes long with how far it is, and answers as the work does", async () => {
  const desk = stage();
  let end = (): void => undefined;
  const answer = showSlowWork(
    desk,
    "change",
    async ({ progress }) => {
      progress(200, 400);
      await new Promise<void>((resolve) => (end = resolve));
      progress(400, 400);
      return ok("changed");
    },
    0,
  );
  await expect.poll(() => desk.list()).toMatchObject([{ kind: "change", state: "running", done: 200 }]);
  end();
  expect(await answer).toEqual(ok("changed"));
  await expect.poll(() => desk.list()).toMatchObject([{ state: "done", done: 400, total: 400 }]);
});

it("stops at the desk, and says what was done", async () => {
  const desk = stage();
  const work = async ({ signal }: SlowReport) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return ok(7);
  };
  const answer = showSlowWork(desk, "change", work, 0);
  await expect.poll(() => desk.list().length).toBe(1);
  await desk.cancel(desk.list()[0]!.id);
  expect(await answer).toEqual(ok(7));
  expect(desk.list()).toMatchObject([{ state: "cancelled" }]);
});

it("shows nothing of quick work", async () => {
  const desk = stage();
  expect(await showSlowWork(desk, "change", async () => ok(1))).toEqual(ok(1));
  expect(desk.list()).toEqual([]);
});
