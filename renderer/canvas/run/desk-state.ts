// What the room holds beside the document while one is open: what is typed, what would be sent, which take is in hand.
// None of it is part of the document.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ExportFormat } from "#shared/contract/calls/composition-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { AssetId, ClickId, JobId, PatchId, PictureId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { CutFrom, PatchWindow } from "#shared/model/patch.ts";
import type { RectPx } from "#shared/model/region.ts";
import type { ChangePick } from "./change-picks.ts";
import type { PutAway } from "./put-away.ts";

/** A way out under way: which, and since when, Unix milliseconds. */
export type Making = { readonly what: ExportFormat | "library" | "copy"; readonly since: number };

export type DeskState = {
  readonly prompt: string;
  readonly references: readonly Reference[];
  readonly takes: number;
  /** "picture": everything may change; chosen for one run, and back to "selection" once it was sent. */
  readonly scope: "selection" | "picture";
  /** Sends a second picture with the region outlined. */
  readonly hasGuide: boolean;
  /** Sends the whole frame around the selection. */
  readonly isWholeFrame: boolean;
  /** The patch that is asked again; null for a new one. */
  readonly redo: PatchId | null;
  /** What the window of the patch that is asked again is cut from. */
  readonly cutFrom: CutFrom;
  /** What is selected, its smallest box; null for nothing. */
  readonly bounds: RectPx | null;
  /** The window that would be sent. */
  readonly plan: PatchWindow | null;
  /** The window as its handles were left; null while it is planned. */
  readonly dragged: RectPx | null;
  readonly isSending: boolean;
  /** What was pressed for, until the host has answered with its jobs; null for nothing. */
  readonly pending: { readonly takes: number; readonly size: PatchWindow["request"] } | null;
  readonly sendError: StudioError | null;
  /** The run whose takes are in the strip; null takes the newest. */
  readonly run: ClickId | null;
  readonly chosen: JobId | null;
  /** The designer chose it; else it came to hand by itself. */
  readonly isByHand: boolean;
  /** The run of which the best take was taken in hand once. */
  readonly bestHeld: ClickId | null;
  /** The run that was put away, as long as nothing was done since; null for none. */
  readonly putAway: PutAway | null;
  readonly assets: ReadonlyMap<PictureId, AssetId>;
  /** What takes changed, and what of it is kept, as far as it was asked. */
  readonly picks: ReadonlyMap<JobId, ChangePick>;
  /** The take whose changes are shown on the stage; null for none. */
  readonly picked: JobId | null;
  /** A measuring tool works. */
  readonly isMeasuring: boolean;
  /** The patch in hand is shown half clear, to lay it by hand. */
  readonly isOnion: boolean;
  /** The base on the stage: "coarse" while what is looked at is not all there at its best. */
  readonly base: "none" | "loading" | "coarse" | "shown" | "failed";
  /** How far the host is with decoding the base, 0..1; null when it does not. */
  readonly decoded: number | null;
  /** Flattening or exporting, 0..1; null when neither goes on. */
  readonly progress: number | null;
  /** What is being made by that; null when nothing is. */
  readonly making: Making | null;
  /** Files and pictures that go out carry the proof's figures. */
  readonly hasProofInFile: boolean;
};

export type DeskStore = StoreApi<DeskState>;

export function createDeskStore(): DeskStore {
  return createStore<DeskState>(() => ({
    prompt: "",
    references: [],
    takes: 2,
    scope: "selection",
    hasGuide: false,
    isWholeFrame: false,
    redo: null,
    cutFrom: "below",
    bounds: null,
    plan: null,
    dragged: null,
    isSending: false,
    pending: null,
    sendError: null,
    run: null,
    chosen: null,
    isByHand: false,
    bestHeld: null,
    putAway: null,
    assets: new Map(),
    picks: new Map(),
    picked: null,
    isMeasuring: false,
    isOnion: false,
    base: "none",
    decoded: null,
    progress: null,
    making: null,
    hasProofInFile: false,
  }));
}
