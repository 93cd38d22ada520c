// What the composer of Create holds before it is sent: typed, chosen, dropped. Any room may put a recipe or a picture
// into it. It is kept over restarts; it knows nothing of requests that were sent.
import { z } from "zod";
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  backgroundSchema,
  moderationSchema,
  outputFormatSchema,
  referenceSchema,
  requestSizeSchema,
  type ImageRequest,
  type Reference,
} from "#shared/model/image-request.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { defaultSettings, type Settings } from "#shared/model/settings.ts";

const contentSchema = z.object({
  /** As typed, of any length; a template keeps its `{variables}`. */
  prompt: z.string(),
  /** What was typed for each variable, by name; several values are divided by `|` or line ends. */
  variables: z.record(z.string(), z.string()),
  size: requestSizeSchema,
  format: outputFormatSchema,
  /** Kept while png is chosen, so that it is there again with jpeg; null leaves it to the API. */
  compression: z.number().int().nullable(),
  background: backgroundSchema,
  moderation: moderationSchema,
  takes: z.number().int().min(1).max(1000),
  references: z.array(referenceSchema).max(200),
});

/** Everything in the composer, as a value. It may break rules: it is kept as it is, and flagged. */
export type DraftContent = Readonly<z.infer<typeof contentSchema>>;

export type DraftActions = {
  /** Replaces the named entries. */
  readonly set: (change: Partial<DraftContent>) => void;
  readonly setVariable: (name: string, typed: string) => void;
  /** Takes over a recipe. `takes` stays, unless given. Returns what was there before, for undo. */
  readonly reuse: (request: ImageRequest, takes?: number) => DraftContent;
  /** Puts a picture at the end of the tray; "duplicate" when its bytes are there already, "full" at 200. */
  readonly addReference: (reference: Reference) => "added" | "duplicate" | "full";
  readonly removeReference: (asset: AssetId) => void;
  /** Puts one where another is; the one that comes first is the primary. */
  readonly moveReference: (asset: AssetId, toIndex: number) => void;
  readonly labelReference: (asset: AssetId, label: string) => void;
  /** Chosen defaults in place of everything but prompt, variables and references. */
  readonly applyDefaults: (defaults: Settings["defaults"]) => void;
  /** Puts back a content that an action returned. */
  readonly restore: (content: DraftContent) => void;
};

export type ComposerDraft = DraftContent & {
  /** True until something was ever stored here: the defaults of the settings apply then. */
  readonly isFresh: boolean;
};

export type ComposerDraftStore = StoreApi<ComposerDraft> & { readonly actions: DraftActions };

/** The two calls of `localStorage` that are used. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem">;

const storageKey = "inlay.draft";
const maxReferences = 200;

/** The content alone, without the store's own entries. */
export function contentOf(draft: ComposerDraft): DraftContent {
  const { prompt, variables, size, format, compression, background, moderation, takes, references } = draft;
  return { prompt, variables, size, format, compression, background, moderation, takes, references };
}

/** A draft over a storage; null keeps it for this visit only. A stored draft that does not parse is left out. */
export function createComposerDraft(storage: DraftStorage | null): ComposerDraftStore {
  const stored = readDraft(storage);
  const store = createStore<ComposerDraft>(() => ({
    ...(stored ?? { prompt: "", variables: {}, references: [], ...defaultSettings.defaults }),
    isFresh: stored === null,
  }));
  store.subscribe((draft) => writeDraft(storage, contentOf(draft)));
  return Object.assign(store, { actions: draftActions(store) });
}

function draftActions(store: StoreApi<ComposerDraft>): DraftActions {
  const change = (next: Partial<DraftContent>) => store.setState({ ...next, isFresh: false });
  const references = () => store.getState().references;
  return {
    set: change,
    setVariable: (name, typed) => change({ variables: { ...store.getState().variables, [name]: typed } }),
    reuse: (request, takes = store.getState().takes) => {
      const before = contentOf(store.getState());
      change({ ...request, variables: {}, takes });
      return before;
    },
    addReference: (reference) => {
      if (references().some(({ asset }) => asset === reference.asset)) return "duplicate";
      if (references().length >= maxReferences) return "full";
      change({ references: [...references(), reference] });
      return "added";
    },
    removeReference: (asset) => change({ references: references().filter((kept) => kept.asset !== asset) }),
    moveReference: (asset, toIndex) => {
      const moved = references().find((reference) => reference.asset === asset);
      if (moved === undefined) return;
      change({
        references: references()
          .filter((kept) => kept !== moved)
          .toSpliced(toIndex, 0, moved),
      });
    },
    labelReference: (asset, label) =>
      change({ references: references().map((one) => (one.asset === asset ? { ...one, label } : one)) }),
    applyDefaults: (defaults) => change({ ...defaults }),
    restore: change,
  };
}

function readDraft(storage: DraftStorage | null): DraftContent | null {
  try {
    const text = storage?.getItem(storageKey) ?? null;
    if (text === null) return null;
    const parsed = contentSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Storage that is switched off, or text that is no JSON: the composer starts empty.
    return null;
  }
}

function writeDraft(storage: DraftStorage | null, content: DraftContent): void {
  try {
    storage?.setItem(storageKey, JSON.stringify(content));
  } catch {
    // Full or switched off: the draft then lasts as long as the page.
  }
}

function pageStorage(): DraftStorage | null {
  try {
    return typeof localStorage === "undefined" ? null : localStorage;
  } catch {
    return null;
  }
}

/** The draft of this page. */
export const composerDraft = createComposerDraft(pageStorage());
