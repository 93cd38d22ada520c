// Files among the pictures that no record knows. What decodes is left for a rebuild to take in; the rest, and second
// copies, move to quarantine. Deletes nothing, and moves nothing when too much looks orphaned.
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { ok, type Result } from "#shared/errors/result.ts";
import type { CareReport } from "#electron/library/parts/care-report.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { isThere } from "#electron/library/files/settle-changes.ts";

/** More than so many, or than a tenth of the pictures, are no leftovers: something else is wrong. */
const mostOrphans = 200;

/** One file in quarantine. `movedAt` is unix milliseconds. */
export type QuarantineEntry = { readonly name: string; readonly bytes: number; readonly movedAt: number };

/**
 * Figures: `strays` (pictures without a record), `quarantined`, each file found by name; or `orphans`, where they are too
 * many, with one finding for all (`too-many-orphans`). Errors: library errors.
 */
export async function sweepOrphans(parts: LibraryParts, report: CareReport): Promise<Result<null>> {
  const { index, layout } = parts;
  const known = new Set(
    index.db
      .prepare("SELECT file FROM pictures")
      .all()
      .map(({ file }) => String(file)),
  );
  const orphans: string[] = [];
  for (const folder of [layout.pictures, layout.trashedPictures])
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name.startsWith(".")) continue;
      const path = join(entry.parentPath, entry.name);
      if (!known.has(layout.relative(path))) orphans.push(path);
    }
  if (orphans.length > Math.max(10, Math.min(mostOrphans, known.size / 10))) {
    parts.log.warn("library.sweep-refused", { leftovers: orphans.length });
    report.count("orphans", orphans.length);
    report.find(basename(layout.pictures), { kind: "not-allowed", reason: "too-many-orphans" });
    return ok(null);
  }
  for (const [at, path] of orphans.entries()) {
    if (report.signal.aborted) break;
    report.progress(at, orphans.length);
    await parts.alone(async () => await sweepOne(parts, path, report));
  }
  return ok(null);
}

async function sweepOne(parts: LibraryParts, path: string, { count, find }: CareReport): Promise<void> {
  const { index, layout, codec, disk } = parts;
  // It may have got its record, or have gone, since it was listed.
  if (index.byFile(layout.relative(path)) !== null || !(await isThere(path))) return;
  const name = basename(path);
  const isCopy = index.byAsset((await hashFile(path)).asset) !== null;
  const decoded = isCopy ? null : await codec.verify({ path });
  if (decoded?.ok === true) {
    count("strays");
    find(name, { kind: "not-allowed", reason: "no-record" });
    return;
  }
  await disk.rename(path, await freePlace(parts, name));
  count("quarantined");
  find(name, decoded === null ? { kind: "not-allowed", reason: "second-copy" } : decoded.error);
}

async function freePlace({ layout }: LibraryParts, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(layout.quarantine, number === 1 ? name : `${number} ${name}`);
    if (!(await isThere(path))) return path;
  }
}

/** Newest first. */
export async function listQuarantine({ layout }: LibraryParts): Promise<QuarantineEntry[]> {
  const entries: QuarantineEntry[] = [];
  for (const name of await readdir(layout.quarantine)) {
    const { size, ctimeMs } = await stat(join(layout.quarantine, name));
    entries.push({ name: name.toWellFormed(), bytes: size, movedAt: Math.round(ctimeMs) });
  }
  return entries.toSorted((a, b) => b.movedAt - a.movedAt);
}
