// What pictures look like, for those that came in before it was asked, or whose bytes told nothing then. Small steps,
// so that nothing else waits.
import type { Result } from "#shared/errors/result.ts";
import { ok } from "#shared/errors/result.ts";
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import { thumbnailWidthsPx } from "#shared/contract/media.ts";
import { changeRecords } from "./change-records.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { isThere } from "#electron/library/files/settle-changes.ts";

const piece = 32;

/** Answers with how many were taken. Errors: `disk-full`, library errors; what was done stands. */
export async function takeFingerprints(
  parts: LibraryParts,
  { signal, progress }: Pick<CareReport, "signal" | "progress">,
): Promise<Result<number>> {
  const { db } = parts.index;
  const count = db.prepare(
    "SELECT count(*) AS n FROM pictures WHERE perceptual_hash IS NULL AND problem IS NULL",
  );
  const next = db.prepare(
    `SELECT row, id, asset, file FROM pictures WHERE perceptual_hash IS NULL AND problem IS NULL AND row > ?
     ORDER BY row LIMIT ${piece}`,
  );
  const total = Number(count.get()?.["n"]);
  let after = -1;
  let seen = 0;
  let taken = 0;
  while (!signal.aborted) {
    const rows = next.all(after);
    if (rows.length === 0) break;
    after = Number(rows.at(-1)?.["row"]);
    const hashes = new Map<PictureId, string>();
    for (const { id, asset, file } of rows) {
      if (signal.aborted) break;
      const hash = await fingerprintOf(parts, asset as AssetId, String(file));
      if (hash !== null) hashes.set(id as PictureId, hash);
    }
    const changed = await changeRecords(parts, [...hashes.keys()], (picture) =>
      picture.perceptualHash === null ? { ...picture, perceptualHash: hashes.get(picture.id) ?? null } : null,
    );
    if (!changed.ok) return changed;
    taken += changed.value.length;
    seen += rows.length;
    progress(seen, total);
  }
  return ok(taken);
}

/** From a thumbnail where there is one: it is small, and decodes for certain. */
async function fingerprintOf(parts: LibraryParts, asset: AssetId, file: string): Promise<string | null> {
  const stem = parts.layout.thumbStem(asset);
  for (const path of [
    ...thumbnailWidthsPx.map((width) => `${stem}-${width}.webp`),
    parts.layout.absolute(file),
  ]) {
    if (!(await isThere(path))) continue;
    const taken = await parts.codec.fingerprint({ path });
    if (taken.ok) return taken.value.perceptualHash;
  }
  return null;
}
