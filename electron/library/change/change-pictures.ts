// What people do to pictures that are here: judge them, throw them away, take them back (L3).
import type { PictureId } from "#shared/model/ids.ts";
import type { Result } from "#shared/errors/result.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { Change } from "#electron/library/files/change.ts";
import { changeInPieces, changeRecords, type PieceReport } from "./change-records.ts";
import { fileInTrash, fileOutOfTrash, isInPlace } from "#electron/library/files/library-layout.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { freeName, isThere } from "#electron/library/files/settle-changes.ts";

/** What is given is set, the rest stays. */
export type MarkChange = {
  readonly rating?: number | undefined;
  readonly favourite?: boolean | undefined;
  readonly rejected?: boolean | undefined;
};

/** Unknown ids are left out of the answer. Errors of all: `disk-full`, library errors; see `changeInPieces`. */
export function markPictures(
  parts: LibraryParts,
  ids: readonly PictureId[],
  marks: MarkChange,
  report: PieceReport,
): Promise<Result<readonly Picture[]>> {
  const mark = ({ marks: former }: Picture): Picture["marks"] => ({
    rating: marks.rating ?? former.rating,
    favourite: marks.favourite ?? former.favourite,
    rejected: marks.rejected ?? former.rejected,
  });
  return changeRecords(parts, ids, (picture) => ({ ...picture, marks: mark(picture) }), report);
}

/** Where a picture can lie, and what its file is called there. */
const places = { trash: fileInTrash, library: fileOutOfTrash } as const;

/**
 * Pictures that are there already are left out of the answer. Nothing is overwritten: a name that is taken meanwhile gets a
 * number.
 */
export function movePictures(
  parts: LibraryParts,
  ids: readonly PictureId[],
  to: keyof typeof places,
  report: PieceReport,
): Promise<Result<readonly Picture[]>> {
  const trashedAt = to === "trash" ? parts.now() : null;
  const isElsewhere = (picture: Picture) => (picture.trashedAt === null) === (to === "trash");
  return changeInPieces(
    parts,
    ids,
    async (pictures) => planMoves(parts, pictures.filter(isElsewhere), places[to], trashedAt),
    report,
  );
}

async function planMoves(
  parts: LibraryParts,
  pictures: readonly Picture[],
  newFile: (picture: Picture) => string,
  trashedAt: number | null,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const names = new Set<string>();
  for (const picture of pictures) {
    if (isInPlace(picture)) {
      changes.push({ picture: { ...picture, trashedAt }, source: null });
      continue;
    }
    const file = await freeName(parts, newFile(picture));
    // Two of one batch cannot want the same name: they come from different names in one folder.
    if (names.has(file)) throw new Error(`${file} is wanted twice`);
    names.add(file);
    const isHere = await isThere(parts.layout.absolute(picture.file));
    changes.push({
      picture: { ...picture, file, trashedAt },
      source: isHere ? { file: picture.file, how: "rename" } : null,
    });
  }
  return changes;
}
