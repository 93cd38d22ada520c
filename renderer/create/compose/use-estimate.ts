// What sending the draft would take, asked of the host a moment after the last change.
import { useEffect, useState } from "react";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useJobs } from "#renderer/session/jobs-store.ts";
import type { Estimate } from "#shared/contract/calls/job-calls.ts";
import type { RequestPlan } from "#renderer/create/plan/plan-requests.ts";

const pauseMs = 350;

/** Null until the first answer, and where the host has none; the last answer stays while the next is awaited. */
export function useEstimate(plan: RequestPlan, takes: number, isDemo: boolean): Estimate | null {
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  // Each picture that is saved, and each change of the engine, moves the forecast.
  const saved = useJobs(({ byId }) => [...byId.values()].filter(({ state }) => state === "saved").length);

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      if (plan.isTooMany) {
        setEstimate(null);
        return;
      }
      void invoke("job.estimate", { requests: [...plan.requests], takes }).then((reply) => {
        if (isCurrent) setEstimate(reply.ok ? reply.value : null);
      });
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [plan, takes, isDemo, saved]);

  return estimate;
}
