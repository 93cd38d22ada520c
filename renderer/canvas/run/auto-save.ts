// Keeps an open document on disk: at once after each change, one save at a time, each resting on the revision before. What
// the host changes in the document by itself (running) takes its turn in the same line; what it only reads does not.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Invoke } from "#shared/contract/registry.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { DocumentJournal } from "./document-journal.ts";

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  /** Nothing was lost: the document is in the page, and is tried again with the next change. */
  | { readonly kind: "failed"; readonly error: StudioError }
  /** Another page saved it; `revision` is that one's. */
  | { readonly kind: "stale"; readonly revision: number };

export type AutoSaveParts = {
  readonly invoke: Invoke;
  readonly read: () => Composition;
  readonly revision: number;
  /** What is noted between saves: each says where it stands with the document that is saved. */
  readonly journal: Pick<DocumentJournal, "placeOf" | "kept">;
};

export class AutoSave {
  readonly state: StoreApi<SaveState> = createStore<SaveState>(() => ({ kind: "saved" }));
  readonly #parts: AutoSaveParts;
  #revision: number;
  #saved: Composition;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #line: Promise<unknown> = Promise.resolve();

  /** The document as it is now counts as saved. */
  constructor(parts: AutoSaveParts) {
    this.#parts = parts;
    this.#revision = parts.revision;
    this.#saved = parts.read();
  }

  get revision(): number {
    return this.#revision;
  }

  /** Says that the document may have changed. */
  touch(): void {
    if (this.#parts.read() === this.#saved || this.state.getState().kind === "stale") return;
    // "Saved" is never said of what is not on disk.
    if (this.state.getState().kind === "saved") this.state.setState({ kind: "saving" }, true);
    clearTimeout(this.#timer);
    // As soon as the gesture's own work is done.
    this.#timer = setTimeout(() => void this.flush(), 0);
  }

  /** Saves what is unsaved. Resolves with the revision on disk. */
  async flush(): Promise<Result<number>> {
    return await this.#next(async () => await this.#save());
  }

  /**
   * Saves, then does something that rests on what is saved; nothing is saved meanwhile. `work` gets the revision, and
   * `adopt` reads a new one from what it answers.
   */
  async withSaved<Value>(
    work: (revision: number) => Promise<Result<Value>>,
    adopt: (value: Value) => number | null = () => null,
  ): Promise<Result<Value>> {
    return await this.#next(async () => {
      const saved = await this.#save();
      if (!saved.ok) return saved;
      const reply = await work(saved.value);
      if (reply.ok) this.#revision = adopt(reply.value) ?? this.#revision;
      if (!reply.ok && reply.error.kind === "stale-revision") this.#stale(reply.error.revision);
      return reply;
    });
  }

  /**
   * Saves, then does something that reads what is saved, however long it takes; later saves do not wait for it. Where one
   * of them was quicker than the question, it is asked again for what is saved by then.
   */
  async restingOnSaved<Value>(work: (revision: number) => Promise<Result<Value>>): Promise<Result<Value>> {
    for (;;) {
      const saved = await this.flush();
      if (!saved.ok) return saved;
      const reply = await work(saved.value);
      if (reply.ok || reply.error.kind !== "stale-revision") return reply;
      const { revision } = reply.error;
      const now = await this.flush();
      if (!now.ok) return now;
      if (now.value < revision || now.value === saved.value) {
        this.#stale(revision);
        return reply;
      }
    }
  }

  /** The document in the page is the one that counts: it replaces the other on disk. */
  async overwrite(): Promise<Result<number>> {
    const state = this.state.getState();
    if (state.kind === "stale") this.#revision = state.revision;
    this.state.setState({ kind: "saving" }, true);
    return await this.flush();
  }

  /** True while the page has changes that no save holds. */
  get isUnsaved(): boolean {
    return this.#parts.read() !== this.#saved;
  }

  /** Saves what is unsaved; ok says that nothing is lost if the document is left now. Another page's is not written over. */
  async settle(): Promise<Result<number>> {
    for (;;) {
      const state = this.state.getState();
      if (!this.isUnsaved && state.kind === "stale") return ok(this.#revision);
      if (state.kind === "stale") return err({ kind: "stale-revision", revision: state.revision });
      const saved = await this.flush();
      if (!saved.ok || !this.isUnsaved) return saved;
    }
  }

  /** Ends: nothing is saved any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #next<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#line.then(work);
    this.#line = turn.catch(() => undefined);
    return await turn;
  }

  async #save(): Promise<Result<number>> {
    clearTimeout(this.#timer);
    const document = this.#parts.read();
    if (document === this.#saved && this.state.getState().kind !== "failed") {
      if (this.state.getState().kind === "saving") this.state.setState({ kind: "saved" }, true);
      return ok(this.#revision);
    }
    this.state.setState({ kind: "saving" }, true);
    const { invoke, journal } = this.#parts;
    const place = journal.placeOf(document);
    const reply = await invoke("composition.save", { revision: this.#revision, document, place });
    if (!reply.ok) {
      if (reply.error.kind === "stale-revision") this.#stale(reply.error.revision);
      else this.state.setState({ kind: "failed", error: reply.error }, true);
      return reply;
    }
    this.#revision = reply.value.revision;
    this.#saved = document;
    journal.kept(place);
    this.state.setState({ kind: "saved" }, true);
    this.touch();
    return ok(this.#revision);
  }

  #stale(revision: number): void {
    this.state.setState({ kind: "stale", revision }, true);
  }
}
