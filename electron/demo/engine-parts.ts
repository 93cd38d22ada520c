// What one running engine is made of, as its request handlers see it.
import type { Endpoint } from "./documented-limits.ts";
import type { DriftLevel } from "./drawing/draw-job.ts";
import type { DrawingPool } from "./drawing/drawing-pool.ts";
import type { FaultSource } from "./faults.ts";
import type { LoggedRequest } from "./request-log.ts";
import type { TemporaryPictures } from "./temporary-pictures.ts";

/** Everything a request needs of the engine it came to. */
export interface EngineParts {
  /** Where the engine listens, without a path. */
  readonly url: string;
  readonly pool: DrawingPool;
  readonly pictures: TemporaryPictures;
  readonly faults: FaultSource;
  readonly drift: DriftLevel;
  readonly drawsPlain: boolean;
  readonly latencyMs: number | readonly [number, number];
  readonly isSteerableByHttp: boolean;
  readonly urlLifetimeMs: number;
  readonly bodyCapBytes: Readonly<Record<Endpoint, number>>;
  readonly keep: (request: LoggedRequest) => void;
}
