// Pictures that are the same, byte for byte, and pictures that look alike. Reads only.
import { setImmediate } from "node:timers/promises";
import type { DatabaseSync } from "node:sqlite";
import type { DuplicateGroup } from "#shared/contract/calls/organise-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { findNearPairs, readHashes } from "./near-pairs.ts";
import { readCards } from "./picture-cards.ts";

/** More are not shown of one group. */
const mostInGroup = 200;

type Group = { readonly kind: "same" | "near"; readonly distance: number; readonly rows: readonly number[] };

/**
 * Groups of visible pictures, those of one file first, then the largest. A picture without shape (one colour all over)
 * looks like every other such, and counts as like none. Lets others work in between.
 * Errors: `cancelled`.
 */
export async function findDuplicates(
  db: DatabaseSync,
  distance: number,
  limit: number,
  report: Pick<CareReport, "signal" | "progress">,
): Promise<Result<{ groups: DuplicateGroup[]; total: number }>> {
  const same = sameGroups(db);
  const near = await nearGroups(db, distance, report);
  if (near === null) return err({ kind: "cancelled" });
  const bySize = (a: Group, b: Group) => b.rows.length - a.rows.length;
  const groups = [...same.toSorted(bySize), ...near.toSorted(bySize)];
  return ok({
    groups: groups.slice(0, limit).map(({ kind, distance: bits, rows }) => ({
      kind,
      distance: bits,
      pictures: readCards(db, rows.slice(0, mostInGroup)),
    })),
    total: groups.length,
  });
}

function sameGroups(db: DatabaseSync): Group[] {
  const groups = new Map<string, number[]>();
  const rows = db
    .prepare(
      `SELECT asset, row FROM pictures JOIN facets USING (row) WHERE visible = 1 AND asset IN
         (SELECT asset FROM pictures WHERE trashed = 0 GROUP BY asset HAVING count(*) > 1) ORDER BY row`,
    )
    .all();
  for (const { asset, row } of rows)
    groups.set(String(asset), [...(groups.get(String(asset)) ?? []), Number(row)]);
  return [...groups.values()]
    .filter((members) => members.length > 1)
    .map((members) => ({ kind: "same", distance: 0, rows: members }));
}

/** Null when it was stopped. */
async function nearGroups(
  db: DatabaseSync,
  distance: number,
  { signal, progress }: Pick<CareReport, "signal" | "progress">,
): Promise<Group[] | null> {
  // One of each file: equal files are told apart from those that look alike.
  const read = db.prepare(
    `SELECT min(row), perceptual_hash FROM pictures JOIN facets USING (row)
     WHERE visible = 1 AND perceptual_hash IS NOT NULL AND perceptual_hash <> ? GROUP BY asset ORDER BY 1`,
  );
  read.setReturnArrays(true);
  const all = read.all("0".repeat(16)) as unknown as readonly (readonly [number, string])[];
  const leader = new Int32Array(all.length).map((_, at) => at);
  const furthest = new Uint8Array(all.length);
  const lead = (at: number): number => {
    let found = at;
    while (leader[found] !== found) found = leader[found] ?? found;
    leader[at] = found;
    return found;
  };
  const join = (one: number, other: number, bits: number): void => {
    const [a, b] = [lead(one), lead(other)];
    const reach = Math.max(furthest[a] ?? 0, furthest[b] ?? 0, bits);
    leader[Math.max(a, b)] = Math.min(a, b);
    furthest[Math.min(a, b)] = reach;
  };
  for (const share of findNearPairs(readHashes(all.map(([, hash]) => hash)), distance, join)) {
    progress(Math.floor(share * all.length), all.length);
    await setImmediate();
    if (signal.aborted) return null;
  }
  const groups = new Map<number, number[]>();
  all.forEach(([row], at) => {
    const members = groups.get(lead(at));
    if (members === undefined) groups.set(lead(at), [row]);
    else members.push(row);
  });
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([at, members]) => ({ kind: "near", distance: furthest[at] ?? 0, rows: members }));
}
