// The door of the demo engine: a loopback server that behaves as the two API documents say.
// Written from the documents; knows no client.
import { createServer, type Server } from "node:http";
import type { DriftLevel } from "./drawing/draw-job.ts";
import { drawingPool } from "./drawing/drawing-pool.ts";
import { faultSource, type FaultPlan } from "./faults.ts";
import { requestHandler } from "./handle-request.ts";
import type { LoggedRequest } from "./request-log.ts";
import { temporaryPictures } from "./temporary-pictures.ts";

/** How the engine is to behave. Everything has a default that suits a person trying the app. */
export interface DemoEngineOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Time added before each picture: a number, or a range to choose from. Default 1,500 to 4,000 ms. */
  readonly latencyMs?: number | readonly [number, number];
  /** How far edits stray from the primary picture. Default "typical". */
  readonly drift?: DriftLevel;
  readonly faults?: FaultPlan;
  /** Heeds the X-Demo-Fault header and POST /__demo/steer. Default false. */
  readonly isSteerableByHttp?: boolean;
  /** Fills `requests`. Default false. */
  readonly keepsRequests?: boolean;
  /** Draws bare gradients instead of scenes, for benches and tests of everything else. Default false. */
  readonly drawsPlain?: boolean;
  /** How many pictures are drawn at the same time. Default 2. */
  readonly maxWorkers?: number;
  /** How long a temporary URL lives. Default one hour. */
  readonly urlLifetimeMs?: number;
  /** The longest accepted body of a call. Default 1 MiB for generations, 256 MiB for edits. */
  readonly bodyCapBytes?: { readonly generations: number; readonly edits: number };
}

/** A running engine. */
export interface DemoEngine {
  /** Where it listens, e.g. `http://127.0.0.1:40123`; the calls are below `/v1`. */
  readonly url: string;
  readonly port: number;
  /** What was received so far; stays empty unless `keepsRequests`. */
  readonly requests: readonly LoggedRequest[];
  /** Replaces the plan of faults. */
  readonly steer: (plan: FaultPlan) => void;
  /** Cuts all connections and ends the workers. */
  readonly close: () => Promise<void>;
}

/** Starts an engine on 127.0.0.1. Rejects when the port is taken. */
export async function startDemoEngine(options: DemoEngineOptions = {}): Promise<DemoEngine> {
  const requests: LoggedRequest[] = [];
  const pool = drawingPool(options.maxWorkers ?? 2);
  const pictures = temporaryPictures(32, Date.now);
  const faults = faultSource(options.faults ?? {});
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  server.on(
    "request",
    requestHandler({
      url,
      pool,
      pictures,
      faults,
      drift: options.drift ?? "typical",
      drawsPlain: options.drawsPlain ?? false,
      latencyMs: options.latencyMs ?? [1_500, 4_000],
      isSteerableByHttp: options.isSteerableByHttp ?? false,
      urlLifetimeMs: options.urlLifetimeMs ?? 3_600_000,
      bodyCapBytes: options.bodyCapBytes ?? { generations: 2 ** 20, edits: 256 * 2 ** 20 },
      keep: (request) => {
        if (options.keepsRequests) requests.push(request);
      },
    }),
  );
  return {
    url,
    port,
    requests,
    steer: faults.steer,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, pool.close()]);
      pictures.clear();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
