// Jobs and pictures joined into the groups of the stream: one for each press, newest first. Pure.
import type { PictureId } from "#shared/model/ids.ts";
import { kindOf, type ImageRequest, type RequestKind } from "#shared/model/image-request.ts";
import type { Job } from "#shared/model/job.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { spellSize } from "#renderer/create/size/shape-box.ts";
import type { JobGroup } from "#renderer/session/job-groups.ts";

/**
 * One place in a group: a picture, or a job that has none (yet). A picture may carry the id of its job, and for a
 * moment both are here: their keys tell them apart.
 */
export type ResultItem =
  | { readonly kind: "picture"; readonly key: string; readonly card: PictureCard }
  | { readonly kind: "job"; readonly key: string; readonly job: Job };

export type ResultGroup = {
  /** The press; a picture without one stands alone under its own id. */
  readonly key: string;
  /** Unix ms. */
  readonly createdAt: number;
  readonly items: readonly ResultItem[];
  /** The jobs of the press that are still listed; empty for groups that come from the library alone. */
  readonly jobs: readonly Job[];
};

type Pictures = ReadonlyMap<PictureId, PictureCard>;

/**
 * Groups for the stream. Settled jobs whose picture is gone are left out, and so are groups without anything to show;
 * a saved job whose picture is not here yet stands as a job.
 */
export function groupResults(
  jobGroups: readonly JobGroup[],
  cards: Pictures,
  gone: ReadonlyMap<PictureId, unknown>,
): readonly ResultGroup[] {
  // A picture may be heard of before its job is said to be saved: then only the picture names the job.
  const { byPress, byJob } = indexPictures(cards);
  const shown = new Set<PictureCard>();
  // Takes for the canvas are shown where they belong.
  const ownGroups = jobGroups.filter(({ jobs }) => jobs.every(({ origin }) => origin.kind === "create"));
  const fromJobs = ownGroups.map(({ click, createdAt, jobs }): ResultGroup => {
    const items = jobs.flatMap((job) => {
      const pictures = picturesOf(job, cards, byJob.get(job.id) ?? []);
      // Two jobs may name one picture where the same bytes came twice.
      const fresh = pictures.filter((card) => !shown.has(card));
      for (const card of fresh) shown.add(card);
      return [...fresh.map(pictureItem), ...jobItem(job, pictures.length > 0, gone)];
    });
    return { key: click, createdAt, items, jobs };
  });
  const groups = new Map(byPress);
  for (const key of new Set([...shown].map(pressOf)))
    groups.set(key, withoutPictures(groups.get(key), key, shown));
  for (const group of fromJobs) groups.set(group.key, joinGroups(groups.get(group.key), group));
  return [...groups.values()]
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => b.createdAt - a.createdAt);
}

type PictureIndex = {
  readonly byPress: ReadonlyMap<string, ResultGroup>;
  readonly byJob: ReadonlyMap<Job["id"] | null, readonly PictureCard[]>;
};

/** Thousands of pictures stay as they are while jobs move: what was worked out for a map of them is kept with it. */
const indices = new WeakMap<Pictures, PictureIndex>();

function indexPictures(cards: Pictures): PictureIndex {
  const known = indices.get(cards);
  if (known !== undefined) return known;
  const byPress = new Map(
    [...Map.groupBy(cards.values(), pressOf)].map(([key, pictures]) => [key, pictureGroup(key, pictures)]),
  );
  const index = { byPress, byJob: Map.groupBy(cards.values(), ({ job }) => job) };
  indices.set(cards, index);
  return index;
}

const pressOf = (card: PictureCard): string => card.click ?? card.id;

/** Pictures of one press, oldest first. */
function pictureGroup(key: string, pictures: readonly PictureCard[]): ResultGroup {
  const sorted = pictures.toSorted((a, b) => a.createdAt - b.createdAt);
  return { key, createdAt: sorted[0]?.createdAt ?? 0, items: sorted.map(pictureItem), jobs: [] };
}

function withoutPictures(
  group: ResultGroup | undefined,
  key: string,
  shown: ReadonlySet<PictureCard>,
): ResultGroup {
  const items = group?.items ?? [];
  const left = items.flatMap((item) => (item.kind === "picture" && !shown.has(item.card) ? [item.card] : []));
  return pictureGroup(key, left);
}

/** Pictures whose jobs are no longer listed stand before those that are. */
function joinGroups(pictures: ResultGroup | undefined, group: ResultGroup): ResultGroup {
  if (pictures === undefined || pictures.items.length === 0) return group;
  return {
    ...group,
    createdAt: Math.min(group.createdAt, pictures.createdAt),
    items: [...pictures.items, ...group.items],
  };
}

/** Usually one; a job that was sent again after a reply that does not decode has what was kept as well. */
function picturesOf(job: Job, cards: Pictures, made: readonly PictureCard[]): readonly PictureCard[] {
  const named = job.picture === null ? undefined : cards.get(job.picture);
  const all = named === undefined || made.includes(named) ? made : [...made, named];
  return all.toSorted((a, b) => a.createdAt - b.createdAt);
}

function pictureItem(card: PictureCard): ResultItem {
  return { kind: "picture", key: `picture:${card.id}`, card };
}

/** The job itself, unless its picture says all there is to say. */
function jobItem(
  job: Job,
  hasPicture: boolean,
  gone: ReadonlyMap<PictureId, unknown>,
): readonly ResultItem[] {
  const isDone = job.state === "saved" || job.state === "spooled";
  const isGone = job.picture !== null && gone.has(job.picture);
  return (isDone && hasPicture) || isGone ? [] : [{ kind: "job", key: `job:${job.id}`, job }];
}

/** Pictures of saved jobs that are neither here nor known to be gone. */
export function missingPictures(
  jobGroups: readonly JobGroup[],
  cards: Pictures,
  gone: ReadonlyMap<PictureId, unknown>,
): readonly PictureId[] {
  return jobGroups
    .flatMap(({ jobs }) => jobs)
    .filter(({ origin }) => origin.kind === "create")
    .flatMap(({ picture }) => (picture === null || cards.has(picture) || gone.has(picture) ? [] : [picture]));
}

/** What the head of a group says. */
export type GroupFacts = {
  readonly title: string;
  /** Different prompts of the press: more than one where variables fanned out. */
  readonly prompts: number;
  readonly kind: RequestKind;
  /** As written, `auto`, or null where the pictures differ. */
  readonly size: string | null;
  /** Pictures that are there, of all that were asked for. */
  readonly done: number;
  readonly count: number;
};

/** Reads a group's facts from its first job, or from its pictures where no job is listed any more. */
export function factsOf({ items, jobs }: ResultGroup): GroupFacts {
  const cards = items.flatMap((item) => (item.kind === "picture" ? [item.card] : []));
  const [job] = jobs;
  const decoded = cards.filter(({ problem }) => problem !== "undecodable");
  const sizes = new Set(decoded.map(spellSize));
  const [made = null] = sizes.size === 1 ? sizes : [];
  const asked = job === undefined ? null : job.request.size === "auto" ? "auto" : spellSize(job.request.size);
  return {
    title: job?.request.prompt ?? cards[0]?.title ?? "",
    prompts: Math.max(
      new Set(jobs.map(({ request }) => request.prompt)).size,
      new Set(cards.map(({ title }) => title)).size,
    ),
    kind: job === undefined ? (cards[0]?.kind === "edit" ? "edit" : "generate") : kindOf(job.request),
    size: made ?? asked,
    done: decoded.length,
    count: items.length - keptBeside(items),
  };
}

/** Replies that do not decode and stand beside the job that brought them: one request, two tiles. */
function keptBeside(items: readonly ResultItem[]): number {
  const listed = new Set(items.flatMap((item) => (item.kind === "job" ? [item.job.id] : [])));
  return items.filter(
    (item) =>
      item.kind === "picture" &&
      item.card.problem === "undecodable" &&
      item.card.job !== null &&
      listed.has(item.card.job),
  ).length;
}

/** Width to height of what a request will bring: its size, or the primary picture's shape, or a square. */
export function expectedAspect({ size, references }: Pick<ImageRequest, "size" | "references">): number {
  if (size !== "auto") return size.widthPx / size.heightPx;
  const primary = references[0];
  return primary === undefined ? 1 : primary.widthPx / primary.heightPx;
}
