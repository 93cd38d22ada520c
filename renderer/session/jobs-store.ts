// The mirror of the host's jobs, grouped by click, newest first. Fed by connect-session.ts; holds no job of its own.
import { createStore, useStore } from "zustand";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { CallReply } from "#shared/contract/registry.ts";
import type { JobId } from "#shared/model/ids.ts";
import type { Job } from "#shared/model/job.ts";
import { emptyJobs, withAnswer, withJob, withList, withoutJob, type JobMirror } from "./job-groups.ts";

export interface JobsState extends JobMirror {
  /** True from the first answer on: an empty list before that says nothing. */
  readonly loaded: boolean;
  readonly paused: boolean;
  /** Takes in a job that an event told of. */
  readonly receive: (job: Job) => void;
  /**
   * Takes in jobs that a call answered with, before their events arrive.
   * @param since the mirror when the call was made; what events told since then is newer
   */
  readonly receiveAnswer: (jobs: readonly Job[], since: Pick<JobMirror, "byId">) => void;
  /** Asks the host for everything again. */
  readonly refresh: () => Promise<CallReply<"job.list">>;
  /** Stops a job; one in flight becomes `unknown`, because it may be charged. */
  readonly cancel: (id: JobId) => Promise<CallReply<"job.cancel">>;
  /** Stops a job of which nothing was sent; any other goes on. */
  readonly cancelUnsent: (id: JobId) => Promise<CallReply<"job.cancel">>;
  /** Sends a settled, unsaved job again as it was at the click. */
  readonly retry: (id: JobId) => Promise<CallReply<"job.retry">>;
  /** Takes a settled, unsaved job out of the list. */
  readonly dismiss: (id: JobId) => Promise<CallReply<"job.dismiss">>;
  readonly setPaused: (paused: boolean) => Promise<CallReply<"queue.pause">>;
}

export const jobsStore = createStore<JobsState>()((set, get) => {
  const receiveAnswer: JobsState["receiveAnswer"] = (jobs, since) =>
    set((state) => withAnswer(state, jobs, since));
  const stop = async (id: JobId, onlyUnsent: boolean) => {
    const since = get();
    const reply = await invoke("job.cancel", { id, onlyUnsent });
    if (reply.ok) receiveAnswer([reply.value], since);
    return reply;
  };
  return {
    ...emptyJobs,
    loaded: false,
    paused: false,
    receive: (job) => set((state) => withJob(state, job)),
    receiveAnswer,
    refresh: async () => {
      const since = get();
      const reply = await invoke("job.list", {});
      if (!reply.ok) return reply;
      const { jobs, paused } = reply.value;
      set((now) => ({
        ...withList(now, jobs, since),
        paused: now.paused === since.paused ? paused : now.paused,
        loaded: true,
      }));
      return reply;
    },
    cancel: async (id) => await stop(id, false),
    cancelUnsent: async (id) => await stop(id, true),
    retry: async (id) => {
      const since = get();
      const reply = await invoke("job.retry", { id });
      if (reply.ok) receiveAnswer([reply.value], since);
      return reply;
    },
    dismiss: async (id) => {
      const reply = await invoke("job.dismiss", { id });
      if (reply.ok) set(withoutJob(get(), id));
      return reply;
    },
    setPaused: async (paused) => {
      const reply = await invoke("queue.pause", { paused });
      if (reply.ok) set({ paused: reply.value.paused });
      return reply;
    },
  };
});

/** Reads a part of the mirror and renders again when that part changes. */
export function useJobs<Part>(select: (state: JobsState) => Part): Part {
  return useStore(jobsStore, select);
}
