// Sending the draft: what stands in the way, in words, and the press itself.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { limits } from "#shared/rules/limits.ts";
import { composerDraft, contentOf } from "#renderer/session/composer-draft.ts";
import { pressOnce, uploadsStore } from "#renderer/create/create-stores.ts";
import { withoutNearest } from "#renderer/create/size/size-words.ts";
import { useDraft } from "./use-draft.ts";
import { planRequests, type RequestPlan } from "#renderer/create/plan/plan-requests.ts";

export type Sending = {
  /** Why nothing can be sent now, as a sentence; null when it can. */
  readonly blocked: string | null;
  /** The draft as it stands is on its way; one that was changed since may be sent meanwhile. */
  readonly isSending: boolean;
  /** Why the last press sent nothing; gone with the next press. */
  readonly error: StudioError | null;
  /** Sends the draft as it stands at this moment, once. True when the host has it. */
  readonly send: () => Promise<boolean>;
};

export function useSend(plan: RequestPlan): Sending {
  const { t } = useTranslation("create");
  const takes = useDraft((draft) => draft.takes);
  const [onTheirWay, setOnTheirWay] = useState<readonly string[]>([]);
  const [error, setError] = useState<StudioError | null>(null);
  const blocked = useBlocked(plan);

  const send = async (): Promise<boolean> => {
    // As it stands now: the last change may not have been drawn yet.
    const draft = contentOf(composerDraft.getState());
    const now = planRequests(draft);
    if (uploadsStore.getState().uploads.some(({ state }) => state.kind === "sending")) return false;
    if (now.violations.length > 0 || now.isTooMany) return false;
    const input = { requests: [...now.requests], takes: draft.takes };
    const content = JSON.stringify(input);
    setOnTheirWay((before) => [...before, content]);
    setError(null);
    const since = jobsStore.getState();
    const reply = await pressOnce(input);
    setOnTheirWay((before) => before.toSpliced(before.indexOf(content), 1));
    if (reply === null) return false;
    if (!reply.ok) {
      setError(reply.error);
      return false;
    }
    jobsStore.getState().receiveAnswer(reply.value.jobs, since);
    announce(t("send.sent", { count: reply.value.jobs.length }));
    return true;
  };

  const isSending =
    onTheirWay.length > 0 && onTheirWay.includes(JSON.stringify({ requests: plan.requests, takes }));
  return { blocked, isSending, error, send };
}

/** The first thing in the way: what cures itself, then what the designer has to change. */
function useBlocked(plan: RequestPlan): string | null {
  const { t } = useTranslation("create");
  const { forViolation } = useSentences();
  const isLost = useStudio(({ phase }) => phase.kind === "lost");
  const uploading = useStore(
    uploadsStore,
    ({ uploads }) => uploads.filter(({ state }) => state.kind === "sending").length,
  );
  if (isLost) return t("send.blocked.lost");
  if (uploading > 0) return t("send.blocked.uploading", { count: uploading });
  if (plan.isTooMany) return t("send.blocked.tooMany", { count: plan.jobs, limit: limits.jobsPerClick });
  const isEmpty = plan.violations.some(({ rule }) => rule === "P1");
  const [first] = plan.violations.filter(({ rule }) => rule !== "P1");
  if (first !== undefined) return forViolation(withoutNearest(first));
  return isEmpty ? t("send.blocked.empty") : null;
}
