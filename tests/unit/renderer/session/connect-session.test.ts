// The stores against a host behind the real bridge: the desktop's door, with a structured clone in between.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DesktopDoor } from "#renderer/bridge/desktop-transport.ts";
import type { Hello } from "#shared/contract/calls/app-calls.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import { defaultSettings } from "#shared/model/settings.ts";
import { makeJob } from "./made-jobs.ts";

const hello: Hello = {
  host: "desktop",
  version: "1.2.3",
  platform: "mac",
  abilities: ["choose-library"],
  engine: "demo",
  demoReason: "no-key",
  key: { place: "none", tail: null, canStore: "keychain" },
  settings: defaultSettings,
  notices: [{ id: "jobs-in-doubt", count: 2 }],
};

interface FakeHost {
  answers: Record<string, unknown>;
  readonly tell: (event: StudioEvent) => void;
}

async function start(answers: Record<string, unknown>) {
  const listeners = new Set<(event: StudioEvent) => void>();
  const host: FakeHost = {
    answers,
    tell: (event) => listeners.forEach((listener) => listener(structuredClone(event))),
  };
  const door: DesktopDoor = {
    invoke: async (name) => structuredClone(host.answers[name]),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  vi.stubGlobal("window", { inlay: door });
  const [{ connectSession }, { studioStore }, { jobsStore }, { noticesStore }] = await Promise.all([
    import("#renderer/session/connect-session.ts"),
    import("#renderer/session/studio-store.ts"),
    import("#renderer/session/jobs-store.ts"),
    import("#renderer/session/notices-store.ts"),
  ]);
  const end = connectSession();
  await vi.waitFor(() => expect(studioStore.getState().phase.kind).not.toBe("starting"));
  return { host, end, studioStore, jobsStore, noticesStore };
}

const good = {
  "app.hello": { ok: true, value: hello },
  "job.list": { ok: true, value: { jobs: [makeJob("a")], paused: true } },
};

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

describe("a session with the host", () => {
  it("begins with everything the host says of itself", async () => {
    const { studioStore, jobsStore, noticesStore, end } = await start(good);
    await vi.waitFor(() => expect(jobsStore.getState().loaded).toBe(true));
    expect(studioStore.getState()).toMatchObject({
      version: "1.2.3",
      platform: "mac",
      phase: { kind: "ready" },
    });
    expect(jobsStore.getState()).toMatchObject({ paused: true });
    expect(jobsStore.getState().byId.size).toBe(1);
    expect(noticesStore.getState().notices.map(({ notice }) => notice.id)).toEqual(["jobs-in-doubt"]);
    end();
  });

  it("follows the host's events", async () => {
    const { host, studioStore, jobsStore, noticesStore, end } = await start(good);
    await vi.waitFor(() => expect(jobsStore.getState().loaded).toBe(true));
    host.tell({ name: "job.changed", job: makeJob("a", { state: "sending" }) });
    host.tell({ name: "job.changed", job: makeJob("b", { in: "2", createdAt: 9_000 }) });
    host.tell({ name: "queue.changed", paused: false });
    host.tell({ name: "settings.changed", settings: { ...defaultSettings, userId: "ada" } });
    const key = { place: "session", tail: "cdef", canStore: "weak" } as const;
    host.tell({ name: "key.changed", key, engine: "api", demoReason: null });
    host.tell({ name: "notice.raised", notice: { id: "key-locked" } });
    expect(jobsStore.getState().groups.flatMap(({ jobs }) => jobs.map(({ state }) => state))).toEqual([
      "queued",
      "sending",
    ]);
    expect(jobsStore.getState().paused).toBe(false);
    expect(studioStore.getState()).toMatchObject({ engine: "api", key, settings: { userId: "ada" } });
    host.tell({ name: "job.dismissed", id: makeJob("a").id });
    expect(jobsStore.getState().byId.size).toBe(1);

    // The second of a period takes the first one's place.
    const spent = { id: "budget", period: "day", limitUsd: 1 } as const;
    host.tell({ name: "notice.raised", notice: { ...spent, judgement: "warned", spentUsd: 0.8 } });
    host.tell({ name: "notice.raised", notice: { ...spent, judgement: "reached", spentUsd: 1 } });
    const told = noticesStore.getState().notices;
    expect(told.flatMap(({ notice }) => (notice.id === "budget" ? [notice.judgement] : []))).toEqual([
      "reached",
    ]);
    noticesStore.getState().dismiss(told.at(-1)!.number);

    const { notices, dismiss } = noticesStore.getState();
    expect(notices).toHaveLength(2);
    dismiss(notices[0]!.number);
    expect(noticesStore.getState().notices.map(({ notice }) => notice.id)).toEqual(["key-locked"]);
    end();
    host.tell({ name: "queue.changed", paused: true });
    expect(jobsStore.getState().paused).toBe(false);
  });

  it("holds what events told against an older answer that comes later", async () => {
    const { host, jobsStore, end } = await start(good);
    await vi.waitFor(() => expect(jobsStore.getState().loaded).toBe(true));
    const stateOf = (name: string) => jobsStore.getState().byId.get(makeJob(name).id)?.state;

    // A press, answered after its request has failed already.
    const since = jobsStore.getState();
    host.tell({ name: "job.changed", job: makeJob("b", { in: "2", state: "failed" }) });
    jobsStore
      .getState()
      .receiveAnswer([makeJob("b", { in: "2" }), makeJob("d", { in: "2", take: 1 })], since);
    expect([stateOf("b"), stateOf("d")]).toEqual(["failed", "queued"]);

    // The same where a job is sent again.
    host.answers["job.retry"] = { ok: true, value: makeJob("b", { in: "2" }) };
    const retry = jobsStore.getState().retry(makeJob("b").id);
    host.tell({ name: "job.changed", job: makeJob("b", { in: "2", state: "unknown" }) });
    await retry;
    expect(stateOf("b")).toBe("unknown");

    // And where everything is asked for again: what came and what went meanwhile.
    host.answers["job.list"] = { ok: true, value: { jobs: [makeJob("a"), makeJob("b")], paused: true } };
    const refresh = jobsStore.getState().refresh();
    host.tell({ name: "job.changed", job: makeJob("e", { in: "3", state: "sending" }) });
    host.tell({ name: "job.dismissed", id: makeJob("b").id });
    host.tell({ name: "queue.changed", paused: false });
    await refresh;
    expect([stateOf("a"), stateOf("b"), stateOf("d"), stateOf("e")]).toEqual([
      "queued",
      undefined,
      undefined,
      "sending",
    ]);
    expect(jobsStore.getState().paused).toBe(false);
    end();
  });

  it("passes pictures on to whoever listens", async () => {
    const { host, end } = await start(good);
    const { onLibraryEvent } = await import("#renderer/session/library-events.ts");
    const heard: string[] = [];
    const stop = onLibraryEvent(({ name }) => heard.push(name));
    host.tell({ name: "picture.removed", ids: [] });
    host.tell({ name: "prompts.changed" });
    host.tell({ name: "library.reloaded" });
    stop();
    host.tell({ name: "library.reloaded" });
    expect(heard).toEqual(["picture.removed", "library.reloaded"]);
    end();
  });

  it("says why there is none", async () => {
    const { studioStore, end } = await start({
      "app.hello": { ok: false, error: { kind: "not-allowed", reason: "session" } },
    });
    expect(studioStore.getState().phase).toEqual({
      kind: "failed",
      error: { kind: "not-allowed", reason: "session" },
    });
    end();
  });

  it("shows settings at once and takes back what was refused", async () => {
    const { host, studioStore, end } = await start(good);
    host.answers["settings.update"] = { ok: false, error: { kind: "disk-full", folder: "/", billed: "no" } };
    const write = studioStore.getState().updateSettings({ userId: "ada" });
    expect(studioStore.getState().settings.userId).toBe("ada");
    expect((await write).ok).toBe(false);
    expect(studioStore.getState().settings.userId).toBe("");
    end();
  });

  it("opens the room of a menu's command that nobody answers here", async () => {
    const { host, end } = await start(good);
    const { navigationStore } = await import("#renderer/session/navigation.ts");
    host.tell({ name: "command.chosen", command: "gallery.search" });
    expect(navigationStore.getState().room).toBe("gallery");
    end();
  });
});
