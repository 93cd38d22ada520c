// The part of the library's door that judges pictures and moves them to the trash and back. Tells what changed, piece by
// piece.
import { ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import { unwatched } from "#electron/library/parts/care-report.ts";
import { markPictures, movePictures, type MarkChange } from "./change-pictures.ts";
import type { BulkReport, PieceReport } from "./change-records.ts";
import type { LibraryEvent } from "#electron/library/parts/library-event.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { cardFrom } from "#electron/library/search/picture-cards.ts";

/** Unknown ids are left out of the answers; `report` watches and stops, see `changeInPieces`. */
export interface PictureChanges {
  readonly mark: (
    ids: readonly PictureId[],
    marks: MarkChange,
    report?: BulkReport,
  ) => Promise<Result<PictureCard[]>>;
  /** Those that are there already are left out of the answer. */
  readonly trash: (ids: readonly PictureId[], report?: BulkReport) => Promise<Result<PictureId[]>>;
  readonly restore: (ids: readonly PictureId[], report?: BulkReport) => Promise<Result<PictureId[]>>;
}

export function createPictureChanges(from: {
  readonly parts: LibraryParts;
  readonly tell: (event: LibraryEvent) => void;
  /** Holds back closing until the work is done. */
  readonly tracked: <T>(work: Promise<T>) => Promise<T>;
}): PictureChanges {
  const { parts, tell, tracked } = from;
  const telling = (
    eventOf: (pictures: readonly Picture[]) => LibraryEvent,
    report: BulkReport = unwatched,
  ): PieceReport => ({ ...report, settled: (pictures) => tell(eventOf(pictures)) });
  const idsOf = (pictures: readonly Picture[]): PictureId[] => pictures.map(({ id }) => id);
  const removed = (pictures: readonly Picture[]): LibraryEvent => ({
    name: "picture.removed",
    ids: idsOf(pictures),
  });
  const returned = (pictures: readonly Picture[]): LibraryEvent => ({
    name: "picture.returned",
    ids: idsOf(pictures),
  });
  const changed = (pictures: readonly Picture[]): LibraryEvent => ({
    name: "pictures.changed",
    pictures: pictures.map(cardFrom),
  });
  return {
    mark: async (ids, marks, report) => {
      const done = await tracked(markPictures(parts, ids, marks, telling(changed, report)));
      return done.ok ? ok(done.value.map(cardFrom)) : done;
    },
    trash: async (ids, report) => {
      const done = await tracked(movePictures(parts, ids, "trash", telling(removed, report)));
      return done.ok ? ok(idsOf(done.value)) : done;
    },
    restore: async (ids, report) => {
      const done = await tracked(movePictures(parts, ids, "library", telling(returned, report)));
      return done.ok ? ok(idsOf(done.value)) : done;
    },
  };
}
