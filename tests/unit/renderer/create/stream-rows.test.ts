import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupResults } from "#renderer/create/results/group-results.ts";
import {
  nextPlace,
  streamRows,
  tilePlaces,
  type ArrowKey,
  type StreamRow,
} from "#renderer/create/results/stream-rows.ts";
import { replaceJobs } from "#renderer/session/job-groups.ts";
import type { JobState } from "#shared/model/job.ts";
import { clickId, madeCard, madeJob } from "./made-jobs.ts";

/** Rows of square pictures: one group for each number, with so many pictures. */
function rowsOf(counts: readonly number[], widthPx = 1000): readonly StreamRow[] {
  const cards = counts.flatMap((count, group) =>
    Array.from({ length: count }, (_, index) =>
      madeCard(100 * group + index + 1, {
        click: clickId(group + 1),
        createdAt: 10_000 - 100 * group + index,
      }),
    ),
  );
  return streamRows(groupResults([], new Map(cards.map((card) => [card.id, card])), new Map()), widthPx);
}

const rowsOfJob = (state: JobState) =>
  streamRows(groupResults(replaceJobs([madeJob(1, { state })]).groups, new Map(), new Map()), 1000);

describe("rows of the stream", () => {
  it("are a head and the tiles of each group", () => {
    expect(rowsOf([2, 7]).map(({ kind }) => kind)).toEqual(["head", "tiles", "head", "tiles", "tiles"]);
  });

  it("give a failure room for its words", () => {
    const [, failed] = rowsOfJob("failed");
    const [, waiting] = rowsOfJob("queued");
    expect(failed?.kind === "tiles" && failed.tiles[0]?.widthPx).toBe(300);
    expect(waiting?.kind === "tiles" && waiting.tiles[0]?.widthPx).toBe(240);
  });

  it("have keys of their own, whatever the groups and the width", () => {
    const counts = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 2000 }), (groups, widthPx) => {
        const rows = rowsOf(groups, widthPx);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        expect(rows.every(({ heightPx }) => heightPx > 0)).toBe(true);
      }),
    );
  });
});

describe("arrow keys", () => {
  const places = tilePlaces(rowsOf([4, 2, 4]));
  const at = (index: number) => places[index]!;
  const from = (index: number, key: ArrowKey) => nextPlace(places, at(index).key, key);

  it.each<[number, ArrowKey, number]>([
    [0, "ArrowRight", 1],
    [3, "ArrowRight", 4],
    [4, "ArrowLeft", 3],
    [0, "ArrowDown", 4],
    [3, "ArrowDown", 5],
    [5, "ArrowDown", 7],
    [7, "ArrowUp", 5],
    [5, "Home", 0],
    [0, "End", 9],
  ])("lead from tile %i by %s to tile %i", (start, key, end) => {
    expect(from(start, key)?.key).toBe(at(end).key);
  });

  it("lead nowhere beyond the ends", () => {
    expect(from(0, "ArrowLeft")).toBeNull();
    expect(from(0, "ArrowUp")).toBeNull();
    expect(from(9, "ArrowRight")).toBeNull();
    expect(from(8, "ArrowDown")).toBeNull();
  });

  it("lead to the first tile from one that is gone, and pass by a job with nothing to press", () => {
    expect(nextPlace(places, "gone", "ArrowRight")?.key).toBe(at(0).key);
    expect(tilePlaces(rowsOfJob("spooled"))).toEqual([]);
    expect(tilePlaces(rowsOfJob("sending"))).toHaveLength(1);
  });
});
