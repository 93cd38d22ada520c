// The open document of the canvas: immutable snapshots in a vanilla store, with undo. Viewport, hover and drafts of tools
// are not in it; saving is the room's business, it subscribes and compares `composition` by identity.
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  extendComposition,
  frameOf,
  type Composition,
  type Margins,
  type Run,
} from "#shared/model/composition.ts";
import type { ClickId, JobId, PatchId } from "#shared/model/ids.ts";
import type { Measured, Patch, Take, TakeScores } from "#shared/model/patch.ts";
import {
  emptyRegion,
  extendRegion,
  shiftRegion,
  type Region,
  type RegionOperation,
  type WholeOperation,
} from "#shared/model/region.ts";
import type { DeedName } from "./deed-names.ts";
import * as history from "./history.ts";
import * as changes from "./patch-changes.ts";

export type DocumentState = history.History;

export type DocumentActions = {
  /** Opens a gesture; `draft` changes it, `commit` makes it one entry of undo, `cancel` forgets it. */
  readonly begin: (deed: DeedName) => void;
  readonly draft: (change: (composition: Composition) => Composition) => void;
  readonly commit: () => void;
  readonly cancel: () => void;
  /** A whole gesture at once. While one is open it joins that one. */
  readonly apply: (deed: DeedName, change: (composition: Composition) => Composition) => void;
  readonly undo: () => void;
  readonly redo: () => void;

  /** Adds to what is selected; begins a selection over the whole frame when there is none. */
  readonly select: (operation: RegionOperation) => void;
  /** Invert, grow, shrink, feather, fill holes. Without a selection only "invert" does something: it selects all. */
  readonly changeSelection: (operation: WholeOperation) => void;
  readonly replaceSelection: (selection: Region | null) => void;
  readonly selectAll: () => void;
  readonly deselect: () => void;
  /** Whole px. */
  readonly moveSelection: (dx: number, dy: number) => void;

  readonly addPatch: (patch: Patch, index?: number) => void;
  readonly renamePatch: (id: PatchId, name: string) => void;
  /** What its newest takes were asked with. */
  readonly rewordPatch: (id: PatchId, prompt: string, references: Patch["references"]) => void;
  /** To a place counted from the bottom (0). */
  readonly movePatch: (id: PatchId, toIndex: number) => void;
  readonly showPatch: (id: PatchId, isVisible: boolean) => void;
  readonly deletePatch: (id: PatchId) => void;
  readonly editRegion: (id: PatchId, operation: RegionOperation) => void;
  readonly replaceRegion: (id: PatchId, region: Region) => void;
  readonly tunePatch: (id: PatchId, tuning: changes.PatchTuning) => void;
  /** Moves the patch's content by px, on top of what was nudged. */
  readonly nudgePatch: (id: PatchId, dx: number, dy: number) => void;
  readonly chooseTake: (id: PatchId, job: JobId) => void;
  /** Shows a take where the operation draws, and nowhere another one that was painted there. */
  readonly paintWith: (id: PatchId, job: JobId, operation: RegionOperation) => void;
  readonly clearPainting: (id: PatchId) => void;
  readonly addTakes: (id: PatchId, takes: readonly Take[]) => void;

  readonly rename: (name: string) => void;
  /** False when the frame would be empty or too large; nothing happened then. */
  readonly extend: (margins: Margins) => boolean;

  /** Facts that undo does not take back: what placing found, and runs under way. */
  readonly recordTake: (
    id: PatchId,
    job: JobId,
    measured: Measured | null,
    scores: TakeScores | null,
  ) => void;
  /** At a place counted from the oldest (0), or as the newest. */
  readonly putRun: (run: Run, at?: number) => void;
  readonly closeRun: (id: ClickId) => void;
};

export type CanvasDocument = StoreApi<DocumentState> & { readonly actions: DocumentActions };

/** Opens a composition with an empty history. */
export function createCanvasDocument(composition: Composition): CanvasDocument {
  const store = createStore<DocumentState>(() => history.startHistory(composition));
  const step = (next: (state: DocumentState) => DocumentState): void => {
    const state = store.getState();
    const changed = next(state);
    if (changed !== state) store.setState(changed, true);
  };
  const core = {
    begin: (deed: DeedName) => step((state) => history.beginDeed(state, deed)),
    draft: (change: (composition: Composition) => Composition) =>
      step((state) => history.draftDeed(state, change)),
    commit: () => step(history.commitDeed),
    cancel: () => step(history.cancelDeed),
    apply: (deed: DeedName, change: (composition: Composition) => Composition) =>
      step((state) =>
        state.draft === null
          ? history.commitDeed(history.draftDeed(history.beginDeed(state, deed), change))
          : history.draftDeed(state, change),
      ),
    undo: () => step(history.undoDeed),
    redo: () => step(history.redoDeed),
  };
  const record = (change: (composition: Composition) => Composition) =>
    step((state) => history.recordFact(state, change));
  const actions: DocumentActions = {
    ...core,
    ...selectionActions(core.apply),
    ...patchActions(core.apply),
    rename: (name) => core.apply("rename", (now) => (now.name === name ? now : { ...now, name })),
    extend: (margins) => {
      const extended = extendComposition(store.getState().composition, margins);
      if (extended !== null) core.apply("extend", () => extended);
      return extended !== null;
    },
    recordTake: (id, job, measured, scores) =>
      record((now) =>
        changes.changePatch(now, id, (patch) => changes.recordTake(patch, job, measured, scores)),
      ),
    putRun: (run, at) => record((now) => changes.putRun(now, run, at)),
    closeRun: (id) => record((now) => changes.closeRun(now, id)),
  };
  return Object.assign(store, { actions });
}

type Apply = DocumentActions["apply"];

function selectionActions(apply: Apply) {
  const put = (selection: Region | null) => (now: Composition) =>
    now.selection === selection ? now : { ...now, selection };
  const selectedOf = (now: Composition) => now.selection ?? emptyRegion(frameOf(now));
  return {
    select: (operation) => apply("select", (now) => put(extendRegion(selectedOf(now), operation))(now)),
    changeSelection: (operation) =>
      apply(operation.kind, (now) =>
        now.selection === null && operation.kind !== "invert"
          ? now
          : put(extendRegion(selectedOf(now), operation))(now),
      ),
    replaceSelection: (selection) => apply("select", put(selection)),
    selectAll: () =>
      apply("select-all", (now) => {
        const frame = frameOf(now);
        return put(extendRegion(emptyRegion(frame), { kind: "rectangle", mode: "replace", ...frame }))(now);
      }),
    deselect: () => apply("deselect", put(null)),
    moveSelection: (dx, dy) =>
      apply("move-selection", (now) =>
        now.selection === null ? now : put(shiftRegion(now.selection, dx, dy))(now),
      ),
  } satisfies Partial<DocumentActions>;
}

function patchActions(apply: Apply) {
  const change = (deed: DeedName, id: PatchId, next: (patch: Patch) => Patch) =>
    apply(deed, (now) => changes.changePatch(now, id, next));
  return {
    addPatch: (patch, index) => apply("add-patch", (now) => changes.addPatch(now, patch, index)),
    renamePatch: (id, name) =>
      change("rename-patch", id, (patch) => (patch.name === name ? patch : { ...patch, name })),
    rewordPatch: (id, prompt, references) =>
      change("add-takes", id, (patch) => ({ ...patch, prompt, references })),
    movePatch: (id, toIndex) => apply("reorder-patches", (now) => changes.movePatch(now, id, toIndex)),
    showPatch: (id, isVisible) =>
      change(isVisible ? "show-patch" : "hide-patch", id, (patch) =>
        patch.isVisible === isVisible ? patch : { ...patch, isVisible },
      ),
    deletePatch: (id) => apply("delete-patch", (now) => changes.deletePatch(now, id)),
    editRegion: (id, operation) =>
      change("edit-region", id, (patch) => ({ ...patch, region: extendRegion(patch.region, operation) })),
    replaceRegion: (id, region) =>
      change("edit-region", id, (patch) => (patch.region === region ? patch : { ...patch, region })),
    tunePatch: (id, tuning) => change("tune-patch", id, (patch) => changes.tunePatch(patch, tuning)),
    nudgePatch: (id, dx, dy) =>
      change("nudge-patch", id, (patch) => {
        const { nudge } = patch.placement;
        return changes.tunePatch(patch, { placement: { nudge: { dx: nudge.dx + dx, dy: nudge.dy + dy } } });
      }),
    chooseTake: (id, job) => change("choose-take", id, (patch) => changes.chooseTake(patch, job)),
    paintWith: (id, job, operation) =>
      change("paint-take", id, (patch) => changes.paintWith(patch, job, operation)),
    clearPainting: (id) => change("paint-take", id, changes.clearPainting),
    addTakes: (id, takes) => change("add-takes", id, (patch) => changes.addTakes(patch, takes)),
  } satisfies Partial<DocumentActions>;
}
