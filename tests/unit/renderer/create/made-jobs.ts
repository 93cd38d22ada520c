// Jobs and picture cards for the tests of the stream.
import type { AssetId, ClickId, JobId, PictureId } from "#shared/model/ids.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import type { Job } from "#shared/model/job.ts";
import type { PictureCard } from "#shared/model/picture.ts";

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, "0");

export const pictureId = (number: number) => hex(number, 16) as PictureId;
export const clickId = (number: number) => hex(number, 16) as ClickId;

/** A saved picture of a generation, made at `createdAt` ms. */
export function madeCard(number: number, change: Partial<PictureCard> = {}): PictureCard {
  return {
    id: pictureId(number),
    asset: hex(number, 64) as AssetId,
    kind: "generate",
    mediaType: "image/png",
    widthPx: 1024,
    heightPx: 1024,
    createdAt: number,
    engine: "demo",
    job: hex(number, 16) as JobId,
    click: clickId(number),
    marks: { rating: 0, favourite: false, rejected: false },
    tags: [],
    collections: [],
    stackSize: 1,
    thumbhash: null,
    problem: null,
    title: "an otter",
    ...change,
  };
}

/** A queued job, first take of its click. */
export function madeJob(number: number, change: Partial<Job> = {}): Job {
  return {
    id: hex(number, 16) as JobId,
    click: clickId(number),
    take: 0,
    takes: 1,
    request: { ...blankRequest, prompt: "an otter" },
    origin: { kind: "create" },
    engine: "demo",
    state: "queued",
    createdAt: number,
    startedAt: null,
    endedAt: null,
    notBefore: null,
    attempts: 0,
    receivedBytes: 0,
    totalBytes: null,
    expectedMs: null,
    error: null,
    picture: null,
    ...change,
  };
}
