// The changes of a take on the stage: found, drawn, kept and rejected. One take at a time. Lives as long as its document.
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { drawIntoTarget } from "#renderer/canvas/document/draw-into-target.ts";
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { Preview, TakeInHand } from "#renderer/canvas/preview/preview.ts";
import { islandAt, markIslands, selectKept } from "#renderer/canvas/tools/change-islands.ts";
import type { JobId } from "#shared/model/ids.ts";
import { keepChanges, startPick, toggleLabel, type ChangePick } from "./change-picks.ts";
import type { DeskStore } from "./desk-state.ts";

/** "keep": the kept changes are what the take is accepted with. "select": they are added to what tools draw into. */
export type ChangeUse = "keep" | "select";

export class ChangeDesk {
  readonly #document: CanvasDocument;
  readonly #view: CanvasView;
  readonly #state: DeskStore;
  readonly #preview: Preview;
  /** The kept changes of a take became others. */
  readonly #onKept: (take: TakeInHand) => void;
  readonly #asked = new Map<JobId, Promise<ChangePick | null>>();
  #shown: { readonly take: TakeInHand; readonly use: ChangeUse } | null = null;

  constructor(
    parts: {
      readonly document: CanvasDocument;
      readonly view: CanvasView;
      readonly state: DeskStore;
      readonly preview: Preview;
    },
    onKept: (take: TakeInHand) => void,
  ) {
    this.#document = parts.document;
    this.#view = parts.view;
    this.#state = parts.state;
    this.#preview = parts.preview;
    this.#onKept = onKept;
  }

  /** What pressing a change does. */
  get use(): ChangeUse {
    return this.#shown?.use ?? "keep";
  }

  /** What a take changed, asked once. Null when it cannot be told; the take's trial then says why. */
  async find(take: TakeInHand, use: ChangeUse): Promise<ChangePick | null> {
    const known = this.pickOf(take.job);
    if (known !== undefined) return known;
    const asked = this.#asked.get(take.job) ?? this.#ask(take, use);
    this.#asked.set(take.job, asked);
    return await asked;
  }

  pickOf(job: JobId): ChangePick | undefined {
    return this.#state.getState().picks.get(job);
  }

  /** Draws the changes of a take that were found; null draws none. */
  show(take: TakeInHand | null, use: ChangeUse): void {
    this.#shown = take === null ? null : { take, use };
    this.#state.setState({ picked: take?.job ?? null });
    this.#draw();
  }

  /** A press on the stage: turns the change there round, or only ever takes it away. False when no changes are shown. */
  press(at: DocPoint, sense: "toggle" | "subtract"): boolean {
    const pick = this.#shownPick();
    if (this.#shown === null || pick === undefined) return false;
    const label = islandAt(pick.changes.found, this.#shown.take.run.window.rect, at);
    if (label === null) return true;
    if (sense === "toggle" || pick.kept.has(label)) this.keep(toggleLabel(pick.kept, label));
    else if (this.#shown.use === "select") this.#takeAway(this.#shown.take, pick, label);
    return true;
  }

  /** Keeps these changes of the take that is shown, and no others. */
  keep(kept: ReadonlySet<number>): void {
    const pick = this.#shownPick();
    if (this.#shown === null || pick === undefined) return;
    const { take, use } = this.#shown;
    const next = keepChanges(take, pick, kept);
    if (next === pick) return;
    this.#put(take.job, next);
    this.#draw();
    if (use === "keep") this.#onKept(take);
    else this.#select(take, pick, next);
  }

  /** Takes that are put away. */
  forget(jobs: readonly JobId[]): void {
    const picks = new Map(this.#state.getState().picks);
    for (const job of jobs) {
      picks.delete(job);
      this.#asked.delete(job);
    }
    this.#state.setState({ picks });
    if (this.#shown !== null && jobs.includes(this.#shown.take.job)) this.show(null, "keep");
  }

  async #ask(take: TakeInHand, use: ChangeUse): Promise<ChangePick | null> {
    const answer = await this.#preview.changesOf(take);
    if (answer === null) return null;
    if (answer.kind !== "found") {
      this.#asked.delete(take.job);
      this.#preview.refuse(take.job, answer);
      return null;
    }
    const pick = startPick(take, answer, use === "keep");
    this.#put(take.job, pick);
    return pick;
  }

  #put(job: JobId, pick: ChangePick): void {
    this.#state.setState(({ picks }) => ({ picks: new Map(picks).set(job, pick) }));
  }

  #shownPick(): ChangePick | undefined {
    return this.#shown === null ? undefined : this.pickOf(this.#shown.take.job);
  }

  #draw(): void {
    const pick = this.#shownPick();
    if (this.#shown === null || pick === undefined) return this.#view.actions.set({ islands: null });
    const { take, use } = this.#shown;
    const { found } = pick.changes;
    // What may be selected is not rejected; what is selected has its own outline.
    const lit = use === "keep" ? pick.kept : new Set(found.islands.map(({ label }) => label));
    const islands = markIslands(found, take.run.window.rect, lit);
    this.#view.actions.set({ islands });
  }

  /** A change may be selected by another tool, or again by undo: it goes all the same. */
  #takeAway({ run }: TakeInHand, { changes: { found } }: ChangePick, label: number): void {
    const isEmpty =
      this.#view.getState().target.kind === "selection" &&
      this.#document.getState().composition.selection === null;
    const operation = selectKept(found, run.window.rect, new Set([label]), "subtract");
    if (!isEmpty && operation !== null)
      drawIntoTarget({ document: this.#document, view: this.#view }, operation);
  }

  /** What was added is added to the selection, or to the area of a patch; what was let go is taken away. */
  #select({ run }: TakeInHand, before: ChangePick, after: ChangePick): void {
    const parts = [
      { mode: "add", labels: [...after.kept].filter((label) => !before.kept.has(label)) },
      { mode: "subtract", labels: [...before.kept].filter((label) => !after.kept.has(label)) },
    ] as const;
    for (const { mode, labels } of parts) {
      const operation = selectKept(after.changes.found, run.window.rect, new Set(labels), mode);
      if (operation !== null) drawIntoTarget({ document: this.#document, view: this.#view }, operation);
    }
  }
}
