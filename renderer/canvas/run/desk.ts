// One open document with all that works on it: store, view, masks, tools, saving, previews. Made when a document opens,
// disposed when it is left. Draws nothing.
import type { Invoke } from "#shared/contract/registry.ts";
import type { BaseState, OpenComposition } from "#shared/contract/calls/composition-calls.ts";
import type { Composition, Run } from "#shared/model/composition.ts";
import type { AssetId, JobId } from "#shared/model/ids.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import type { RectPx, Region } from "#shared/model/region.ts";
import { createCanvasDocument, type CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { createCanvasView, type CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { findPatch } from "#renderer/canvas/document/patch-changes.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import { createMaskWork } from "#renderer/canvas/document/mask-work.ts";
import { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { selectedBounds } from "#renderer/canvas/document/tiled-mask.ts";
import { Preview } from "#renderer/canvas/preview/preview.ts";
import { startPlacer } from "#renderer/canvas/preview/placer.ts";
import { createToolSettings, type ToolSettingsStore } from "#renderer/canvas/tools/tool-settings.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import { AutoSave } from "./auto-save.ts";
import { createDeskStore, type DeskStore } from "./desk-state.ts";
import { planRun, windowFromHandles } from "./plan-run.ts";
import { takeCards, unknownPictures, type TakeCard } from "./take-cards.ts";

export class Desk {
  readonly document: CanvasDocument;
  readonly view: CanvasView = createCanvasView();
  readonly masks = new RegionMasks(createMaskWork());
  readonly tools: ToolSettingsStore = createToolSettings();
  readonly state: DeskStore = createDeskStore();
  readonly save: AutoSave;
  readonly preview: Preview;
  readonly base: BaseState;
  /** What tools measure on; null until the stage stands. */
  pixels: PixelSource | null = null;
  readonly #invoke: Invoke;
  readonly #stops: (() => void)[];
  #planned: { readonly region: Region | null; readonly frame: unknown; readonly how: unknown } | null = null;
  readonly #asking = new Set<string>();

  constructor(invoke: Invoke, opened: OpenComposition) {
    this.#invoke = invoke;
    this.base = opened.base;
    this.document = createCanvasDocument(opened.document);
    this.save = new AutoSave({
      invoke,
      read: () => this.document.getState().draft?.composition ?? this.document.getState().composition,
      revision: opened.revision,
    });
    const { byId, receive } = jobsStore.getState();
    for (const job of opened.jobs) if (!byId.has(job.id)) receive(job);
    this.preview = new Preview(this.document, startPlacer());
    this.#stops = [
      this.document.subscribe(() => this.#follow()),
      this.state.subscribe((next, prev) => {
        if (
          next.isWholeFrame !== prev.isWholeFrame ||
          next.redo !== prev.redo ||
          next.dragged !== prev.dragged
        )
          this.#plan();
      }),
      jobsStore.subscribe(() => void this.#learnAssets()),
    ];
    const lastPrompt = opened.document.runs.at(-1)?.prompt;
    if (lastPrompt !== undefined) this.state.setState({ prompt: lastPrompt });
    this.#plan();
    void this.#learnAssets();
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

  /** The region that a run would be for; null when nothing is selected. */
  runRegion(): Region | null {
    const { redo } = this.state.getState();
    const patch = redo === null ? undefined : findPatch(this.composition, redo);
    return patch?.region ?? this.composition.selection;
  }

  /** The stage stands, or is gone. */
  keepPixels(pixels: PixelSource | null): void {
    this.pixels = pixels;
  }

  /** The handles of the window were dragged. */
  dragWindow(rect: RectPx): void {
    this.state.setState({ dragged: rect });
  }

  async dispose(): Promise<void> {
    for (const stop of this.#stops) stop();
    await this.save.close();
    this.preview.dispose();
    this.masks.dispose();
  }

  #follow(): void {
    this.save.touch();
    this.#plan();
    const { activePatch, target } = this.view.getState();
    const isThere = activePatch === null || findPatch(this.composition, activePatch) !== undefined;
    if (!isThere) this.view.actions.set({ activePatch: null, target: { kind: "selection" } });
    else if (target.kind === "patch" && findPatch(this.composition, target.id) === undefined)
      this.view.actions.set({ target: { kind: "selection" } });
    const { redo } = this.state.getState();
    if (redo !== null && findPatch(this.composition, redo) === undefined) this.state.setState({ redo: null });
    void this.#learnAssets();
  }

  #plan(): void {
    const { composition } = this;
    const { isWholeFrame, redo, dragged } = this.state.getState();
    const region = this.runRegion();
    const how = `${isWholeFrame}|${redo}|${JSON.stringify(dragged)}`;
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
    const plan = bounds === null ? null : (patch?.window ?? this.#windowOf(bounds, dragged, isWholeFrame));
    this.state.setState({ bounds, plan });
    this.view.actions.set({ window: plan });
  }

  #windowOf(bounds: RectPx, dragged: RectPx | null, isWholeFrame: boolean): PatchWindow | null {
    const asDragged = dragged === null ? null : windowFromHandles(dragged, bounds, this.composition);
    return asDragged ?? planRun(bounds, this.composition, isWholeFrame);
  }

  /** Addresses of the pictures that takes became, and their trial placements. */
  async #learnAssets(): Promise<void> {
    const { runs } = this.composition;
    const unknown = unknownPictures(runs, jobsStore.getState().byId, this.state.getState().assets);
    for (const id of unknown) {
      if (this.#asking.has(id)) continue;
      this.#asking.add(id);
      const reply = await this.#invoke("picture.get", { id });
      if (!reply.ok) {
        this.#asking.delete(id);
        continue;
      }
      const { asset } = reply.value.picture;
      this.state.setState(({ assets }) => ({ assets: new Map(assets).set(id, asset) }));
    }
    this.#tryTakes();
  }

  #tryTakes(): void {
    const run = this.shownRun();
    if (run === null) return;
    const arrived = this.cards(run).filter(
      (card): card is TakeCard & { readonly reply: AssetId } => card.reply !== null,
    );
    for (const { job, reply } of arrived) void this.preview.tryTake({ run, job, reply });
    const { chosen } = this.state.getState();
    const [first] = arrived;
    if (first !== undefined && !run.jobs.some((job) => job === chosen)) this.choose(first.job);
  }

  /** Takes a take in hand and shows it in place; null lays it down. */
  choose(job: JobId | null): void {
    this.state.setState({ chosen: job });
    this.peek(job);
  }

  /** Shows a take in place as long as it is hovered over; null shows the one in hand again. */
  peek(job: JobId | null): void {
    const run = this.shownRun();
    const shown = job ?? this.state.getState().chosen;
    const reply = run === null ? undefined : this.cards(run).find((card) => card.job === shown)?.reply;
    if (run === null || shown === null || reply === null || reply === undefined) void this.preview.show(null);
    else void this.preview.show({ run, job: shown, reply });
  }
}
