// The library: pictures with names people can read, a record beside each, an index that can be deleted. This is its
// door; it knows neither jobs' journal nor hosts.
import type {
  LibraryState,
  PictureDetail,
  OutlineSearch,
  PictureOutline,
  PictureSearch,
} from "#shared/contract/calls/picture-calls.ts";
import type { Notice } from "#shared/contract/notice.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { AssetId, JobId, PictureId, PromptId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { Engine } from "#shared/model/job.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import type { PastPrompt, SavedPrompt } from "#shared/model/prompts.ts";
import { defaultSettings, type PriceTable } from "#shared/model/settings.ts";
import type { PastRequest } from "#shared/rules/prices.ts";
import { createCare, type Care } from "#electron/library/care/care.ts";
import { unwatched } from "#electron/library/parts/care-report.ts";
import type { LibraryEvent } from "#electron/library/parts/library-event.ts";
import { changeRecords } from "#electron/library/change/change-records.ts";
import { createAssetFinder } from "./find-asset.ts";
import { importFile, type Imported, type ImportedCard } from "#electron/library/intake/import-file.ts";
import { importInPlace } from "#electron/library/intake/import-in-place.ts";
import { keepComposite, type Composite } from "#electron/library/intake/keep-composite.ts";
import { keepReply } from "#electron/library/intake/keep-reply.ts";
import {
  childrenOf,
  countPictures,
  parentsOf,
  pastRequests,
  promptHistory,
} from "#electron/library/search/library-queries.ts";
import { createOrganise, type Organise } from "./organise.ts";
import type { AssetFile } from "#electron/library/files/asset-file.ts";
import type { CompleteReply } from "#electron/library/intake/complete-reply.ts";
import type { Incoming } from "#electron/library/intake/incoming.ts";
import { openParts, readFreeBytes, type LibraryOptions } from "./open-parts.ts";
import {
  keepReference,
  referenceFromPicture,
  type HearRecipe,
} from "#electron/library/intake/reference-store.ts";
import { cardFrom } from "#electron/library/search/picture-cards.ts";
import { createPictureChanges, type PictureChanges } from "#electron/library/change/picture-changes.ts";
import { createPictureFinder } from "#electron/library/search/search-pictures.ts";
import { createUsageQueries, type UsageQueries } from "#electron/library/search/usage-queries.ts";

/** One open library. Everything resolves; a rejection is a bug. After `close` nothing else may be called. */
export interface Library extends PictureChanges {
  /** Absolute. Journals and replies under way belong into `spoolFolder`, which is on the same disk. */
  readonly folder: string;
  readonly spoolFolder: string;
  /** What happened while opening, and damage found since. */
  readonly notices: readonly Notice[];

  /**
   * Puts a reply into the library. The same job again gives the same picture, also after a crash at any point, and
   * then `path` may be gone. Bytes that do not decode are kept and badged. Errors: `disk-full` (billed), library errors.
   */
  readonly keepReply: (reply: CompleteReply) => Promise<Result<Picture>>;
  /** The picture of a job, if its reply is in the library. */
  readonly pictureOfJob: (job: JobId) => Picture | null;
  /** A flattened document as a picture of the kind `composite`. */
  readonly keepComposite: (composite: Composite) => Promise<Result<PictureCard>>;
  /** Takes a file in, byte for byte. */
  readonly importFile: (file: Incoming) => Promise<Result<ImportedCard>>;
  /** The same of a file that stays where it is: it is never moved, changed or deleted. */
  readonly importInPlace: (file: {
    readonly path: string;
    readonly name: string;
  }) => Promise<Result<ImportedCard>>;
  /** Keeps a file from outside for requests, made fit to be sent; `notes` say how, `url` is null. A file whose name lies is refused. */
  readonly keepReference: (file: Incoming, onRecipe?: HearRecipe) => Promise<Result<Reference>>;
  readonly referenceFromPicture: (id: PictureId) => Promise<Result<Reference>>;

  /** Pictures (trashed ones too) and references. Null when the library has no such file, or not as it was. */
  readonly resolveAsset: (asset: AssetId) => Promise<AssetFile | null>;
  /** Path of a WebP of at least that width, or as wide as the picture; made when missing. */
  readonly thumbnail: (asset: AssetId, widthPx: number) => Promise<Result<string>>;
  /** Absolute path of a picture's file. */
  readonly pathOf: (id: PictureId) => Result<string>;

  /** Prices are for sorting by cost; without them nothing has a price. */
  readonly search: (search: PictureSearch, prices?: PriceTable) => { total: number; pictures: PictureCard[] };
  /** The shape of a whole result. */
  readonly outline: (search: OutlineSearch, prices?: PriceTable) => PictureOutline;
  /** Ids of a whole result in order, as many as are selected at once. */
  readonly ids: (search: PictureSearch, prices?: PriceTable) => { ids: PictureId[]; total: number };
  /** `costUsd` is left to the caller, who knows the prices. */
  readonly get: (id: PictureId) => Result<Omit<PictureDetail, "costUsd">>;
  readonly state: () => Promise<LibraryState>;
  /** Makes the index anew from files and records. */
  readonly rebuild: () => Promise<Result<{ pictures: number }>>;
  /** The same and more, watched: rebuild, verify, backups. */
  readonly care: Care;

  readonly promptHistory: (text: string, limit: number) => PastPrompt[];
  /** Requests that gave a picture, newest first, for estimates. */
  readonly pastRequests: (engine: Engine, limit: number) => PastRequest[];
  /** What requests used. */
  readonly usage: UsageQueries;
  /** Tags, collections, saved searches, lineage, duplicates. */
  readonly organise: Organise;
  readonly savedPrompts: () => SavedPrompt[];
  readonly savePrompt: (prompt: {
    readonly id: PromptId | null;
    readonly name: string;
    readonly text: string;
  }) => Promise<Result<SavedPrompt>>;
  readonly removePrompt: (id: PromptId) => Promise<Result<Record<string, never>>>;

  /** Returns what ends the listening. */
  readonly onEvent: (listener: (event: LibraryEvent) => void) => () => void;
  readonly close: () => Promise<void>;
}

/** Opens the library in a folder, finishing what a crash left half done. Errors: see `openParts`. */
export async function openLibrary(options: LibraryOptions): Promise<Result<Library>> {
  const opened = await openParts(options);
  if (!opened.ok) return opened;
  const { parts, thumbnails, prompts, collections, searches, notices, onDamage, release } = opened.value;
  const { index, layout } = parts;
  const finder = createPictureFinder(index.db);
  const setting = (prices: PriceTable = defaultSettings.prices) => ({ prices, nowMs: parts.now() });
  const listeners = new Set<(event: LibraryEvent) => void>();
  let isClosed = false;
  const underWay = new Set<Promise<unknown>>();

  const tell = (event: LibraryEvent): void => listeners.forEach((listen) => listen(event));
  const tellAdded = (picture: Picture): void => tell({ name: "picture.added", picture: cardFrom(picture) });
  const find = (id: PictureId): Result<Picture> => {
    const picture = index.byId(id);
    return picture === null ? err({ kind: "not-found", what: "picture", id }) : ok(picture);
  };
  /** Holds back closing until the work is done. */
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const assetFile = createAssetFinder(parts, (id) => {
    const mark = (picture: Picture): Picture => ({ ...picture, problem: "changed" });
    const settled = (pictures: readonly Picture[]): void =>
      tell({ name: "pictures.changed", pictures: pictures.map(cardFrom) });
    void tracked(changeRecords(parts, [id], mark, { ...unwatched, settled }));
  });

  onDamage((notice) => tell({ name: "notice.raised", notice }));
  const care = createCare({ parts, thumbnails, collections, searches, prompts, tell, tracked });
  const tellImported = (done: Result<Imported>): Result<ImportedCard> => {
    if (!done.ok) return done;
    const { picture, outcome } = done.value;
    if (outcome === "added") tellAdded(picture);
    if (outcome === "returned") tell({ name: "picture.returned", ids: [picture.id] });
    return ok({ picture: cardFrom(picture), fresh: outcome === "added", recipe: picture.recipe });
  };

  const library: Library = {
    folder: layout.folder,
    spoolFolder: layout.spool,
    notices,
    keepReply: (reply) =>
      tracked(
        keepReply(parts, thumbnails, reply).then((kept) => {
          if (!kept.ok) return kept;
          if (kept.value.fresh) tellAdded(kept.value.picture);
          return ok(kept.value.picture);
        }),
      ),
    pictureOfJob: index.byJob,
    keepComposite: (composite) =>
      tracked(
        keepComposite(parts, thumbnails, composite).then((kept) => {
          if (!kept.ok) return kept;
          tellAdded(kept.value);
          return ok(cardFrom(kept.value));
        }),
      ),
    importFile: (file) => tracked(importFile(parts, thumbnails, file).then(tellImported)),
    importInPlace: (file) => tracked(importInPlace(parts, thumbnails, file).then(tellImported)),
    keepReference: (file, onRecipe) => tracked(keepReference(parts, file, onRecipe)),
    referenceFromPicture: async (id) => {
      const found = find(id);
      if (!found.ok) return found;
      const { asset, title } = found.value;
      if ((await assetFile(asset)) === null)
        return err({ kind: "reference-missing", name: title.slice(0, 200) });
      return tracked(referenceFromPicture(parts, found.value));
    },
    resolveAsset: assetFile,
    thumbnail: async (asset, widthPx) => {
      const picture = index.byAsset(asset);
      if (picture?.problem === "undecodable") return err({ kind: "not-found", what: "file", id: asset });
      return tracked(thumbnails.find(asset, assetFile, widthPx, picture?.widthPx ?? null));
    },
    pathOf: (id) => {
      const found = find(id);
      return found.ok ? ok(layout.absolute(found.value.file)) : found;
    },
    search: (search, prices) => finder.search(search, setting(prices)),
    outline: (search, prices) => finder.outline(search, setting(prices)),
    ids: (search, prices) => finder.ids(search, setting(prices)),
    get: (id) => {
      const found = find(id);
      if (!found.ok) return found;
      const picture = found.value;
      return ok({
        picture,
        parents: parentsOf(index.db, picture),
        children: childrenOf(index.db, picture),
      });
    },
    ...createPictureChanges({ parts, tell, tracked }),
    state: async () => ({
      folder: layout.folder,
      ...countPictures(index.db),
      freeBytes: await readFreeBytes(layout.folder),
    }),
    rebuild: () => care.rebuild(unwatched),
    care,
    promptHistory: (text, limit) => promptHistory(index.db, text, limit),
    pastRequests: (engine, limit) => pastRequests(index.db, engine, limit),
    usage: createUsageQueries(index.db),
    organise: createOrganise({ parts, collections, searches, tell, tracked }),
    savedPrompts: prompts.list,
    savePrompt: async (prompt) => {
      const saved = await tracked(prompts.save(prompt));
      if (saved.ok) tell({ name: "prompts.changed" });
      return saved;
    },
    removePrompt: async (id) => {
      const removed = await tracked(prompts.remove(id));
      if (removed.ok) tell({ name: "prompts.changed" });
      return removed;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      while (underWay.size > 0) await Promise.allSettled(underWay);
      listeners.clear();
      release();
    },
  };
  return ok(library);
}
