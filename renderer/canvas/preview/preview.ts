// What the stage shows beside the base: placed patches, the take in hand, a view over them. Follows the document, asks the
// worker, owns every bitmap and closes it. Lives as long as the document is open.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { closePicture, type StagePicture } from "#renderer/canvas/stage/stage-scene.ts";
import { frameOf, type Run } from "#shared/model/composition.ts";
import type { AssetId, JobId, PatchId } from "#shared/model/ids.ts";
import type { Region } from "#shared/model/region.ts";
import { findPatch } from "#renderer/canvas/document/patch-changes.ts";
import { describePlacement } from "./describe-placement.ts";
import { baseOf, candidateOf, layerOf, layersOf } from "./place-layers.ts";
import type {
  FoundChanges,
  OverlayKind,
  PlacedLayer,
  PlacedPicture,
  PlaceOutcome,
} from "./place-messages.ts";
import type { Placer } from "./placer.ts";
import { emptyPreview, type PreviewState } from "./preview-state.ts";
import { groundOf, isShownSame, type Shown, shownParts } from "./shown-parts.ts";

/** A take and where it belongs: of a run, or of a patch. */
export type TakeInHand = {
  readonly run: Pick<Run, "region" | "window" | "patch" | "hasGuide" | "cutFrom">;
  readonly job: JobId;
  readonly reply: AssetId;
};

const SETTLE_MS = 220;
/** What is known of a layer on which the worker broke down. */
const short = { picture: null, outcome: { kind: "memory-short" } } as const;

export class Preview {
  readonly store: StoreApi<PreviewState> = createStore(() => emptyPreview);
  readonly #document: CanvasDocument;
  readonly #placer: Placer;
  readonly #stop: () => void;
  readonly #trialPictures = new Map<JobId, StagePicture>();
  /** Trials made or under way, and the region each is for. */
  readonly #tries = new Map<JobId, { readonly region: Region; readonly done: Promise<void> }>();
  /** What was asked for last, and whether it was measured with its own settings. */
  #asked: { readonly shown: Shown; readonly isExact: boolean } | null = null;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #candidateTurn = 0;
  #isDisposed = false;

  constructor(document: CanvasDocument, placer: Placer) {
    this.#document = document;
    this.#placer = placer;
    this.#stop = document.subscribe((state) => this.#follow(state.draft !== null));
    this.#follow(false);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop();
    clearTimeout(this.#settle);
    const { scene } = this.store.getState();
    const shown = [...scene.patches.values(), ...scene.overlays];
    for (const picture of [...shown, ...this.#trialPictures.values()]) closePicture(picture);
    this.#placer.dispose();
  }

  /** Places a take in its run's region, so that its scores are known and it can be shown at once; once for each region. */
  async tryTake(take: TakeInHand): Promise<void> {
    const { region } = take.run;
    if (this.#tries.get(take.job)?.region !== region)
      this.#tries.set(take.job, { region, done: this.#try(take) });
    await this.#tries.get(take.job)?.done;
  }

  async #try(take: TakeInHand): Promise<void> {
    const { composition } = this.#document.getState();
    const patch = take.run.patch === null ? null : (findPatch(composition, take.run.patch) ?? null);
    const answer = await this.#placer.ask({
      kind: "take",
      base: baseOf(composition),
      layers: layersOf(composition, patch?.id ?? null),
      take: candidateOf(take.run, take, patch),
    });
    if (answer === null || this.#isDisposed) return;
    const { picture, outcome } = answer === "failed" ? short : answer.layer;
    if (this.#tries.get(take.job)?.region === take.run.region) this.#putTrial(take.job, picture, outcome);
    else if (picture !== null) closePicture(picture);
  }

  /** Whether a take was placed and changes no pixel. */
  showsNothing(job: JobId): boolean {
    return this.store.getState().trials.get(job)?.kind === "placed" && !this.#trialPictures.has(job);
  }

  /** A take that cannot be tried at all. */
  refuse(job: JobId, outcome: PlaceOutcome): void {
    this.#putTrial(job, null, outcome);
  }

  #putTrial(job: JobId, picture: PlacedPicture | null, outcome: PlaceOutcome): void {
    const before = this.#trialPictures.get(job);
    if (picture === null) this.#trialPictures.delete(job);
    else this.#trialPictures.set(job, { ...picture, opacity: 1 });
    this.store.setState(({ trials, candidate, scene }) => ({
      trials: new Map(trials).set(job, outcome),
      scene: candidate === job ? { ...scene, candidate: this.#trialPictures.get(job) ?? null } : scene,
    }));
    if (before !== undefined) closePicture(before);
  }

  /** Shows a take in place; null takes it away. */
  async show(take: TakeInHand | null): Promise<void> {
    const turn = ++this.#candidateTurn;
    if (take !== null) await this.tryTake(take);
    if (turn !== this.#candidateTurn || this.#isDisposed) return;
    const candidate = take === null ? null : (this.#trialPictures.get(take.job) ?? null);
    this.store.setState(({ scene }) => ({ candidate: take?.job ?? null, scene: { ...scene, candidate } }));
  }

  /** Trials of a run that is closed are not shown again. */
  forget(jobs: readonly JobId[]): void {
    const { candidate, scene, trials } = this.store.getState();
    const isShown = candidate !== null && jobs.includes(candidate);
    if (isShown) this.store.setState({ candidate: null, scene: { ...scene, candidate: null } });
    const left = new Map(trials);
    for (const job of jobs) {
      left.delete(job);
      this.#tries.delete(job);
      const picture = this.#trialPictures.get(job);
      if (picture !== undefined) closePicture(picture);
      this.#trialPictures.delete(job);
    }
    this.store.setState({ trials: left });
  }

  /** Chooses the view over the picture; null for none. */
  setOverlay(overlay: OverlayKind | null): void {
    this.store.setState({ overlay, overlayState: "painting" });
    void this.#paintOverlay();
  }

  /** The selection of a patch with everything that crosses its border; null when nothing does, "failed" for want of memory. */
  async extension(
    id: PatchId,
  ): Promise<{ readonly bounds: StagePicture["rect"]; readonly runs: string } | "failed" | null> {
    const { composition } = this.#document.getState();
    const patch = findPatch(composition, id);
    if (patch === undefined) return null;
    const answer = await this.#placer.ask({
      kind: "extend",
      base: baseOf(composition),
      layers: [...layersOf(composition, id), layerOf(patch)],
    });
    return answer === "failed" ? answer : (answer?.selection ?? null);
  }

  /** What a take changed anywhere in its window. Null when the document is left meanwhile. */
  async changesOf(take: TakeInHand): Promise<FoundChanges | PlaceOutcome | null> {
    const { composition } = this.#document.getState();
    const answer = await this.#placer.ask({
      kind: "islands",
      base: baseOf(composition),
      layers: layersOf(composition, take.run.patch),
      take: candidateOf(take.run, take, null),
    });
    if (answer === null || this.#isDisposed) return null;
    return answer === "failed" ? short.outcome : answer.result;
  }

  #follow(isDraft: boolean): void {
    const { composition } = this.#document.getState();
    // Selections and runs show nothing of themselves.
    const isSame = this.#asked !== null && isShownSame(this.#asked.shown, composition);
    if (isSame && (isDraft || this.#asked?.isExact === true)) return;
    this.#asked = { shown: shownParts(composition), isExact: !isDraft };
    clearTimeout(this.#settle);
    if (!isDraft) return void this.#lay(false);
    void this.#drag();
  }

  /** A step of a slider, reduced; in full where more has changed than settings. */
  async #drag(): Promise<void> {
    const { composition } = this.#document.getState();
    const layers = layersOf(composition);
    const asked = this.#asked;
    const answer = await this.#placer.ask({ kind: "preview", base: baseOf(composition), layers });
    if (answer === null || answer === "failed" || this.#isDisposed) return;
    if (answer.layers === null) return await this.#lay(true);
    this.#putPatches(answer.layers);
    // The slider rests: in full, on what was measured last. Let go, it is measured with its own settings.
    if (this.#asked === asked) this.#settle = setTimeout(() => void this.#lay(true), SETTLE_MS);
  }

  async #lay(isDraft: boolean): Promise<void> {
    const { composition } = this.#document.getState();
    const layers = layersOf(composition);
    const task = { kind: "stack", base: baseOf(composition), layers, isDraft } as const;
    const answer = await this.#placer.ask(task, (layer) => this.#putLaid(layer));
    if (answer === null || this.#isDisposed) return;
    const laid = answer === "failed" ? layers.map(({ id }) => ({ id, ...short })) : answer.layers;
    this.store.setState({ outcomes: new Map(laid.map(({ id, outcome }) => [id, outcome])) });
    if (answer === "failed") return;
    this.#putPatches(answer.layers);
    if (isDraft) return;
    this.#record(answer.layers);
    await this.#paintOverlay();
  }

  /** One patch stands while those above it are still being placed. */
  #putLaid({ id, outcome, picture }: PlacedLayer): void {
    if (this.#isDisposed) return;
    const { scene, outcomes } = this.store.getState();
    const patches = new Map(scene.patches);
    const before = patches.get(id);
    if (picture !== null) patches.set(id, { ...picture, opacity: 1 });
    this.store.setState({ outcomes: new Map(outcomes).set(id, outcome), scene: { ...scene, patches } });
    if (picture !== null && before !== undefined) closePicture(before);
  }

  #putPatches(layers: readonly Pick<PlacedLayer, "id" | "picture" | "isSame">[]): void {
    const { scene } = this.store.getState();
    const patches = new Map<PatchId, StagePicture>();
    for (const { id, isSame, picture } of layers) {
      const before = scene.patches.get(id);
      if (isSame && before !== undefined) patches.set(id, before);
      else if (picture !== null) patches.set(id, { ...picture, opacity: 1 });
    }
    this.store.setState({ scene: { ...scene, patches } });
    const kept = new Set(patches.values());
    for (const picture of scene.patches.values()) if (!kept.has(picture)) closePicture(picture);
  }

  #record(layers: readonly PlacedLayer[]): void {
    for (const { id, outcome } of layers) {
      const patch = findPatch(this.#document.getState().composition, id);
      const found = patch === undefined ? null : describePlacement(outcome, patch.window.rect);
      if (patch === undefined || found === null) continue;
      const take = patch.takes.find(({ job }) => job === patch.mix.chosen);
      if (
        take === undefined ||
        JSON.stringify([take.measured, take.scores]) === JSON.stringify([found.measured, found.scores])
      )
        continue;
      this.#document.actions.recordTake(id, take.job, found.measured, found.scores);
    }
  }

  async #paintOverlay(): Promise<void> {
    const { overlay } = this.store.getState();
    if (overlay === null) return this.#putOverlays([], null);
    const { composition } = this.#document.getState();
    const answer = await this.#placer.ask({
      kind: "overlay",
      base: baseOf(composition),
      layers: layersOf(composition),
      overlay,
    });
    if (answer === null || this.#isDisposed || this.store.getState().overlay !== overlay) return;
    if (answer === "failed") {
      this.#putOverlays([], null);
      this.store.setState({ overlayState: "short" });
      return;
    }
    const ground = await groundOf(overlay, frameOf(composition));
    const shown = [...ground, ...answer.pictures.map((picture) => ({ ...picture, opacity: 1 }))];
    this.#putOverlays(shown, overlay === "depth" ? null : answer.changedPixels, answer.steps);
  }

  #putOverlays(
    overlays: readonly StagePicture[],
    changedPixels: number | null,
    depthSteps: readonly number[] = [],
  ): void {
    const { scene } = this.store.getState();
    this.store.setState({ scene: { ...scene, overlays }, changedPixels, depthSteps, overlayState: "shown" });
    for (const picture of scene.overlays) closePicture(picture);
  }
}
