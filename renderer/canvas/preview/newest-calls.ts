// Which calls to the placing worker a newer one has made stale. Calls count up.
import type { PlaceTask } from "./place-messages.ts";

type Kind = PlaceTask["kind"];

/** A call of a kind named here is stale once one of those kinds came after it. The rest always gets its answer. */
const OVERTAKEN_BY: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  // While a slider is dragged on, nobody waits for the picture of where it rested.
  stack: ["stack", "preview"],
  preview: ["preview", "stack"],
  overlay: ["overlay"],
};

export class NewestCalls {
  readonly #newest = new Map<Kind, number>();

  arrive(call: number, kind: Kind): void {
    this.#newest.set(kind, call);
  }

  isOvertaken(call: number, kind: Kind): boolean {
    return (OVERTAKEN_BY[kind] ?? []).some((other) => (this.#newest.get(other) ?? 0) > call);
  }
}
