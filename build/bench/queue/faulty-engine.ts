// Run as a child process: the demo engine with three faults in ten requests. Prints its address, then on each line of
// standard input what it saw since the last one, as JSON; ends when its standard input does.
import { createInterface } from "node:readline";
import { startDemoEngine } from "#electron/demo/demo-engine.ts";
import type { Fault } from "#electron/demo/faults.ts";

/** One request as the bench needs it. */
export interface SeenRequest {
  readonly prompt: string;
  readonly status: number;
  readonly fault: string | null;
  /** Whether a picture was drawn for it: what is charged. */
  readonly isPictureMade: boolean;
  /** Whether the whole answer went out. */
  readonly isAnswered: boolean;
}

const faults: readonly Fault[] = [
  { kind: "rate-limited", retryAfterS: 0, form: "seconds" },
  { kind: "rate-limited", retryAfterS: 0, form: "date" },
  { kind: "server-error" },
  { kind: "html-502" },
  { kind: "reset-before-body" },
  { kind: "reset-after-body" },
  { kind: "truncated-json" },
  { kind: "malformed-json" },
  { kind: "no-picture" },
  { kind: "moderation" },
  { kind: "unauthorised" },
  { kind: "undecodable-picture" },
];
const plan = { random: { seed: 20_261_122, rate: 0.3, faults } };

const engine = await startDemoEngine({ latencyMs: 0, keepsRequests: true, faults: plan });
process.stdout.write(`${engine.url}\n`);

let told = 0;
createInterface({ input: process.stdin }).on("line", report);

function promptOf({ parts }: (typeof engine.requests)[number]): string {
  const value = parts.find(({ name }) => name === "prompt")?.value;
  return typeof value === "string" ? value : "";
}

function report(): void {
  const seen = engine.requests.slice(told).map((request): SeenRequest => ({
    prompt: promptOf(request),
    status: request.status,
    fault: request.fault ?? null,
    isPictureMade: request.isPictureMade,
    isAnswered: !request.isCutOff,
  }));
  told = engine.requests.length;
  // The same run of faults for whoever comes next.
  engine.steer(plan);
  process.stdout.write(`${JSON.stringify(seen)}\n`);
}
process.stdin.once("end", () => void engine.close());
