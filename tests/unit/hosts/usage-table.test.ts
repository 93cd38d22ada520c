// The usage table over a real library, with what the journal would add.
import { expect, it } from "vitest";
import { readUsageTable, type UsageWish } from "#electron/hosts/usage-table.ts";
import type { UsageBeside } from "#electron/jobs/usage-beside.ts";
import type { Library } from "#electron/library/library.ts";
import type { UsageRow } from "#shared/contract/calls/usage-calls.ts";
import { localDay } from "#shared/rules/calendar.ts";
import { keep, withLibrary } from "#tests/unit/library/library-fixture.ts";

const prices = { textInputUsd: 100_000, imageInputUsd: 0, outputUsd: 100_000 };
const nothingBeside: UsageBeside = () => [];

async function table(library: Library, wish: Partial<UsageWish>, beside = nothingBeside, priced = prices) {
  const [picture] = library.search({ kinds: ["generate"] }).pictures;
  const day = localDay(picture?.createdAt ?? 0);
  const sources = { library: library.usage, beside, prices: priced };
  const read = await readUsageTable(sources, { from: day, to: day, by: "day", engine: "demo", ...wish });
  if (!read.ok) throw new Error(read.error.kind);
  return read.value;
}

const brief = ({ name, requests, costUsd }: UsageRow) => [name, requests, costUsd];

it("[M6] counts a request in every collection of its picture, and once in the sum", async () => {
  await withLibrary(async (library) => {
    const first = await keep(library, 1);
    const second = await keep(library, 2);
    await keep(library, 3);
    for (const name of ["Boats", "Otters"]) {
      const made = await library.organise.makeCollection({ name, parent: null });
      if (!made.ok) throw new Error(made.error.kind);
      await library.organise.putInto(made.value.id, name === "Boats" ? [first.id] : [first.id, second.id]);
    }
    const { rows, sum } = await table(library, { by: "collection" });
    expect(rows.map(brief)).toEqual([
      ["Boats", 1, 3],
      ["Otters", 2, 6],
      ["", 1, 3],
    ]);
    expect(brief(sum)).toEqual(["", 3, 9]);
  });
});

it("[M3] [M4] adds what has no picture, and divides the money by what was kept", async () => {
  await withLibrary(async (library) => {
    const first = await keep(library, 1);
    await keep(library, 2);
    await library.trash([first.id]);
    const beside: UsageBeside = () => [
      { kind: "edit", what: "unknown", tokens: null },
      { kind: "take", what: "gone", tokens: null },
      { kind: "take", what: "gone", tokens: { textTokens: 0, imageTokens: 5, outputTokens: 10 } },
    ];
    const { rows, sum } = await table(library, { by: "kind" }, beside);
    expect(sum).toMatchObject({
      requests: 4,
      unknown: 1,
      unmeasured: 1,
      kept: 1,
      costUsd: 7,
      costPerKeptUsd: 7,
    });
    expect(rows.map(({ key, requests, unknown }) => [key, requests, unknown])).toEqual([
      ["edit", 0, 1],
      ["take", 2, 0],
      ["generate", 2, 0],
    ]);
    const [none] = (await table(library, { by: "collection" }, beside)).rows;
    expect(none).toMatchObject({ key: "", requests: 4, unknown: 1 });
  });
});

it("[M1] says nothing of money where a price is missing, and refuses a time that ends before it begins", async () => {
  await withLibrary(async (library) => {
    await keep(library, 1);
    const { sum } = await table(library, {}, nothingBeside, { ...prices, outputUsd: null } as never);
    expect(sum).toMatchObject({ requests: 1, costUsd: null, costPerKeptUsd: null });
    const sources = { library: library.usage, beside: nothingBeside, prices };
    const wrong = { from: "2026-11-02", to: "2026-11-01", by: "day", engine: "api" } as const;
    expect(await readUsageTable(sources, wrong)).toMatchObject({
      ok: false,
      error: { kind: "invalid-input" },
    });
  });
});
