// Takes as they come: their pictures' addresses, a trial placement of each, and which one is in hand while the designer has
// chosen none. Draws nothing.
import type { TakeInHand } from "#renderer/canvas/preview/preview.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import type { Run } from "#shared/model/composition.ts";
import type { JobId, PictureId } from "#shared/model/ids.ts";
import { ASPECT_TOLERANCE } from "#shared/pixels/align-take.ts";
import type { Desk } from "./desk.ts";
import { isSettledRun, unknownPictures } from "./take-cards.ts";
import { obstacleOf, rankedJobs } from "./take-worth.ts";

export class TakeTrials {
  readonly #desk: Desk;
  readonly #invoke: Invoke;
  readonly #asking = new Set<string>();

  constructor(desk: Desk, invoke: Invoke) {
    this.#desk = desk;
    this.#invoke = invoke;
  }

  /** Addresses of the pictures that takes became, and their trial placements. */
  async learn(): Promise<void> {
    const { state, composition } = this.#desk;
    const unknown = unknownPictures(composition.runs, jobsStore.getState().byId, state.getState().assets);
    for (const id of unknown) {
      if (this.#asking.has(id)) continue;
      this.#asking.add(id);
      const reply = await this.#invoke("picture.get", { id });
      if (!reply.ok) {
        this.#asking.delete(id);
        continue;
      }
      const { asset } = reply.value.picture;
      this.#judgeShape(id, reply.value.picture);
      state.setState(({ assets }) => ({ assets: new Map(assets).set(id, asset) }));
    }
    const run = this.#desk.shownRun();
    if (run === null) return;
    for (const { job, reply } of this.#desk.cards(run))
      if (reply !== null) void this.#tryOne({ run, job, reply }).then(() => this.#hold());
    this.#hold();
  }

  /** [S3] of the pipeline, before pixels are read: a take of another shape is never offered, not even for a moment. */
  #judgeShape(id: PictureId, { widthPx, heightPx }: { widthPx: number; heightPx: number }): void {
    const { byId } = jobsStore.getState();
    for (const run of this.#desk.composition.runs) {
      const { width, height } = run.window.request;
      const isOther = Math.abs((widthPx * height) / (heightPx * width) - 1) > ASPECT_TOLERANCE;
      const job = isOther ? run.jobs.find((known) => byId.get(known)?.picture === id) : undefined;
      if (job !== undefined) this.#desk.preview.refuse(job, { kind: "refused", reason: "aspect" });
    }
  }

  /** An edit of everything is tried with what it changed, and nothing else. */
  async #tryOne(take: TakeInHand & { readonly run: Run }): Promise<void> {
    const desk = this.#desk;
    const isWhole = take.run.scope === "picture";
    if (isWhole && (await desk.changes.find(take, "keep")) === null) return;
    const found = isWhole ? desk.takeInHand(take.job) : take;
    if (found === null) return;
    await desk.preview.tryTake(found);
    if (isWhole && desk.state.getState().chosen === take.job) await desk.showChanges();
  }

  /**
   * [T3] While the designer has chosen none: the first take that can be placed, and once, when all have come, the best.
   */
  #hold(): void {
    const desk = this.#desk;
    const run = desk.shownRun();
    if (run === null) return;
    const { chosen, isByHand, bestHeld } = desk.state.getState();
    const hasOne = chosen !== null && run.jobs.includes(chosen);
    if (hasOne && (isByHand || bestHeld === run.id)) return;
    const cards = desk.cards(run);
    const { trials } = desk.preview.store.getState();
    const [best] = rankedJobs(cards, desk.preview);
    if (isSettledRun(cards, trials)) {
      if (best !== undefined) desk.state.setState({ bestHeld: run.id });
      if (hasOne || best !== undefined) this.#take(best ?? null);
      return;
    }
    // Until its trial says otherwise, one that came is taken to be placeable.
    if (hasOne && obstacleOf(trials.get(chosen) ?? null) === null) return;
    this.#take(best ?? cards.find(({ job, reply }) => reply !== null && !trials.has(job))?.job ?? null);
  }

  #take(job: JobId | null): void {
    if (job !== this.#desk.state.getState().chosen) this.#desk.choose(job, false);
  }
}
