// Says what becomes of jobs: politely to screen readers, and as a message to whoever is in another room.
import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import type { JobMirror } from "#renderer/session/job-groups.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { useSentences, type Sentences } from "#renderer/session/sentences.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { isSettled, type Job } from "#shared/model/job.ts";

/** Jobs that were known before and have another state now, or whose reply found no place in the library. */
export function movedJobs(before: JobMirror["byId"], now: JobMirror["byId"]): readonly Job[] {
  return [...now.values()].filter((job) => {
    const earlier = before.get(job.id);
    if (earlier === undefined || earlier === job) return false;
    return earlier.state !== job.state || (isUnsaved(job) && !isUnsaved(earlier));
  });
}

/** What is read out of a job's new state; null for states on the way that nobody waits for. */
export function jobAnnouncement(
  job: Pick<Job, "state" | "take" | "takes" | "error">,
  t: TFunction<"app">,
  forError: Sentences["forError"],
): string | null {
  const title = job.error === null ? "" : forError(job.error).title;
  switch (job.state) {
    case "saved":
      return job.takes === 1 ? t("job.savedOne") : t("job.saved", { take: job.take + 1, takes: job.takes });
    case "failed":
      return t("job.failed", { title });
    case "unknown":
      return t("job.unknown", { title });
    case "cancelled":
      return t("job.cancelled");
    case "sending":
      return t("job.sending");
    case "spooled":
      return isUnsaved(job) ? t("job.unsaved", { title }) : null;
    default:
      return null;
  }
}

/** The reply is here, and the library could not take it. */
function isUnsaved({ state, error }: Pick<Job, "state" | "error">): boolean {
  return state === "spooled" && error !== null;
}

const gatherMs = 600;

/** Follows the mirror of jobs while the app is on screen. */
export function useJobReports(): void {
  const { t } = useTranslation();
  const { forError } = useSentences();
  useEffect(() => {
    let ready = 0;
    let trouble = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      const action = { label: t("job.show"), run: () => navigationStore.getState().goTo("create") };
      if (ready > 0) showToast({ title: t("job.readyToast", { count: ready }), tone: "success", action });
      if (trouble > 0)
        showToast({ title: t("job.troubleToast", { count: trouble }), tone: "warning", action });
      ready = 0;
      trouble = 0;
    };
    const end = jobsStore.subscribe((state, before) => {
      // A list that was read again is no news.
      if (!before.loaded || state.byId === before.byId) return;
      const moved = movedJobs(before.byId, state.byId);
      for (const job of moved) {
        const sentence = jobAnnouncement(job, t, forError);
        if (sentence !== null) announce(sentence);
      }
      // In Create the cards say it.
      if (navigationStore.getState().room === "create") return;
      // On the canvas its strip of takes says it.
      const isOnCanvas = navigationStore.getState().room === "canvas";
      const settled = moved.filter(
        (job) => (isSettled(job) || isUnsaved(job)) && !(isOnCanvas && job.origin.kind === "canvas"),
      );
      if (settled.length === 0) return;
      ready += settled.filter((job) => job.state === "saved").length;
      trouble += settled.filter(
        (job) => isUnsaved(job) || job.state === "failed" || job.state === "unknown",
      ).length;
      clearTimeout(timer);
      timer = setTimeout(tell, gatherMs);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [t, forError]);
}
