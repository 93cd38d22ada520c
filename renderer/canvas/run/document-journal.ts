// Tells the host what happens to an open document, as it happens: a gesture as it ends, and a stroke while it is drawn, so
// that at its end all but its last points are noted. Quick and small where a save is whole and flushed; it relies on saves
// wherever it breaks off. Knows no tools.
import type { Invoke } from "#shared/contract/registry.ts";
import { stepBetween, type CompositionStep, type JournalPlace } from "#shared/model/composition-step.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { SessionId } from "#shared/model/ids.ts";

export type DocumentJournalParts = {
  readonly invoke: Invoke;
  /** Where the document stood when it was opened. */
  readonly place: JournalPlace;
  /** The document as it would be saved. */
  readonly read: () => Composition;
  /** The document as it would be were the stroke lifted now; null while none is drawn. */
  readonly drawn: () => Composition | null;
  readonly newSession: () => SessionId;
};

/** A stroke under way is noted no more often than this: each note costs the machine about 10 ms of its processors. */
const leastPauseMs = 100;

export class DocumentJournal {
  readonly #parts: DocumentJournalParts;
  #session: SessionId;
  /** What is saved. */
  #from: JournalPlace;
  /** The last state that has a number, with the stroke under way in it, and that number. */
  #last: Composition;
  #step = 0;
  /** The last state without a stroke under way. */
  #settled: { readonly document: Composition; readonly step: number };
  #waiting: CompositionStep[] = [];
  #isDrawing = false;
  #isTelling = false;
  /** Nothing is told until a save has gone well. */
  #isBroken = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = -Infinity;

  /** The document as it is now counts as saved. */
  constructor(parts: DocumentJournalParts) {
    this.#parts = parts;
    this.#session = parts.newSession();
    this.#from = parts.place;
    this.#last = parts.read();
    this.#settled = { document: this.#last, step: 0 };
  }

  /** Says that the document may have changed: that is told at once. */
  touch(): void {
    const document = this.#parts.read();
    if (this.#isBroken || document === this.#settled.document) return;
    this.#number(document);
    this.#settled = { document, step: this.#step };
    void this.#tell();
  }

  /** Says that the stroke under way is longer, or gone. */
  draw(isDrawing: boolean): void {
    this.#isDrawing = isDrawing;
    if (this.#isBroken) return;
    if (!isDrawing) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      // Lifted, it is in the document already; else it was given up.
      if (this.#last === this.#settled.document) return;
      this.#number(this.#settled.document);
      this.#settled = { document: this.#settled.document, step: this.#step };
      void this.#tell();
      return;
    }
    if (this.#isTelling || this.#timer !== undefined) return;
    const pauseMs = Math.max(0, this.#toldAt + leastPauseMs - performance.now());
    if (pauseMs === 0) this.#tellDrawn();
    else this.#timer = setTimeout(() => this.#tellDrawn(), pauseMs);
  }

  /** What a save says of the document, which is the one that is read. A journal that broke off begins anew with it. */
  placeOf(document: Composition): JournalPlace {
    if (this.#isBroken || document !== this.#settled.document) {
      this.#breakOff();
      this.#session = this.#parts.newSession();
      this.#step = 0;
      this.#last = document;
      this.#settled = { document, step: 0 };
    }
    return { session: this.#session, step: this.#settled.step };
  }

  /** A save has gone well. */
  kept(place: JournalPlace): void {
    this.#from = place;
    if (!this.#isBroken || place.session !== this.#session) return;
    this.#isBroken = false;
    this.touch();
    if (this.#isDrawing) this.draw(true);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #tellDrawn(): void {
    this.#timer = undefined;
    const drawn = this.#parts.drawn();
    if (drawn === null || this.#isBroken) return;
    this.#number(drawn);
    void this.#tell();
  }

  /** Gives a state its number; one that equals the last has that one's. */
  #number(document: Composition): void {
    const step = stepBetween(this.#last, document);
    this.#last = document;
    if (step === null) return;
    this.#step += 1;
    this.#waiting.push(step);
  }

  /** One request at a time: what comes meanwhile goes with the next. */
  async #tell(): Promise<void> {
    if (this.#isTelling || this.#isBroken || this.#waiting.length === 0) return;
    const { id } = this.#last;
    const session = this.#session;
    const steps = this.#waiting;
    this.#waiting = [];
    this.#isTelling = true;
    this.#toldAt = performance.now();
    const step = this.#step - steps.length + 1;
    const reply = await this.#parts.invoke("composition.note", {
      id,
      session,
      from: this.#from,
      step,
      steps,
    });
    this.#isTelling = false;
    // Words of a session that is over count no more.
    if (!reply.ok && session === this.#session) return this.#breakOff();
    await this.#tell();
    if (this.#isDrawing) this.draw(true);
    return undefined;
  }

  #breakOff(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isBroken = true;
    this.#waiting = [];
  }
}
