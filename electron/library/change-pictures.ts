// What people do to pictures that are here: judge them, throw them away, take them back (L3).
import type { PictureId } from "#shared/model/ids.ts";
import { ok, type Result } from "#shared/errors/result.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { Change } from "./change.ts";
import { fileInTrash, fileOutOfTrash, isInPlace } from "./library-layout.ts";
import type { LibraryParts } from "./library-parts.ts";
import { freeName, isThere, settleChanges } from "./settle-changes.ts";

/** What is given is set, the rest stays. */
export type MarkChange = {
  readonly rating?: number | undefined;
  readonly favourite?: boolean | undefined;
  readonly rejected?: boolean | undefined;
};

/** Unknown ids are left out of the answer. Errors: `disk-full`, library errors; then nothing was changed. */
export function markPictures(
  parts: LibraryParts,
  ids: readonly PictureId[],
  marks: MarkChange,
): Promise<Result<readonly Picture[]>> {
  return parts.alone(() =>
    settleChanges(
      parts,
      find(parts, ids).map((picture) => ({
        picture: {
          ...picture,
          marks: {
            rating: marks.rating ?? picture.marks.rating,
            favourite: marks.favourite ?? picture.marks.favourite,
            rejected: marks.rejected ?? picture.marks.rejected,
          },
        },
        source: null,
      })),
    ),
  );
}

export function trashPictures(
  parts: LibraryParts,
  ids: readonly PictureId[],
): Promise<Result<readonly Picture[]>> {
  const present = () => find(parts, ids).filter(({ trashedAt }) => trashedAt === null);
  return moveAll(parts, present, fileInTrash, parts.now());
}

/** Nothing is overwritten on the way back: a name that is taken meanwhile gets a number. */
export function restorePictures(
  parts: LibraryParts,
  ids: readonly PictureId[],
): Promise<Result<readonly Picture[]>> {
  const trashed = () => find(parts, ids).filter(({ trashedAt }) => trashedAt !== null);
  return moveAll(parts, trashed, fileOutOfTrash, null);
}

function moveAll(
  parts: LibraryParts,
  choose: () => readonly Picture[],
  newFile: (picture: Picture) => string,
  trashedAt: number | null,
): Promise<Result<readonly Picture[]>> {
  return parts.alone(async () => {
    const changes: Change[] = [];
    const names = new Set<string>();
    for (const picture of choose()) {
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
    return changes.length === 0 ? ok([]) : settleChanges(parts, changes);
  });
}

function find(parts: LibraryParts, ids: readonly PictureId[]): readonly Picture[] {
  return [...new Set(ids)].flatMap((id) => parts.index.byId(id) ?? []);
}
