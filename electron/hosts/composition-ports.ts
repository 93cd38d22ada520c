// What documents need, filled from the library and the queue that are open with them.
import { randomBytes } from "node:crypto";
import { ok } from "#shared/errors/result.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { CompositionPorts } from "#electron/compositions/ports.ts";
import type { JobQueue } from "#electron/jobs/ports.ts";
import type { Library } from "#electron/library/library.ts";
import type { Log } from "#electron/platform/log.ts";

export function compositionPorts(
  library: Library,
  queue: JobQueue,
  parts: {
    readonly publish: (event: StudioEvent) => void;
    readonly log: Log;
    readonly cacheFolder: string;
  },
): CompositionPorts {
  return {
    folder: library.folder,
    cacheFolder: parts.cacheFolder,
    findAsset: library.resolveAsset,
    pathOf: library.pathOf,
    findPicture: (id) => {
      const found = library.get(id);
      return found.ok ? ok(found.value.picture) : found;
    },
    keepReference: library.keepReference,
    keepComposite: library.keepComposite,
    submit: queue.submit,
    jobsOfClick: queue.jobsOfClick,
    publish: parts.publish,
    now: Date.now,
    randomBytes: (count) => randomBytes(count),
    log: (line) => parts.log.info("composition.noted", { line }),
  };
}
