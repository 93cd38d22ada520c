// A line to a served contract, whatever carries it; the suite knows nothing else of the transports.
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Studio } from "#electron/hosts/studio.ts";

export type ServedStudio = Pick<Studio, "handlers" | "events" | "log" | "pixels">;

export interface ContractLine {
  /** The name and the input are what a page could send, right or wrong. */
  readonly invoke: (name: string, input: unknown) => Promise<unknown>;
  /** Resolves when the listening has begun. */
  readonly listen: (listener: (event: StudioEvent) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type OpenLine = (studio: ServedStudio) => Promise<ContractLine>;
