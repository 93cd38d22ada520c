// Looks at every file: is it there, and is it still the one that its record speaks of. Marks what is wrong, takes the
// mark away where it is right again, and writes records that have gone from what the index knows.
import { basename } from "node:path";
import { ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture, PictureProblem } from "#shared/model/picture.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { changeRecords } from "#electron/library/change/change-records.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { isThere } from "#electron/library/files/settle-changes.ts";

const piece = 50;

/** What was seen of one picture: what is wrong now, and whether its record has to be written again. */
type Seen = { readonly problem: PictureProblem | null; readonly isRecordGone: boolean };

/**
 * Figures: `checked`, `missing`, `changed`, `undecodable`, `mended` (right again), `records` (written again). Hashing
 * holds nobody up. Errors: `disk-full`, library errors; what was marked stands.
 */
export async function verifyFiles(parts: LibraryParts, report: CareReport): Promise<Result<null>> {
  const { db } = parts.index;
  const total = Number(db.prepare("SELECT count(*) AS n FROM pictures").get()?.["n"]);
  const next = db.prepare(`SELECT row, id FROM pictures WHERE row > ? ORDER BY row LIMIT ${piece}`);
  let after = -1;
  let done = 0;
  for (let rows = next.all(after); rows.length > 0 && !report.signal.aborted; rows = next.all(after)) {
    after = Number(rows.at(-1)?.["row"]);
    const seen = new Map<PictureId, Seen>();
    for (const { id } of rows) {
      if (report.signal.aborted) break;
      const picture = parts.index.byId(id as PictureId);
      if (picture === null) continue;
      seen.set(picture.id, await lookAt(parts, picture, report));
      done += 1;
      report.progress(done, total);
    }
    const changed = await changeRecords(parts, [...seen.keys()], (picture) => {
      const found = seen.get(picture.id);
      if (found === undefined || (found.problem === picture.problem && !found.isRecordGone)) return null;
      return { ...picture, problem: found.problem };
    });
    if (!changed.ok) return changed;
  }
  return ok(null);
}

async function lookAt(parts: LibraryParts, picture: Picture, report: CareReport): Promise<Seen> {
  const { count, find } = report;
  const problem = await problemOf(parts, picture);
  const isRecordGone = !(await isThere(parts.layout.record(picture.id, picture.trashedAt !== null)));
  count("checked");
  if (isRecordGone) count("records");
  // What gave way to its successor lies in the trash with its mark, and is no news.
  const isSettled = picture.trashedAt !== null && problem === picture.problem;
  if (isSettled) return { problem, isRecordGone };
  const name = basename(picture.file);
  if (problem === null) {
    if (picture.problem !== null) count("mended");
  } else {
    count(problem);
    if (problem === "missing") find(name, { kind: "file-unreadable", name, code: "ENOENT" });
    else if (problem === "changed") find(name, { kind: "file-changed", name });
    else find(name, { kind: "picture-refused", name, reason: "unreadable", values: {} });
  }
  return { problem, isRecordGone };
}

async function problemOf(parts: LibraryParts, picture: Picture): Promise<PictureProblem | null> {
  try {
    const { asset } = await hashFile(parts.layout.absolute(picture.file));
    if (asset !== picture.asset) return "changed";
    return picture.problem === "undecodable" ? "undecodable" : null;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return "missing";
  }
}
