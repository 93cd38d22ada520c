// The mirror of the host's jobs, grouped by click, newest first. Fed by connect-session.ts; holds no job of its own.
import { createStore, useStore } from "zustand";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { CallReply } from "#shared/contract/registry.ts";
import type { JobId } from "#shared/model/ids.ts";
import type { Job } from "#shared/model/job.ts";
import { emptyJobs, replaceJobs, withJob, withoutJob, type JobMirror } from "./job-groups.ts";

export interface JobsState extends JobMirror {
  /** True from the first answer on: an empty list before that says nothing. */
  readonly loaded: boolean;
  readonly paused: boolean;
  /** Takes in jobs that a call answered with, before their events arrive. */
  readonly receive: (jobs: readonly Job[]) => void;
  /** Asks the host for everything again. */
  readonly refresh: () => Promise<CallReply<"job.list">>;
  /** Stops a job; one in flight becomes `unknown`, because it may be charged. */
  readonly cancel: (id: JobId) => Promise<CallReply<"job.cancel">>;
  /** Sends a settled, unsaved job again as it was at the click. */
  readonly retry: (id: JobId) => Promise<CallReply<"job.retry">>;
  /** Takes a settled, unsaved job out of the list. */
  readonly dismiss: (id: JobId) => Promise<CallReply<"job.dismiss">>;
  readonly setPaused: (paused: boolean) => Promise<CallReply<"queue.pause">>;
}

export const jobsStore = createStore<JobsState>()((set, get) => {
  const receive = (jobs: readonly Job[]): void =>
    set((state) => jobs.reduce<JobMirror>((mirror, job) => withJob(mirror, job), state));
  return {
    ...emptyJobs,
    loaded: false,
    paused: false,
    receive,
    refresh: async () => {
      const reply = await invoke("job.list", {});
      if (reply.ok) set({ ...replaceJobs(reply.value.jobs), paused: reply.value.paused, loaded: true });
      return reply;
    },
    cancel: async (id) => {
      const reply = await invoke("job.cancel", { id });
      if (reply.ok) receive([reply.value]);
      return reply;
    },
    retry: async (id) => {
      const reply = await invoke("job.retry", { id });
      if (reply.ok) receive([reply.value]);
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
