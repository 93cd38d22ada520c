import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { JobId } from "#shared/model/ids.ts";
import { sumByKindSql } from "#electron/library/search/usage-queries.ts";
import { keep, withLibrary } from "./library-fixture.ts";

const all = { engine: "demo", fromMs: 0, toMs: 4_000_000_000_000 } as const;

it("[M3] sums requests by time and kind, and knows which pictures were kept", async () => {
  await withLibrary(async (library) => {
    const first = await keep(library, 1);
    const second = await keep(library, 2);
    await library.trash([second.id]);
    const both = { requests: 2, unmeasured: 0, kept: 1, textTokens: 20, imageTokens: 0, outputTokens: 40 };
    expect(library.usage.sum(all)).toEqual(both);
    expect(library.usage.byKind(all)).toEqual(new Map([["generate", both]]));
    expect(library.usage.sum({ ...all, toMs: second.createdAt })).toMatchObject({ requests: 1, kept: 1 });
    expect(library.usage.sum({ ...all, fromMs: second.createdAt + 1 })).toMatchObject({ requests: 0 });
    const gone = "00000000000000ff" as JobId;
    expect(library.usage.missingJobs([gone, first.job!])).toEqual([gone]);
  });
});

it("[M5] counts an engine's requests only", async () => {
  await withLibrary(async (library) => {
    await keep(library, 1);
    expect(library.usage.sum({ ...all, engine: "api" })).toMatchObject({ requests: 0, outputTokens: 0 });
  });
});

it("sums by the index alone", async () => {
  await withLibrary(async (library, folder) => {
    await keep(library, 1);
    const db = new DatabaseSync(join(folder, "index.sqlite"), { readOnly: true });
    const plan = db
      .prepare(`EXPLAIN QUERY PLAN ${sumByKindSql}`)
      .all("api", 0, 1)
      .map((row) => String(row["detail"]));
    db.close();
    expect(plan.join("\n")).toContain("COVERING INDEX spent_time");
  });
});
