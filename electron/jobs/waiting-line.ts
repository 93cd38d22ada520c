// Who goes next: first come first served, within the parallel limit, not before a wait is over. Knows no wire.
import type { JobId } from "#shared/model/ids.ts";
import type { Engine } from "#shared/model/job.ts";
import type { Ledger } from "./job-ledger.ts";
import type { Clock } from "./ports.ts";

/** An attempt under way. */
export type Flight = { readonly stop: () => void; readonly landed: Promise<void> };

export type WaitingLine = {
  /** Starts what may start now, and comes back when the next wait is over. */
  readonly pump: () => void;
  readonly flight: (id: JobId) => Flight | null;
  /** No job of this engine starts before then; a shorter hold does not end a longer one. */
  readonly hold: (engine: Engine, untilMs: number) => void;
  /** Starts nothing more, stops what flies and waits for its end. */
  readonly close: () => Promise<void>;
};

export type LineOptions = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly parallel: () => number;
  readonly isPaused: () => boolean;
  /** True while nothing of this engine may start, for whatever is spent. */
  readonly isHeldBack: (engine: Engine) => boolean;
  /** Runs a job until it rests. Never rejects. */
  readonly run: (id: JobId, signal: AbortSignal) => Promise<void>;
};

export function createWaitingLine(options: LineOptions): WaitingLine {
  const { ledger, clock } = options;
  const flights = new Map<JobId, Flight>();
  const heldUntil = new Map<Engine, number>();
  let callOffWake = (): void => undefined;
  let isClosed = false;

  function start(id: JobId): void {
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      // The flight is on the list before anything of it happens.
      await Promise.resolve();
      await options.run(id, controller.signal);
      flights.delete(id);
      pump();
    };
    flights.set(id, { stop: () => controller.abort(), landed: run() });
  }

  function pump(): void {
    callOffWake();
    callOffWake = () => undefined;
    if (isClosed || options.isPaused()) return;
    let nextMs = Number.POSITIVE_INFINITY;
    // A copy: starting a job changes the ledger.
    for (const { job } of Array.from(ledger.live())) {
      if (job.state !== "queued" || flights.has(job.id)) continue;
      if (flights.size >= options.parallel()) return;
      if (options.isHeldBack(job.engine)) continue;
      const waitMs = Math.max(job.notBefore ?? 0, heldUntil.get(job.engine) ?? 0) - clock.now();
      if (waitMs <= 0) start(job.id);
      else nextMs = Math.min(nextMs, waitMs);
    }
    if (nextMs !== Number.POSITIVE_INFINITY) callOffWake = clock.after(nextMs, pump);
  }

  return {
    pump,
    flight: (id) => flights.get(id) ?? null,
    hold: (engine, untilMs) => {
      heldUntil.set(engine, Math.max(untilMs, heldUntil.get(engine) ?? 0));
    },
    close: async () => {
      isClosed = true;
      callOffWake();
      const open = [...flights.values()];
      for (const flight of open) flight.stop();
      await Promise.all(open.map(async ({ landed }) => await landed));
    },
  };
}
