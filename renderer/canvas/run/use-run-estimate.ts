// What running the selection would take, asked of the host a moment after the last change.
import { useEffect, useState } from "react";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useJobs } from "#renderer/session/jobs-store.ts";
import type { Estimate } from "#shared/contract/calls/job-calls.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { blankRequest, type Reference } from "#shared/model/image-request.ts";
import type { PatchWindow } from "#shared/model/patch.ts";

const PAUSE_MS = 350;

/** Null until the first answer, and without a window. */
export function useRunEstimate(
  plan: PatchWindow | null,
  takes: number,
  references: readonly Reference[],
  hasGuide: boolean,
): Estimate | null {
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const saved = useJobs(({ byId }) => [...byId.values()].filter(({ state }) => state === "saved").length);
  const width = plan?.request.width ?? 0;
  const height = plan?.request.height ?? 0;
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      if (width === 0) return setEstimate(null);
      const request = {
        ...blankRequest,
        size: { widthPx: width, heightPx: height },
        references: [
          windowStandIn(width, height),
          ...references,
          ...(hasGuide ? [windowStandIn(width, height)] : []),
        ],
      };
      void invoke("job.estimate", { requests: [request], takes }).then((reply) => {
        if (isCurrent) setEstimate(reply.ok ? reply.value : null);
      });
      return undefined;
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [width, height, takes, references, hasGuide, saved]);
  return width === 0 ? null : estimate;
}

/** An estimate counts pictures by size; the window is cut when it is sent. */
function windowStandIn(widthPx: number, heightPx: number): Reference {
  return {
    asset: "0".repeat(64) as AssetId,
    mediaType: "image/png",
    name: "selection.png",
    label: "",
    widthPx,
    heightPx,
    bytes: 1,
    picture: null,
    url: null,
    notes: [],
  };
}
