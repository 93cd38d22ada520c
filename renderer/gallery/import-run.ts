// One import under way: files go up one after the other, each with its own outcome; the rest goes on when one fails.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DroppedFile } from "#renderer/session/read-drop.ts";
import type { UploadReply } from "#shared/contract/media.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { OfferedRecipe } from "#shared/model/recipe.ts";

/** A picture that has come in, and what its file says of how it was made. */
export type ImportOffer = { readonly picture: PictureCard; readonly recipe: OfferedRecipe };

export type ImportReport = {
  readonly total: number;
  readonly done: number;
  /** New in the library. */
  readonly fresh: number;
  /** In the library already. */
  readonly known: number;
  /** Files that say how they were made. */
  readonly recipes: number;
  /** The recipe of a file that came alone, until `takeOffer`. */
  readonly offer: ImportOffer | null;
  readonly refused: readonly { readonly name: string; readonly error: StudioError }[];
  readonly isRunning: boolean;
  readonly wasStopped: boolean;
};

export type ImportRunStore = StoreApi<ImportReport | null> & {
  /** Imports files; a second start while one is under way adds to it. Resolves when all are done. */
  readonly start: (files: readonly DroppedFile[]) => Promise<void>;
  readonly stop: () => void;
  /** The offer, which is then with whoever asked for it. */
  readonly takeOffer: () => ImportOffer | null;
  readonly clear: () => void;
};

type Upload = (purpose: "import", blob: Blob, name: string, signal: AbortSignal) => Promise<UploadReply>;

/** Failures of the library itself: every further file would meet the same one. */
const fatal: readonly StudioError["kind"][] = [
  "disk-full",
  "library-missing",
  "library-read-only",
  "library-locked",
  "library-newer",
  "host-unreachable",
  "not-allowed",
];

export function createImportRun(upload: Upload): ImportRunStore {
  const store = createStore<ImportReport | null>(() => null);
  let waiting: DroppedFile[] = [];
  let stopping = new AbortController();

  const change = (next: (report: ImportReport) => Partial<ImportReport>) =>
    store.setState((report) => (report === null ? null : { ...report, ...next(report) }), true);

  async function importOne({ file, name }: DroppedFile): Promise<void> {
    const reply = await upload("import", file, name, stopping.signal);
    if (reply.ok && reply.value.purpose === "import") {
      const { fresh, picture, recipe } = reply.value;
      change((before) => ({
        done: before.done + 1,
        ...(fresh ? { fresh: before.fresh + 1 } : { known: before.known + 1 }),
        recipes: before.recipes + (recipe === null ? 0 : 1),
        offer: before.total === 1 && recipe !== null ? { picture, recipe } : null,
      }));
    } else if (!reply.ok && reply.error.kind !== "cancelled") {
      const { error } = reply;
      change(({ done, refused }) => ({ done: done + 1, refused: [...refused, { name, error }] }));
      if (fatal.includes(error.kind)) stopping.abort();
    }
  }

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (stopping.signal.aborted) break;
      await importOne(next);
    }
    waiting = [];
    change(() => ({ isRunning: false, wasStopped: stopping.signal.aborted }));
  }

  return Object.assign(store, {
    start: async (files: readonly DroppedFile[]) => {
      const running = store.getState();
      if (running?.isRunning === true) {
        waiting.push(...files);
        change(({ total }) => ({ total: total + files.length }));
        return;
      }
      stopping = new AbortController();
      waiting = [...files];
      const none = { done: 0, fresh: 0, known: 0, recipes: 0, offer: null, refused: [], wasStopped: false };
      store.setState({ ...none, total: files.length, isRunning: true }, true);
      await work();
    },
    stop: () => stopping.abort(),
    takeOffer: () => {
      const offer = store.getState()?.offer ?? null;
      change(() => ({ offer: null }));
      return offer;
    },
    clear: () => {
      if (store.getState()?.isRunning !== true) store.setState(null, true);
    },
  });
}
