import { describe, expect, it } from "vitest";
import { tasksStore } from "#renderer/session/tasks-store.ts";
import type { TaskId } from "#shared/model/ids.ts";
import type { Task } from "#shared/model/task.ts";

const running: Task = {
  id: "00000000000000aa" as TaskId,
  kind: "export",
  state: "running",
  done: 0,
  total: 1,
  startedAt: 1,
  endedAt: null,
  figures: {},
  findings: [],
  outcome: null,
  error: null,
};
const done: Task = { ...running, state: "done", done: 1, endedAt: 2 };

describe("News of long work", () => {
  it("is taken in order", () => {
    const { receive } = tasksStore.getState();
    receive(running);
    receive(done);
    expect(tasksStore.getState().tasks).toEqual([done]);
  });

  it("never begins again what has ended: the answer that began it may come last", () => {
    const { receive } = tasksStore.getState();
    receive(done);
    receive(running);
    expect(tasksStore.getState().tasks).toEqual([done]);
  });
});
