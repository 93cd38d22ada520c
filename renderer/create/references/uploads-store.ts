// Pictures on their way into the tray: files being sent to the host, pictures of the library and of web addresses being
// fetched, and what went wrong with each. The tray itself is the draft's.
import { createStore, type StoreApi } from "zustand/vanilla";
import { assertNever } from "#shared/errors/assert-never.ts";
import type { Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { DroppedFile } from "#renderer/session/read-drop.ts";

/** Where a reference comes from. */
export type UploadSource =
  | { readonly kind: "file"; readonly name: string; readonly file: Blob }
  | { readonly kind: "picture"; readonly id: PictureId }
  | { readonly kind: "address"; readonly url: string };

export type Upload = {
  readonly key: number;
  readonly source: UploadSource;
  /** Bytes of a file; null where the host fetches the picture. */
  readonly bytes: number | null;
  /** `full`: the tray takes no more. Duplicates and failures stay until they are dismissed. */
  readonly state:
    | { readonly kind: "sending" }
    | { readonly kind: "failed"; readonly error: StudioError }
    | { readonly kind: "duplicate"; readonly name: string }
    | { readonly kind: "full" };
};

export type UploadDoors = {
  readonly sendFile: (file: Blob, name: string, signal: AbortSignal) => Promise<Result<Reference>>;
  readonly fetchPicture: (id: PictureId) => Promise<Result<Reference>>;
  readonly fetchAddress: (url: string, signal: AbortSignal) => Promise<Result<Reference>>;
  readonly addReference: (reference: Reference) => "added" | "duplicate" | "full";
  /** Asks what to do with a file that carries a recipe; "reference" for every other. */
  readonly offerRecipe: (reference: Reference) => Promise<"apply" | "reference" | "cancel">;
};

export type UploadsState = {
  readonly uploads: readonly Upload[];
  /** Resolve when all of them have arrived or failed; with how many were added. */
  readonly addFiles: (files: readonly DroppedFile[]) => Promise<number>;
  readonly addPictures: (ids: readonly PictureId[]) => Promise<number>;
  readonly addAddresses: (urls: readonly string[]) => Promise<number>;
  readonly retry: (key: number) => Promise<number>;
  /** Takes an entry out; one on its way is stopped. */
  readonly dismiss: (key: number) => void;
};

const parallel = 3;

export function createUploads(doors: UploadDoors): StoreApi<UploadsState> {
  let lastKey = 0;
  const stops = new Map<number, AbortController>();

  return createStore<UploadsState>((set, get) => {
    const change = (key: number, state: Upload["state"]) =>
      set(({ uploads }) => ({ uploads: uploads.map((one) => (one.key === key ? { ...one, state } : one)) }));
    const remove = (key: number) =>
      set(({ uploads }) => ({ uploads: uploads.filter((one) => one.key !== key) }));

    /** A single file may be meant for its recipe; then it does not become a reference. */
    async function sendFile({ key }: Upload, file: Blob, name: string, stop: AbortSignal, isAlone: boolean) {
      const reply = await doors.sendFile(file, name, stop);
      if (reply.ok && isAlone && (await doors.offerRecipe(reply.value)) !== "reference") remove(key);
      return reply;
    }

    async function fetchOne(upload: Upload, isAlone: boolean): Promise<Result<Reference>> {
      const { key, source } = upload;
      const stop = new AbortController();
      stops.set(key, stop);
      switch (source.kind) {
        case "file":
          return await sendFile(upload, source.file, source.name, stop.signal, isAlone);
        case "picture":
          return await doors.fetchPicture(source.id);
        case "address":
          return await doors.fetchAddress(source.url, stop.signal);
        default:
          return assertNever(source);
      }
    }

    function settle({ key }: Upload, reply: Result<Reference>): number {
      stops.delete(key);
      // Dismissed on its way.
      if (!get().uploads.some((one) => one.key === key)) return 0;
      if (!reply.ok) {
        change(key, { kind: "failed", error: reply.error });
        return 0;
      }
      const outcome = doors.addReference(reply.value);
      if (outcome === "added") remove(key);
      else change(key, outcome === "full" ? { kind: "full" } : { kind: "duplicate", name: reply.value.name });
      return outcome === "added" ? 1 : 0;
    }

    /** Several go at once, but they enter the tray in the order given: the first is the primary. */
    async function run(batch: readonly Upload[]): Promise<number> {
      const underWay: { readonly upload: Upload; readonly reply: Promise<Result<Reference>> }[] = [];
      let added = 0;
      const settleFirst = async () => {
        const first = underWay.shift();
        if (first !== undefined) added += settle(first.upload, await first.reply);
      };
      for (const upload of batch) {
        if (underWay.length === parallel) await settleFirst();
        underWay.push({ upload, reply: fetchOne(upload, batch.length === 1) });
      }
      while (underWay.length > 0) await settleFirst();
      return added;
    }

    async function start(sources: readonly UploadSource[]): Promise<number> {
      const batch = sources.map((source): Upload => ({
        key: ++lastKey,
        source,
        bytes: source.kind === "file" ? source.file.size : null,
        state: { kind: "sending" },
      }));
      set(({ uploads }) => ({ uploads: [...uploads, ...batch] }));
      return await run(batch);
    }

    return {
      uploads: [],
      addFiles: async (files) => await start(files.map(({ name, file }) => ({ kind: "file", name, file }))),
      addPictures: async (ids) => await start(ids.map((id) => ({ kind: "picture", id }))),
      addAddresses: async (urls) => await start(urls.map((url) => ({ kind: "address", url }))),
      retry: async (key) => {
        const upload = get().uploads.find((one) => one.key === key);
        if (upload === undefined || upload.state.kind === "sending") return 0;
        change(key, { kind: "sending" });
        return await run([upload]);
      },
      dismiss: (key) => {
        stops.get(key)?.abort();
        stops.delete(key);
        remove(key);
      },
    };
  });
}
