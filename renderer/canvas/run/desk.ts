// One open document with all that works on it: store, view, masks, tools, saving, previews. Made when a document opens,
// disposed when it is left. Draws nothing.
import type { Invoke } from "#shared/contract/registry.ts";
import type { BaseState, OpenComposition } from "#shared/contract/calls/composition-calls.ts";
import { frameOf, type Composition, type Run } from "#shared/model/composition.ts";
import type { JobId } from "#shared/model/ids.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import { chosenTake } from "#shared/model/patch.ts";
import type { RectPx, Region } from "#shared/model/region.ts";
import {
  createCanvasDocument,
  type CanvasDocument,
  type DocumentState,
} from "#renderer/canvas/document/canvas-document.ts";
import { createCanvasView, type CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { findPatch } from "#renderer/canvas/document/patch-changes.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import { createMaskWork } from "#renderer/canvas/document/mask-work.ts";
import { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { selectedBounds } from "#renderer/canvas/document/tiled-mask.ts";
import { Preview, type TakeInHand } from "#renderer/canvas/preview/preview.ts";
import { startPlacer } from "#renderer/canvas/preview/placer.ts";
import {
  createToolSettings,
  type ToolName,
  type ToolSettingsStore,
} from "#renderer/canvas/tools/tool-settings.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import type { AutoSave } from "./auto-save.ts";
import { ChangeDesk } from "./change-desk.ts";
import { runAsPicked } from "./change-picks.ts";
import { createDeskStore, type DeskStore } from "./desk-state.ts";
import { createEverything } from "./everything-in.ts";
import { endOnion } from "./end-onion.ts";
import { keepDocument } from "./keep-document.ts";
import { moveWindow, planRun, windowFromHandles } from "./plan-run.ts";
import { promptAfter } from "./prompt-in-history.ts";
import { endPutAway } from "./put-away.ts";
import { takeCards, type TakeCard } from "./take-cards.ts";
import { TakeTrials } from "./take-trials.ts";

export class Desk {
  readonly document: CanvasDocument;
  readonly view: CanvasView = createCanvasView();
  readonly masks = new RegionMasks(createMaskWork());
  readonly tools: ToolSettingsStore = createToolSettings();
  readonly state: DeskStore = createDeskStore();
  readonly save: AutoSave;
  readonly preview: Preview;
  readonly changes: ChangeDesk;
  readonly base: BaseState;
  /** What tools measure on; null until the stage stands. */
  pixels: PixelSource | null = null;
  readonly #stops: (() => void)[];
  #planned: { readonly region: Region | null; readonly frame: unknown; readonly how: unknown } | null = null;
  readonly #trials: TakeTrials;
  readonly #everything = createEverything();
  /** The tool that was in hand before changes had to be chosen. */
  #toolBefore: ToolName | null = null;

  constructor(invoke: Invoke, opened: OpenComposition) {
    this.base = opened.base;
    this.document = createCanvasDocument(opened.document);
    const kept = keepDocument(invoke, opened, this.document, this.view);
    this.save = kept.save;
    const { byId, receive } = jobsStore.getState();
    for (const job of opened.jobs) if (!byId.has(job.id)) receive(job);
    this.preview = new Preview(this.document, startPlacer());
    this.changes = new ChangeDesk(this, () => {
      // Whoever picks its changes has chosen the take.
      this.state.setState({ isByHand: true });
      this.peek(null);
    });
    this.#trials = new TakeTrials(this, invoke);
    this.#stops = [
      kept.stop,
      this.document.subscribe((next, last) => this.#follow(next, last)),
      this.tools.subscribe((next, prev) => {
        if (next.tool !== prev.tool) void this.showChanges();
      }),
      this.view.subscribe((next, prev) => {
        if (next.activePatch !== prev.activePatch) void this.showChanges();
      }),
      this.state.subscribe((next, prev) => {
        if (next.chosen !== prev.chosen || next.run !== prev.run) void this.showChanges();
        if (next.run !== prev.run) void this.#trials.learn();
        if (
          next.scope !== prev.scope ||
          next.isWholeFrame !== prev.isWholeFrame ||
          next.redo !== prev.redo ||
          next.dragged !== prev.dragged
        )
          this.#plan();
      }),
      jobsStore.subscribe(() => void this.#trials.learn()),
      endOnion(this),
      endPutAway(this),
    ];
    const lastPrompt = opened.document.runs.at(-1)?.prompt;
    if (lastPrompt !== undefined) this.state.setState({ prompt: lastPrompt });
    this.#plan();
    void this.#trials.learn();
  }

  get composition(): Composition {
    return this.document.getState().composition;
  }

  /** The run whose takes are shown: the chosen one, else the newest. */
  shownRun(): Run | null {
    const { runs } = this.composition;
    return runs.find(({ id }) => id === this.state.getState().run) ?? runs.at(-1) ?? null;
  }

  cards(run: Run): TakeCard[] {
    return takeCards(run, jobsStore.getState().byId, this.state.getState().assets);
  }

  /** True on an empty canvas: there is nothing that a run could change. */
  get isBlank(): boolean {
    return this.base.file === "blank" && !this.composition.patches.some(({ isVisible }) => isVisible);
  }

  /** True when a run would be an edit of everything: by choice alone, or where there is nothing to lose. */
  get isWhole(): boolean {
    const { scope, redo } = this.state.getState();
    const isFirst = this.composition.selection === null && this.isBlank;
    return redo === null && (scope === "picture" || isFirst);
  }

  /** The region that a run would be for. */
  runRegion(): Region | null {
    return this.isWhole ? this.#everything(frameOf(this.composition)) : this.#drawnRegion();
  }

  /** What is selected, or the region of the patch that is asked again. */
  #drawnRegion(): Region | null {
    const { redo } = this.state.getState();
    const patch = redo === null ? undefined : findPatch(this.composition, redo);
    return patch?.region ?? this.composition.selection;
  }

  /** A take of the run that is shown, in the region it would be accepted with. Null while its picture is not there. */
  takeInHand(job: JobId): (TakeInHand & { readonly run: Run }) | null {
    const run = this.shownRun();
    const reply = run === null ? null : (this.cards(run).find((card) => card.job === job)?.reply ?? null);
    if (run === null || reply === null) return null;
    return { run: runAsPicked(run, this.changes.pickOf(job)), job, reply };
  }

  /** The stage stands, or is gone. */
  keepPixels(pixels: PixelSource | null): void {
    this.pixels = pixels;
  }

  /** The window was moved, or its handles dragged. */
  dragWindow(rect: RectPx): void {
    const { plan, bounds } = this.state.getState();
    const isMoved = plan?.rect.width === rect.width && plan.rect.height === rect.height;
    const dragged = isMoved && bounds !== null ? moveWindow(plan, rect, bounds, this.composition) : rect;
    this.state.setState({ dragged });
  }

  /** What is unsaved then is lost; see `leave-document.ts`. */
  dispose(): void {
    for (const stop of this.#stops) stop();
    this.save.stop();
    this.preview.dispose();
    this.masks.dispose();
  }

  #follow(next: DocumentState, last: DocumentState): void {
    const { prompt, scope } = this.state.getState();
    const words = promptAfter(next, last, prompt);
    if (words !== prompt) this.state.setState({ prompt: words });
    const { selection } = next.composition;
    // Whoever selects a part does not mean everything any more.
    if (scope === "picture" && selection !== null && selection !== last.composition.selection)
      this.state.setState({ scope: "selection" });
    this.#plan();
    const { activePatch, target } = this.view.getState();
    const isThere = activePatch === null || findPatch(this.composition, activePatch) !== undefined;
    if (!isThere) this.view.actions.set({ activePatch: null, target: { kind: "selection" } });
    else if (target.kind !== "selection" && findPatch(this.composition, target.id) === undefined)
      this.view.actions.set({ target: { kind: "selection" } });
    const { redo } = this.state.getState();
    if (redo !== null && findPatch(this.composition, redo) === undefined) this.state.setState({ redo: null });
    void this.#trials.learn();
  }

  #plan(): void {
    const { composition } = this;
    const { isWholeFrame, redo, dragged } = this.state.getState();
    const { isWhole } = this;
    const region = this.#drawnRegion();
    const how = `${isWhole}|${isWholeFrame}|${redo}|${JSON.stringify(dragged)}`;
    const frame = composition.sizePx;
    const last = this.#planned;
    if (last !== null && last.region === region && last.frame === frame && last.how === how) return;
    this.#planned = { region, frame, how };
    const isOther = last !== null && last.region !== region;
    if (isOther && dragged !== null) {
      this.state.setState({ dragged: null });
      return;
    }
    const patch = redo === null ? undefined : findPatch(composition, redo);
    const box = region === null ? null : selectedBounds(this.masks.maskOf(region));
    const bounds = box === null || box.width === 0 ? null : box;
    const around = bounds === null ? null : (patch?.window ?? this.#windowOf(bounds, dragged, isWholeFrame));
    const plan = isWhole ? planRun(frameOf(composition), composition, true) : around;
    this.state.setState({ bounds, plan });
    this.view.actions.set({ window: isWhole ? null : plan, isWindowFixed: patch !== undefined });
  }

  #windowOf(bounds: RectPx, dragged: RectPx | null, isWholeFrame: boolean): PatchWindow | null {
    const asDragged = dragged === null ? null : windowFromHandles(dragged, bounds, this.composition);
    return asDragged ?? planRun(bounds, this.composition, isWholeFrame);
  }

  /** Which changes are on the stage: those of an edit of everything, or those the tool in hand asks for. */
  async showChanges(): Promise<void> {
    const { chosen } = this.state.getState();
    const take = chosen === null ? null : this.takeInHand(chosen);
    if (take?.run.scope === "picture") {
      if (this.changes.pickOf(take.job) === undefined) return this.changes.show(null, "keep");
      this.changes.show(take, "keep");
      const { tool } = this.tools.getState();
      if (this.#toolBefore === null && tool !== "changes") {
        this.#toolBefore = tool;
        this.tools.actions.choose("changes");
      }
      return this.peek(null);
    }
    const before = this.#toolBefore;
    this.#toolBefore = null;
    if (before !== null && this.tools.getState().tool === "changes") return this.tools.actions.choose(before);
    const wanted = this.tools.getState().tool === "changes" ? (take ?? this.#takeOfPatch()) : null;
    const isSame = () => this.tools.getState().tool === "changes" && this.state.getState().chosen === chosen;
    if (wanted === null) return this.changes.show(null, "select");
    const found = await this.changes.find(wanted, "select");
    if (found !== null && isSame()) this.changes.show(wanted, "select");
    return undefined;
  }

  #takeOfPatch(): TakeInHand | null {
    const { activePatch } = this.view.getState();
    const patch = activePatch === null ? undefined : findPatch(this.composition, activePatch);
    if (patch === undefined) return null;
    const { job, reply, ...take } = chosenTake(patch);
    return { run: { ...take, region: patch.region, window: patch.window, patch: patch.id }, job, reply };
  }

  /** Takes a take in hand and shows it in place; null lays it down. What was chosen by hand is changed by hand alone. */
  choose(job: JobId | null, isByHand = job !== null): void {
    this.state.setState({ chosen: job, isByHand });
    this.peek(job);
  }

  /** Shows a take in place as long as it is hovered over; null shows the one in hand again. */
  peek(job: JobId | null): void {
    const shown = job ?? this.state.getState().chosen;
    const take = shown === null ? null : this.takeInHand(shown);
    const isUnknown = take?.run.scope === "picture" && this.changes.pickOf(take.job) === undefined;
    void this.preview.show(isUnknown ? null : take);
  }
}
