import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expectedAspect,
  factsOf,
  groupResults,
  missingPictures,
} from "#renderer/create/results/group-results.ts";
import { replaceJobs } from "#renderer/session/job-groups.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import { jobStateSchema, type Job } from "#shared/model/job.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { clickId, madeCard, madeJob, pictureId } from "./made-jobs.ts";
import { madeReference } from "./made-references.ts";

const none = new Map<PictureId, unknown>();
const cardsOf = (...cards: PictureCard[]) => new Map(cards.map((card) => [card.id, card]));
const grouped = (jobs: readonly Job[], cards = cardsOf(), gone: ReadonlyMap<PictureId, unknown> = none) =>
  groupResults(replaceJobs(jobs).groups, cards, gone);

describe("the stream", () => {
  it("puts the takes of a press together, newest press first", () => {
    const jobs = [
      madeJob(1),
      madeJob(10, { takes: 2 }),
      madeJob(11, { click: clickId(10), take: 1, takes: 2 }),
    ];
    expect(grouped(jobs).map(({ items }) => items.length)).toEqual([2, 1]);
  });

  it("shows a picture in the place of the job that made it", () => {
    const click = clickId(1);
    const jobs = [
      madeJob(1, { click, take: 0, state: "unknown" }),
      madeJob(2, { click, take: 1, state: "saved", picture: pictureId(7) }),
      madeJob(3, { click, take: 2 }),
    ];
    const [group] = grouped(jobs, cardsOf(madeCard(7, { click })));
    expect(group?.items.map(({ kind }) => kind)).toEqual(["job", "picture", "job"]);
  });

  it("shows a picture that is heard of before its job is saved in one place", () => {
    const job = madeJob(1, { state: "spooled" });
    const card = madeCard(7, { click: job.click, job: job.id });
    expect(grouped([job], cardsOf(card)).map(({ items }) => items)).toEqual([
      [{ kind: "picture", key: `picture:${card.id}`, card }],
    ]);
  });

  it("keeps what was kept of a first reply beside the job that is sent again", () => {
    const job = madeJob(1, { state: "sending", attempts: 2 });
    const card = madeCard(7, { click: job.click, job: job.id, problem: "undecodable" });
    expect(grouped([job], cardsOf(card))[0]?.items.map(({ key }) => key)).toEqual([
      `picture:${card.id}`,
      `job:${job.id}`,
    ]);
  });

  it("gives every picture exactly one place, and no key twice", () => {
    const number = fc.integer({ min: 1, max: 6 });
    const states = fc.constantFrom(...jobStateSchema.options);
    const picture = fc.option(number.map(pictureId), { nil: null });
    const jobs = fc.uniqueArray(fc.record({ id: number, click: number, state: states, picture }), {
      selector: ({ id }) => id,
      maxLength: 6,
    });
    const cards = fc.uniqueArray(
      fc.record({
        id: number,
        click: fc.option(number, { nil: null }),
        job: fc.option(number, { nil: null }),
      }),
      { selector: ({ id }) => id, maxLength: 6 },
    );
    fc.assert(
      fc.property(jobs, cards, (listed, found) => {
        const groups = grouped(
          listed.map(({ id, click, ...rest }) => madeJob(id, { click: clickId(click), ...rest })),
          cardsOf(
            ...found.map(({ id, click, job }) =>
              madeCard(id, {
                click: click === null ? null : clickId(click),
                job: job === null ? null : madeJob(job).id,
              }),
            ),
          ),
        );
        const items = groups.flatMap((group) => group.items);
        const pictures = items.flatMap((item) => (item.kind === "picture" ? [item.card.id] : []));
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
        expect(pictures.toSorted()).toEqual(found.map(({ id }) => pictureId(id)).toSorted());
        expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
      }),
    );
  });

  it("waits with a saved job whose picture is not here yet, and drops it once the picture is gone", () => {
    const jobs = [madeJob(1, { state: "saved", picture: pictureId(7) })];
    expect(grouped(jobs)[0]?.items[0]?.kind).toBe("job");
    expect(missingPictures(replaceJobs(jobs).groups, cardsOf(), none)).toEqual([pictureId(7)]);
    const gone = new Map([[pictureId(7), null]]);
    expect(grouped(jobs, cardsOf(), gone)).toEqual([]);
    expect(missingPictures(replaceJobs(jobs).groups, cardsOf(), gone)).toEqual([]);
  });

  it("has everything of the library after a restart, when no job is listed any more", () => {
    const click = clickId(9);
    const cards = cardsOf(
      madeCard(3),
      madeCard(5, { click }),
      madeCard(4, { click }),
      madeCard(1, { click: null }),
    );
    const groups = grouped([], cards);
    expect(groups.map(({ key }) => key)).toEqual([click, clickId(3), pictureId(1)]);
    expect(groups[0]?.items.map(({ key }) => key)).toEqual([4, 5].map((id) => `picture:${pictureId(id)}`));
  });

  it("joins older pictures of a press with the jobs of it that are still listed", () => {
    const click = clickId(1);
    const jobs = [madeJob(8, { click, take: 3, state: "failed" })];
    const [group, ...others] = grouped(jobs, cardsOf(madeCard(5, { click })));
    expect(others).toEqual([]);
    expect(group?.items.map(({ kind }) => kind)).toEqual(["picture", "job"]);
  });

  it("waits in the shape that was asked for", () => {
    expect(expectedAspect({ size: { widthPx: 1536, heightPx: 1024 }, references: [] })).toBe(1.5);
    expect(expectedAspect({ size: "auto", references: [] })).toBe(1);
    expect(expectedAspect({ size: "auto", references: [madeReference(1)] })).toBeCloseTo(1024 / 768);
  });
});

describe("the head of a group", () => {
  it("does not count bytes that do not decode, nor their request twice", () => {
    const job = madeJob(1, { state: "failed", picture: pictureId(7) });
    const kept = { problem: "undecodable", widthPx: 0, heightPx: 0 } as const;
    const card = madeCard(7, { click: job.click, job: job.id, ...kept });
    const [group] = grouped([job], cardsOf(card));
    expect(factsOf(group!)).toMatchObject({ size: "auto", done: 0, count: 1 });
  });

  it("counts the prompts that one press fanned out to, listed or not any more", () => {
    const prompts = ["a red otter", "a blue otter", "a blue otter"];
    const jobs = prompts.map((prompt, take) =>
      madeJob(take + 1, { click: clickId(1), request: { ...blankRequest, prompt } }),
    );
    expect(factsOf(grouped(jobs)[0]!)).toMatchObject({ title: "a red otter", prompts: 2, count: 3 });
    const cards = prompts.map((title, take) => madeCard(take + 1, { click: clickId(1), title }));
    expect(factsOf(grouped([], cardsOf(...cards))[0]!)).toMatchObject({ prompts: 2, count: 3 });
  });
});
