// A picture that is coming into the library, as a value: its record before it is written.
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import { kindOf, type MediaType } from "#shared/model/image-request.ts";
import type { Picture } from "#shared/model/picture.ts";
import { unframeCanvasPrompt } from "#shared/rules/frame-canvas-prompt.ts";
import { pictureFileName } from "#shared/rules/names.ts";
import type { PictureFacts } from "#electron/platform/image-task.ts";
import type { CompleteReply } from "./complete-reply.ts";

/** What the decoder said; null for bytes that do not decode. */
export type Decoded = {
  readonly facts: PictureFacts;
  readonly thumbhash: string | null;
  readonly perceptualHash: string | null;
} | null;

/** The picture of a reply. Its id is the job's, so that a replay cannot make a second one. */
export function pictureFromReply(
  { job, usage, endedAt }: CompleteReply,
  { asset, bytes }: { asset: AssetId; bytes: number },
  decoded: Decoded,
): Picture {
  const id = job.id as string as PictureId;
  const mediaType = decoded?.facts.mediaType ?? (`image/${job.request.format}` satisfies MediaType);
  return {
    id,
    asset,
    file: libraryFileFor(job.createdAt, wordsOf(job), id, mediaType),
    kind: job.origin.kind === "canvas" ? "take" : kindOf(job.request),
    mediaType,
    ...sizeOf(decoded),
    bytes,
    createdAt: endedAt,
    title: wordsOf(job),
    request: job.request,
    engine: job.engine,
    usage,
    durationMs: Math.max(0, endedAt - (job.startedAt ?? job.createdAt)),
    job: job.id,
    click: job.click,
    parents: job.request.references
      .slice(0, 64)
      .map(({ asset: parent, picture, name, label }) => ({ asset: parent, picture, name, label })),
    composite: null,
    ...unjudged(),
    problem: decoded === null ? "undecodable" : null,
    trashedAt: null,
  };
}

/** What the designer typed; a take is sent with words around it. */
function wordsOf({ origin, request }: CompleteReply["job"]): string {
  return origin.kind === "canvas" ? unframeCanvasPrompt(request.prompt) : request.prompt;
}

/** The picture of a file from outside; `file` is where it lies already, for one found in the library's folder. */
export function pictureFromFile(from: {
  readonly id: PictureId;
  readonly name: string;
  readonly asset: AssetId;
  readonly bytes: number;
  readonly createdAt: number;
  readonly decoded: NonNullable<Decoded>;
  readonly file?: string;
}): Picture {
  const title = from.name.replace(/^.*[/\\]/, "").slice(0, 255) || "untitled";
  const { mediaType } = from.decoded.facts;
  return {
    id: from.id,
    asset: from.asset,
    file:
      from.file ??
      libraryFileFor(from.createdAt, title.replace(/\.[A-Za-z0-9]{1,5}$/, ""), from.id, mediaType),
    kind: "import",
    mediaType,
    ...sizeOf(from.decoded),
    bytes: from.bytes,
    createdAt: from.createdAt,
    title,
    request: null,
    engine: null,
    usage: null,
    durationMs: null,
    job: null,
    click: null,
    parents: [],
    composite: null,
    ...unjudged(),
    problem: null,
    trashedAt: null,
  };
}

/** What has yet to be said of it. */
function unjudged(): Pick<Picture, "marks" | "tags" | "collections" | "recipe"> {
  return {
    marks: { rating: 0, favourite: false, rejected: false },
    tags: [],
    collections: [],
    recipe: null,
  };
}

function sizeOf(decoded: Decoded): Pick<Picture, "widthPx" | "heightPx" | "thumbhash" | "perceptualHash"> {
  return {
    widthPx: decoded?.facts.widthPx ?? 0,
    heightPx: decoded?.facts.heightPx ?? 0,
    thumbhash: decoded?.thumbhash ?? null,
    perceptualHash: decoded?.perceptualHash ?? null,
  };
}

/** Where a picture lies in the library, as its record names it, unless the name is taken. */
export function libraryFileFor(timeMs: number, title: string, id: PictureId, mediaType: MediaType): string {
  const date = new Date(timeMs);
  const day = { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
  return `pictures/${pictureFileName({ day, title, id, mediaType })}`;
}
