// Rehearses placing in its worker while no call waits, so that the first reply after opening is not the one that the engine
// compiles on. One short rehearsal at a time: a call that comes meanwhile waits for no more than that.
import type { Crew } from "#shared/pixels/crew.ts";
import { rehearsePlacing } from "#shared/pixels/rehearse-placing.ts";
import { hearMessages } from "./hear-messages.ts";

/** After so many the engine has compiled most. */
const REHEARSALS = 6;
/** Nothing was asked for so long: what is being opened is there, and another core is free. */
const REST_MS = 1000;

export class IdleRehearsals {
  readonly #crew: () => Crew;
  #left = REHEARSALS;
  #calls = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** Begins after a rest. */
  constructor(crew: () => Crew) {
    this.#crew = crew;
    this.#wait();
  }

  /** A call has come. `isReal`: it places something, and no rehearsal is needed any more. */
  callCame(isReal: boolean): void {
    this.#calls++;
    if (isReal) this.#left = 0;
  }

  callAnswered(): void {
    this.#calls--;
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#rest);
    if (this.#left > 0) this.#rest = setTimeout(() => void this.#rehearse(), REST_MS);
  }

  async #rehearse(): Promise<void> {
    while (this.#left > 0 && this.#calls === 0) {
      this.#left--;
      rehearsePlacing(this.#crew());
      await hearMessages();
    }
  }
}
