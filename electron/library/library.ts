// The library: pictures with names people can read, a record beside each, an index that can be deleted. This is its
// door; it knows neither jobs' journal nor hosts.
import type { Readable } from "node:stream";
import type { PictureDetail, LibraryState, PictureSearch } from "#shared/contract/calls/picture-calls.ts";
import type { Notice } from "#shared/contract/notice.ts";
import type { Result } from "#shared/errors/result.ts";
import type { AssetId, JobId, PictureId, PromptId } from "#shared/model/ids.ts";
import type { MediaType, Reference } from "#shared/model/image-request.ts";
import type { Job } from "#shared/model/job.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import type { PastPrompt, SavedPrompt } from "#shared/model/prompts.ts";
import type { Usage } from "#shared/model/usage.ts";
import type { PastRequest } from "#shared/rules/prices.ts";
import type { Disk } from "#electron/platform/disk.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import type { Log } from "#electron/platform/log.ts";

export type LibraryOptions = {
  readonly folder: string;
  /** False for a folder that the user named: when it is gone the answer is `library-missing`, not an empty library. */
  readonly mayCreate: boolean;
  readonly codec: ImageCodec;
  readonly log: Log;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Told to a second host that finds the library taken: "desktop", "browser", "command line". */
  readonly owner: { readonly host: string };
  /** Tests bring one that fails. */
  readonly disk?: Disk;
};

/** A reply that is complete on disk. */
export type Reply = {
  readonly job: Job;
  /** Best on the library's own disk: then no byte is copied. Gone when the picture is safe. */
  readonly path: string;
  readonly usage: Usage | null;
  /** Unix milliseconds. */
  readonly endedAt: number;
};

/** Bytes from outside: an upload, or a file that stays where it is. */
export type Incoming = { readonly name: string } & (
  { readonly stream: Readable; readonly path?: never } | { readonly path: string; readonly stream?: never }
);

/** A file of the library by its hash. */
export type AssetFile = { readonly path: string; readonly mediaType: MediaType; readonly bytes: number };

export type LibraryEvent =
  | { readonly name: "picture.added"; readonly picture: PictureCard }
  | { readonly name: "picture.changed"; readonly picture: PictureCard }
  | { readonly name: "picture.removed"; readonly ids: PictureId[] }
  | { readonly name: "picture.returned"; readonly ids: PictureId[] }
  | { readonly name: "library.reloaded" }
  | { readonly name: "prompts.changed" };

/** One open library. Everything resolves; a rejection is a bug. After `close` nothing may be called. */
export interface Library {
  /** Absolute. Journals and replies under way belong into `spoolFolder`, which is on the same disk. */
  readonly folder: string;
  readonly spoolFolder: string;
  /** What happened while opening. */
  readonly notices: readonly Notice[];

  /**
   * Puts a reply into the library. The same job again gives the same picture, also after a crash at any point, and
   * then `path` may be gone. Bytes that do not decode are kept and badged. Errors: `disk-full` (billed), library errors.
   */
  readonly keepReply: (reply: Reply) => Promise<Result<Picture>>;
  /** The picture of a job, if its reply is in the library. */
  readonly pictureOfJob: (job: JobId) => Picture | null;
  /** Takes a file in, byte for byte. `fresh` is false when the library had these bytes; then `picture` is the one it has. */
  readonly importFile: (file: Incoming) => Promise<Result<{ picture: PictureCard; fresh: boolean }>>;
  /** Keeps a file from outside for requests, made fit to be sent; `notes` say how. A file whose name lies is refused. */
  readonly keepReference: (file: Incoming) => Promise<Result<Reference>>;
  readonly referenceFromPicture: (id: PictureId) => Promise<Result<Reference>>;

  /** Pictures (trashed ones too) and references. Null when the library has no such file. */
  readonly resolveAsset: (asset: AssetId) => Promise<AssetFile | null>;
  /** Path of a WebP of at least that width, or as wide as the picture; made when missing. */
  readonly thumbnail: (asset: AssetId, widthPx: number) => Promise<Result<string>>;
  /** Absolute path of a picture's file. */
  readonly pathOf: (id: PictureId) => Result<string>;

  readonly search: (search: PictureSearch) => { total: number; pictures: PictureCard[] };
  /** `costUsd` is left to the caller, who knows the prices. */
  readonly get: (id: PictureId) => Result<Omit<PictureDetail, "costUsd">>;
  readonly mark: (
    ids: readonly PictureId[],
    marks: { readonly rating?: number | undefined; readonly favourite?: boolean | undefined },
  ) => Promise<Result<PictureCard[]>>;
  /** Unknown ids, and those that are there already, are left out of the answer. */
  readonly trash: (ids: readonly PictureId[]) => Promise<Result<PictureId[]>>;
  readonly restore: (ids: readonly PictureId[]) => Promise<Result<PictureId[]>>;
  readonly state: () => Promise<LibraryState>;
  /** Makes the index anew from files and records. */
  readonly rebuild: () => Promise<Result<{ pictures: number }>>;

  readonly promptHistory: (text: string, limit: number) => PastPrompt[];
  /** Requests that gave a picture, newest first, for estimates. */
  readonly pastRequests: (limit: number) => PastRequest[];
  readonly savedPrompts: () => SavedPrompt[];
  readonly savePrompt: (prompt: {
    readonly id: PromptId | null;
    readonly name: string;
    readonly text: string;
  }) => Promise<Result<SavedPrompt>>;
  readonly removePrompt: (id: PromptId) => Promise<Result<Record<string, never>>>;

  /** Returns what ends the listening. */
  readonly onEvent: (listener: (event: LibraryEvent) => void) => () => void;
  readonly close: () => Promise<void>;
}
