// A queue over the real provider with nothing else around it: for the bench, and for a test that kills it.
import { randomBytes } from "node:crypto";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import type { JobPorts, JobQueue, Spooled } from "#electron/jobs/ports.ts";
import { createImageClient } from "#electron/provider/image-client.ts";
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { defaultSettings } from "#shared/model/settings.ts";

export type BareQueueOptions = {
  readonly folder: string;
  readonly baseUrl: string;
  readonly parallelRequests: number;
  /** Stands in for the library. */
  readonly keep: JobPorts["keep"];
  /** Told of each reply as soon as it is whole. */
  readonly onReceived?: (idempotencyKey: string) => void;
};

/** Throws where the queue cannot be opened. `close` ends its connections too. */
export async function openBareQueue(options: BareQueueOptions): Promise<JobQueue> {
  const { folder, baseUrl, parallelRequests, keep, onReceived = () => undefined } = options;
  const client = createImageClient({ proxy: { mode: "none" }, extraCaPem: "", environment: {} });
  const opened = await openJobQueue({
    folder,
    settings: () => ({ ...defaultSettings, parallelRequests }),
    engine: () => "api",
    send: async (prepared, dispatch) => {
      const call = { ...dispatch, key: "sk-bare-queue", baseUrl, openReference: async () => null };
      const sent = await client.send(prepared, call);
      if (sent.ok) onReceived(dispatch.idempotencyKey);
      return sent;
    },
    keep,
    hasReference: async () => true,
    spent: { sum: () => ({ textTokens: 0, imageTokens: 0, outputTokens: 0 }), missingJobs: (jobs) => jobs },
    clock: {
      now: Date.now,
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    },
    randomBytes,
    log: () => undefined,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const queue = opened.value;
  return {
    ...queue,
    close: async () => {
      await queue.close();
      await client.close();
    },
  };
}

/** What a library would answer of a reply that it put into `pictures/`; nothing of it is looked at. */
export function bareRecord({ job, usage, endedAt }: Spooled): Picture {
  return {
    id: job.id as string as PictureId,
    asset: "0".repeat(64) as AssetId,
    file: `pictures/${job.id}`,
    kind: "generate",
    mediaType: "image/webp",
    widthPx: 1024,
    heightPx: 640,
    bytes: 1,
    createdAt: endedAt,
    title: job.request.prompt,
    request: job.request,
    engine: job.engine,
    usage,
    durationMs: 0,
    job: job.id,
    click: job.click,
    parents: [],
    composite: null,
    marks: { rating: 0, favourite: false, rejected: false },
    tags: [],
    collections: [],
    recipe: null,
    perceptualHash: null,
    thumbhash: null,
    problem: null,
    trashedAt: null,
  };
}
