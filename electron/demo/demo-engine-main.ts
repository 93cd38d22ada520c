// The demo engine on its own, from the command line.
import { parseArgs } from "node:util";
import { startDemoEngine } from "./demo-engine.ts";
import type { DriftLevel } from "./drawing/draw-job.ts";

const USAGE = `Usage: npm run demo-engine -- [--port N] [--drift none|mild|typical|severe] [--latency MS] [--plain] [--steerable]

  --port       the port to listen on; without it any free one
  --drift      how far edits stray from the primary picture; typical without it
  --latency    milliseconds before each picture; 1500 to 4000 without it
  --plain      draw bare gradients, quickly
  --steerable  heed the X-Demo-Fault header and POST /__demo/steer`;

const DRIFTS: readonly DriftLevel[] = ["none", "mild", "typical", "severe"];

const { values } = parse();
const port = wholeNumber(values.port, "--port", 65_535);
const latencyMs = wholeNumber(values.latency, "--latency", 3_600_000);
const drift = DRIFTS.find((level) => level === (values.drift ?? "typical"));
if (!drift) leave(`--drift takes ${DRIFTS.join(", ")}.`);

const engine = await startDemoEngine({
  drift,
  isSteerableByHttp: values.steerable,
  drawsPlain: values.plain,
  ...(port === undefined ? {} : { port }),
  ...(latencyMs === undefined ? {} : { latencyMs }),
}).catch((error: unknown) => leave(error instanceof Error ? error.message : String(error)));
console.log(`Demo engine is ready: ${engine.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void engine.close().then(() => process.exit(0)));

function parse() {
  try {
    return parseArgs({
      options: {
        port: { type: "string" },
        drift: { type: "string" },
        latency: { type: "string" },
        plain: { type: "boolean", default: false },
        steerable: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return leave(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(text: string | undefined, name: string, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  return /^\d+$/.test(text) && value <= max ? value : leave(`${name} takes a whole number up to ${max}.`);
}

function leave(reason: string): never {
  console.error(`${reason}\n\n${USAGE}`);
  process.exit(2);
}
