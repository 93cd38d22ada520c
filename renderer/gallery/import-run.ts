// One import under way: files go up one after the other, each with its own outcome; the rest goes on when one fails.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DroppedFile } from "#renderer/session/read-drop.ts";
import type { UploadReply } from "#shared/contract/media.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";

export type ImportReport = {
  readonly total: number;
  readonly done: number;
  /** New in the library. */
  readonly fresh: number;
  /** In the library already. */
  readonly known: number;
  readonly refused: readonly { readonly name: string; readonly error: StudioError }[];
  readonly isRunning: boolean;
  readonly wasStopped: boolean;
};

export type ImportRunStore = StoreApi<ImportReport | null> & {
  /** Imports files; a second start while one is under way adds to it. Resolves when all are done. */
  readonly start: (files: readonly DroppedFile[]) => Promise<void>;
  readonly stop: () => void;
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
      const { fresh } = reply.value;
      change(({ done, fresh: made, known }) =>
        fresh ? { done: done + 1, fresh: made + 1 } : { done: done + 1, known: known + 1 },
      );
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
      const none = { done: 0, fresh: 0, known: 0, refused: [], wasStopped: false };
      store.setState({ ...none, total: files.length, isRunning: true }, true);
      await work();
    },
    stop: () => stopping.abort(),
    clear: () => {
      if (store.getState()?.isRunning !== true) store.setState(null, true);
    },
  });
}
