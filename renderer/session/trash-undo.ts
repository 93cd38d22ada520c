// What can be brought back from the trash by one key or by the message that offered it. Pure bookkeeping; it moves nothing.
import type { PictureCard } from "#shared/model/picture.ts";

type Pictures = readonly PictureCard[];
type Deletion = { readonly pictures: Pictures; readonly closeOffer: () => void };

export type TrashUndo = {
  /** Notes a deletion. `closeOffer` takes its message away once there is nothing left to undo. */
  readonly note: (deletion: Deletion) => void;
  /** Forgets what was brought back, by whichever way, and takes the messages away that offered it. */
  readonly settle: (restored: Pictures) => void;
  /** What the newest deletion took; null when nothing is left. */
  readonly newest: () => Pictures | null;
};

export function createTrashUndo(): TrashUndo {
  let deletions: readonly Deletion[] = [];
  return {
    note: (deletion) => {
      deletions = [...deletions, deletion];
    },
    settle: (restored) => {
      const back = new Set(restored.map(({ id }) => id));
      const isDone = ({ pictures }: Deletion) => pictures.every(({ id }) => back.has(id));
      for (const done of deletions.filter(isDone)) done.closeOffer();
      deletions = deletions.filter((deletion) => !isDone(deletion));
    },
    newest: () => deletions.at(-1)?.pictures ?? null,
  };
}
