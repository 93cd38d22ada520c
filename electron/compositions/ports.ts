// What documents need from the rest of the app, as ports that a host fills.
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Result } from "#shared/errors/result.ts";
import type { CompositeRecord } from "#shared/model/composition-record.ts";
import type { AssetId, ClickId, PictureId } from "#shared/model/ids.ts";
import type { ImageRequest, Reference } from "#shared/model/image-request.ts";
import type { Job, JobOrigin } from "#shared/model/job.ts";
import type { Parent, Picture, PictureCard } from "#shared/model/picture.ts";

/** A composed picture that is to become one of the library's. */
export type NewComposite = {
  /** On the library's own disk; the library takes the file away. */
  readonly path: string;
  readonly title: string;
  readonly parents: readonly Parent[];
  readonly composite: CompositeRecord;
};

export type CompositionPorts = {
  /** The library folder: documents are in `compositions/`, work under way in `spool/canvas`. */
  readonly folder: string;
  /** Decoded pixels; may be emptied at any time. */
  readonly cacheFolder: string;
  readonly findAsset: (asset: AssetId) => Promise<{ readonly path: string } | null>;
  /** Where the file of a picture should be. */
  readonly pathOf: (id: PictureId) => Result<string>;
  readonly findPicture: (id: PictureId) => Result<Picture>;
  /** Keeps a file for requests. */
  readonly keepReference: (file: {
    readonly name: string;
    readonly path: string;
  }) => Promise<Result<Reference>>;
  readonly keepComposite: (composite: NewComposite) => Promise<Result<PictureCard>>;
  /** Writes the intents and starts sending; the same click again answers with the jobs that stand. */
  readonly submit: (click: {
    readonly click: ClickId;
    readonly requests: readonly ImageRequest[];
    readonly takes: number;
    readonly origin: JobOrigin;
  }) => Promise<Result<{ jobs: Job[] }>>;
  /** All jobs of a click, whatever became of them. */
  readonly jobsOfClick: (click: ClickId) => Job[];
  readonly publish: (
    event: Extract<
      StudioEvent,
      {
        name:
          | "composition.changed"
          | "composition.removed"
          | "composition.covered"
          | "composition.progress"
          | "pixels.progress";
      }
    >,
  ) => void;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** One line for the log, without prompts. */
  readonly log: (line: string) => void;
};
