// Who answers a request made now: the endpoint, or the demo engine, and why the latter does. Pure.
import type { Hello } from "#shared/contract/calls/app-calls.ts";

export type EngineChoice = Pick<Hello, "engine" | "demoReason">;

export function chooseEngine(facts: {
  readonly hasKey: boolean;
  readonly isChosen: boolean;
  readonly isFlagged: boolean;
}): EngineChoice {
  if (facts.isFlagged) return { engine: "demo", demoReason: "flag" };
  if (facts.isChosen) return { engine: "demo", demoReason: "chosen" };
  return facts.hasKey ? { engine: "api", demoReason: null } : { engine: "demo", demoReason: "no-key" };
}
