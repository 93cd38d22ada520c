// The core's half of the bench: opening, searching letter by letter, outlines, memory. The peer of the search is the
// same FTS5 question asked of the same file by bare node:sqlite: how many there are, and the columns of the first page.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { performance } from "node:perf_hooks";
import type { Measurement } from "#build/bench/bench-report.ts";
import { openBenchLibrary } from "#build/bench/open-library.ts";
import type { PictureSearch } from "#shared/contract/calls/picture-calls.ts";
import { parseQuery } from "#shared/rules/parse-query.ts";
import type { Library } from "#electron/library/library.ts";
import { typedQueries } from "./made-prompts.ts";

const pageSize = 100;
const rounds = 3;
const prices = { textInputUsd: 5, imageInputUsd: 8, outputUsd: 30 };

export async function coreRows(folder: string, count: number): Promise<readonly Measurement[]> {
  const built = await timed(async () => await openBenchLibrary(folder));
  await built.value.close();
  const opens: number[] = [];
  for (let run = 0; run < rounds; run += 1) {
    const open = await timed(async () => {
      const made = await openBenchLibrary(folder);
      made.library.search({ limit: pageSize }, prices);
      return made;
    });
    opens.push(open.ms);
    await open.value.close();
  }
  const { library, close } = await openBenchLibrary(folder);
  if (library.search({}).total < count * 0.99) throw new Error("The library does not have its pictures");
  const typed = searchRows(library, folder);
  const wholes = outlineRows(library);
  globalThis.gc?.();
  const rss = process.memoryUsage().rss / 2 ** 20;
  await close();
  return [
    { name: "index built from records", ours: built.ms / 1000, unit: "s" },
    { name: "open to first page", ours: quantile(opens, 0.5), unit: "ms" },
    ...typed,
    ...wholes,
    { name: "memory of main, page's work done", ours: rss, unit: "MB" },
  ];
}

/** Every beginning of every query, as its letters are typed. */
function searchRows(library: Library, folder: string): readonly Measurement[] {
  const bare = new DatabaseSync(join(folder, "index.sqlite"), { readOnly: true });
  bare.exec("PRAGMA cache_size = -32768");
  const ours: { all: number[]; words: number[]; screens: number[] } = { all: [], words: [], screens: [] };
  const peer: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const query of typedQueries)
      for (let length = 1; length <= query.length; length += 1) {
        const text = query.slice(0, length);
        const match = bareMatch(text);
        // In turns, so that what else the machine does falls on both.
        const peerMs = match === null ? null : time(() => void askBare(bare, match));
        const ownMs = time(() => void library.search({ text, limit: pageSize }, prices));
        const screenMs = time(() => void library.outline({ text, limit: pageSize }, prices));
        if (round === 0) continue;
        ours.screens.push(screenMs);
        ours.all.push(ownMs);
        if (peerMs === null) continue;
        ours.words.push(ownMs);
        peer.push(peerMs);
      }
  bare.close();
  const row = (name: string, at: number): Measurement => ({
    name,
    ours: quantile(ours.words, at),
    peer: quantile(peer, at),
    unit: "ms",
    aim: { of: "ratio", atMost: 1.5 },
  });
  return [
    row("search per keystroke, words, p50", 0.5),
    row("search per keystroke, words, p95", 0.95),
    { name: "search and outline in one, all, p50", ours: quantile(ours.screens, 0.5), unit: "ms" },
    { name: "search and outline in one, all, p95", ours: quantile(ours.screens, 0.95), unit: "ms" },
    { name: "search per keystroke, all, p50", ours: quantile(ours.all, 0.5), unit: "ms" },
    {
      name: "search per keystroke, all, p95",
      ours: quantile(ours.all, 0.95),
      unit: "ms",
      aim: { of: "ours", atMost: 30 },
    },
  ];
}

/** The FTS5 expression where a query has words and nothing else; null where it has none, or filters too. */
function bareMatch(text: string): string | null {
  const { terms } = parseQuery(text);
  const words: string[] = [];
  for (const { filter, isNegated } of terms) {
    if (filter.field !== "text" || isNegated) return null;
    words.push(`"${filter.text.replaceAll('"', '""')}"${filter.isPhrase ? "" : "*"}`);
  }
  return words.length === 0 ? null : words.join(" AND ");
}

function askBare(db: DatabaseSync, match: string): number {
  const count = db.prepare("SELECT count(*) AS total FROM words WHERE words MATCH ?").get(match);
  const page = db
    .prepare(
      `SELECT pictures.* FROM (SELECT rowid AS hit FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ${pageSize})
       JOIN pictures ON row = hit`,
    )
    .all(match);
  return Number(count?.["total"]) + page.length;
}

function outlineRows(library: Library): readonly Measurement[] {
  const wholes: readonly (readonly [string, PictureSearch, number | null])[] = [
    ["outline of everything, newest first", {}, 60],
    ["outline of everything, stacked", { stacked: true }, null],
    ["outline of everything, by rating", { sort: "rating" }, null],
    ["outline of everything, by cost", { sort: "cost" }, null],
    ["first page by cost", { sort: "cost", limit: pageSize }, null],
    ["first page of a filter", { text: "rating:>3 ratio:landscape -tag:night" }, null],
  ];
  return wholes.map(([name, search, atMost]) => {
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      // A query never asked before: what is kept at hand from the last time is not measured.
      const text = `${search.text ?? ""} -zz${run}${name.length}`;
      times.push(
        time(() => {
          if (name.startsWith("outline")) library.outline({ ...search, text: `-tag:zz${run}` }, prices);
          else library.search({ ...search, text }, prices);
        }),
      );
    }
    const row = { name, ours: quantile(times, 0.5), unit: "ms" };
    return atMost === null ? row : { ...row, aim: { of: "ours", atMost } as const };
  });
}

function time(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const began = performance.now();
  const value = await work();
  return { value, ms: performance.now() - began };
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}
