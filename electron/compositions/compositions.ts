// The door of this folder: documents of the canvas of one open library, from the file to the picture that comes out.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type {
  CompositionCard,
  ExportedFile,
  OpenComposition,
  UnreadableDocument,
} from "#shared/contract/calls/composition-calls.ts";
import type { PixelCrop } from "#shared/contract/media.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { createComposition, type Composition } from "#shared/model/composition.ts";
import type { JournalPlace } from "#shared/model/composition-step.ts";
import { idFromBytes, type AssetId, type CompositionId, type PictureId } from "#shared/model/ids.ts";
import type { SizePx } from "#shared/model/image-request.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";
import { nodeDisk } from "#electron/platform/disk.ts";
import { classifyFileError } from "#electron/platform/durable-file.ts";
import { createBaseFinder, describeBase } from "./base-file.ts";
import { completeRuns } from "./complete-runs.ts";
import { createCompositeLine } from "./composite-line.ts";
import type { CompositionParts } from "./composition-parts.ts";
import { cardOf, openCompositionStore } from "./composition-store.ts";
import type { PictureNature } from "./decode-picture.ts";
import type { StoredComposition } from "./document-file.ts";
import { openDocumentCovers, type DocumentCovers } from "./document-covers.ts";
import type { Note } from "./document-journal.ts";
import { explainFailure } from "./explain-failure.ts";
import { openExportShelf, type ShelvedFile } from "./export-shelf.ts";
import { openPixelCache, type PixelKind } from "./pixel-cache.ts";
import type { CompositionPorts } from "./ports.ts";
import { createWaysOut } from "./ways-out.ts";
import { runPatch, type RunReply, type RunWish } from "./run-patch.ts";
import { stackOf } from "./stack-of.ts";
import {
  exportComposition,
  flattenComposition,
  type ExportWish,
  type FlattenReply,
  type FlattenWish,
} from "./take-out.ts";

/** Decoded pixels for a page: RGBA8, straight alpha, sRGB, upright. */
export type DecodedPixels = { readonly width: number; readonly height: number; readonly data: Uint8Array };

export type NewDocument =
  | { readonly kind: "picture"; readonly picture: PictureId }
  | { readonly kind: "blank"; readonly sizePx: SizePx; readonly name: string };

/** Methods answer as the calls of the same names in `shared/contract` say. Everything resolves; a rejection is a bug. */
export interface Compositions {
  readonly list: (isTrashed: boolean) => Promise<Result<CompositionCard[]>>;
  readonly unreadable: (isTrashed: boolean) => Promise<Result<UnreadableDocument[]>>;
  readonly create: (from: NewDocument) => Promise<Result<OpenComposition>>;
  readonly open: (id: CompositionId) => Promise<Result<OpenComposition>>;
  /** `place` is that of the page's journal; null or left out without one. */
  readonly save: (
    document: Composition,
    revision: number,
    place?: JournalPlace | null,
  ) => Promise<Result<{ revision: number; savedAt: number }>>;
  readonly note: (id: CompositionId, note: Note) => Promise<Result<Record<string, never>>>;
  readonly remove: (id: CompositionId) => Promise<Result<Record<string, never>>>;
  readonly restore: (id: CompositionId) => Promise<Result<CompositionCard>>;
  readonly run: (wish: RunWish) => Promise<Result<RunReply>>;
  /** What the pipeline says of each visible patch of a document, as it is handed over, bottom to top. */
  readonly report: (document: Composition) => Promise<Result<readonly PlaceReport[]>>;
  /** Takes back what flattens or exports a document. False when nothing does. */
  readonly stop: (id: CompositionId) => boolean;
  readonly flatten: (wish: FlattenWish) => Promise<Result<FlattenReply>>;
  readonly export: (wish: ExportWish) => Promise<Result<ExportedFile>>;
  /** A file that `export` made; null when it is gone. */
  readonly exported: (token: string) => ShelvedFile | null;
  /** Part of an asset's pixels, halved `level` times. Errors: `not-found`, `too-many-pixels`, `picture-refused`, … */
  readonly pixels: (
    asset: AssetId,
    crop: PixelCrop | null,
    level: number,
    maxPixels: number,
  ) => Promise<Result<DecodedPixels>>;
  /** Where the cover of a document would be. */
  readonly cover: (id: CompositionId) => string;
  /** Errors: `invalid-input`, disk. */
  readonly keepCover: (id: string, bytes: AsyncIterable<Uint8Array>) => Promise<Result<CompositionId>>;
  readonly close: () => Promise<void>;
}

/** Errors: `disk-full`, library errors. */
export async function openCompositions(ports: CompositionPorts): Promise<Result<Compositions>> {
  try {
    const scratch = join(ports.folder, "spool", "canvas");
    // What a run that was cut short left. The library has finished by now what it had begun to take from there.
    for (const name of ["work", "look", "pixels"])
      await rm(join(scratch, name), { recursive: true, force: true });
    const store = await openCompositionStore(ports.folder, ports.now, nodeDisk, ports.log);
    const covers = await openDocumentCovers(
      join(ports.folder, "compositions"),
      join(ports.folder, "trash", "compositions"),
    );
    const shelf = await openExportShelf(join(scratch, "exports"), ports.now);
    const cache = await openPixelCache(join(ports.cacheFolder, "pixels"));
    // What a page waits for does not wait behind a flatten.
    const lines = {
      heavy: createCompositeLine(join(scratch, "work")),
      quick: createCompositeLine(join(scratch, "look")),
      pixels: createCompositeLine(join(scratch, "pixels")),
    };
    const parts = createParts(ports, store, lines, cache.path);
    return ok(
      door(parts, covers, lines.pixels, shelf, cache, async () => {
        await Promise.all([...Object.values(lines), store].map(async (part) => await part.close()));
      }),
    );
  } catch (error) {
    return err(classifyFileError(error, { folder: ports.folder }));
  }
}

type Lines = {
  readonly heavy: ReturnType<typeof createCompositeLine>;
  readonly quick: ReturnType<typeof createCompositeLine>;
  readonly pixels: ReturnType<typeof createCompositeLine>;
};

function createParts(
  ports: CompositionPorts,
  store: CompositionParts["store"],
  lines: Lines,
  rawPath: (asset: AssetId, kind: PixelKind) => string,
): CompositionParts {
  const findBase = createBaseFinder(ports);
  const natures = new Map<AssetId, PictureNature>();
  const parts: CompositionParts = {
    ports,
    store,
    findBase,
    stackOf: async (document, below) =>
      await stackOf(document, await findBase(document), below, {
        findAsset: ports.findAsset,
        rawPath: (asset) => rawPath(asset, "native"),
      }),
    run: async (document, wish, use, signal) => {
      const isQuick = wish.kind === "nature" || wish.kind === "bounds" || wish.kind === "window";
      const line = isQuick ? lines.quick : lines.heavy;
      const tell = (share: number) => {
        if (!isQuick) ports.publish({ name: "composition.progress", id: document.id, done: share });
      };
      const done = await line.run(wish, use, tell, signal);
      if (done.ok) return done;
      const pixels = document.sizePx.widthPx * document.sizePx.heightPx;
      return err(explainFailure(done.error, { name: document.name, pixels, folder: ports.folder }));
    },
    natureOf: async (document, file) => {
      const { base } = document;
      if (base.kind === "blank" || file.state !== "there") return null;
      const known = natures.get(base.asset);
      if (known !== undefined) return known;
      const read = await parts.run(document, { kind: "nature", path: file.path }, async ({ nature }) =>
        Promise.resolve(nature),
      );
      if (!read.ok) return null;
      natures.set(base.asset, read.value);
      return read.value;
    },
    tellSaved: (stored) =>
      ports.publish({ name: "composition.changed", composition: cardOf(stored), revision: stored.revision }),
  };
  return parts;
}

function door(
  parts: CompositionParts,
  covers: DocumentCovers,
  pixelLine: Lines["pixels"],
  shelf: Awaited<ReturnType<typeof openExportShelf>>,
  cache: Awaited<ReturnType<typeof openPixelCache>>,
  close: () => Promise<void>,
): Compositions {
  const { store, ports, tellSaved } = parts;
  const ways = createWaysOut(() => void cache.trim(null));
  const show = async (stored: StoredComposition): Promise<OpenComposition> => {
    const { document, jobs } = completeRuns(stored.document, ports.jobsOfClick);
    const file = await parts.findBase(document);
    const base = describeBase(file.state, await parts.natureOf(document, file), document);
    const { revision, savedAt, place } = stored;
    return { document, revision, savedAt, place, base, jobs };
  };
  return {
    list: async (isTrashed) => {
      const cards = await store.list(isTrashed);
      return cards.ok ? ok(await covers.onCards(cards.value, isTrashed)) : cards;
    },
    unreadable: store.unreadable,
    create: async (from) => {
      const made = newDocument(ports, from);
      if (!made.ok) return made;
      const stored = await store.add(made.value);
      if (!stored.ok) return stored;
      tellSaved(stored.value);
      return ok(await show(stored.value));
    },
    open: async (id) => {
      const opened = await store.open(id);
      if (!opened.ok) return opened;
      if (opened.value.isNew) tellSaved(opened.value.stored);
      return ok(await show(opened.value.stored));
    },
    note: store.note,
    save: async (document, revision, place = null) => {
      const stored = await store.replace(document, revision, revision + 1, place);
      if (!stored.ok) return stored;
      tellSaved(stored.value);
      return ok({ revision: stored.value.revision, savedAt: stored.value.savedAt });
    },
    remove: async (id) => {
      const moved = await store.move(id, true);
      if (!moved.ok) return moved;
      await covers.move(id, true);
      ports.publish({ name: "composition.removed", id });
      return ok({});
    },
    restore: async (id) => {
      const moved = await store.move(id, false);
      if (!moved.ok) return moved;
      await covers.move(id, false);
      if (moved.value === null) return err({ kind: "document-broken", name: id });
      tellSaved(moved.value);
      return ok(cardOf(moved.value));
    },
    run: async (wish) => await runPatch(parts, wish),
    report: async (document) => {
      const stack = await parts.stackOf(document, null);
      if (!stack.ok) return stack;
      return await parts.run(document, { kind: "report", stack: stack.value }, async ({ reports }) =>
        Promise.resolve(reports),
      );
    },
    stop: ways.stop,
    flatten: async (wish) =>
      await ways.goOut(wish.id, async (signal) => await flattenComposition(parts, wish, signal)),
    export: async (wish) =>
      await ways.goOut(wish.id, async (signal) => await exportComposition(parts, shelf, wish, signal)),
    exported: shelf.find,
    cover: covers.path,
    keepCover: async (name, bytes) => {
      const kept = await covers.keep(name, bytes);
      if (kept.ok) ports.publish({ name: "composition.covered", id: kept.value });
      return kept;
    },
    pixels: async (asset, crop, level, maxPixels) => {
      const file = await ports.findAsset(asset);
      if (file === null) return err({ kind: "not-found", what: "file", id: asset });
      const wish = {
        kind: "pixels",
        path: file.path,
        raw: cache.path(asset, "screen"),
        quarter: cache.path(asset, "quarter"),
        crop,
        level,
        maxPixels,
      } as const;
      const done = await pixelLine.run(
        wish,
        async ({ width, height, data }) => Promise.resolve({ width, height, data }),
        (share) => ports.publish({ name: "pixels.progress", asset, done: share }),
      );
      return done.ok
        ? done
        : err(explainFailure(done.error, { name: asset, pixels: 1, folder: ports.folder }));
    },
    close,
  };
}

function newDocument(ports: CompositionPorts, from: NewDocument): Result<Composition> {
  const id = idFromBytes<CompositionId>(ports.randomBytes(8));
  if (from.kind === "blank") return ok(createComposition(id, from.name, from.sizePx));
  const found = ports.findPicture(from.picture);
  if (!found.ok) return found;
  const { asset, widthPx, heightPx, title, problem, kind } = found.value;
  if (problem === "undecodable")
    return err({ kind: "picture-refused", name: title.slice(0, 200), reason: "unreadable", values: {} });
  const sizePx = { widthPx, heightPx };
  const words = kind === "import" ? title.replace(/\.[A-Za-z0-9]{1,5}$/, "") : title;
  const name = words.replace(/\s+/gu, " ").trim().slice(0, 80).toWellFormed() || "Untitled";
  return ok(createComposition(id, name, sizePx, { kind: "picture", asset, picture: found.value.id, sizePx }));
}
