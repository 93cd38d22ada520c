// Reads faults from outside: the X-Demo-Fault header and the body of the control endpoint.
import { z } from "zod";
import type { Fault, FaultPlan } from "./faults.ts";

const fault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("latency"), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal("unauthorised") }),
  z.strictObject({
    kind: z.literal("rate-limited"),
    retryAfterS: z.number().min(0).exactOptional(),
    form: z.enum(["seconds", "date", "none"]).exactOptional(),
  }),
  z.strictObject({ kind: z.literal("server-error") }),
  z.strictObject({ kind: z.literal("html-502") }),
  z.strictObject({ kind: z.literal("moderation") }),
  z.strictObject({ kind: z.literal("reset-before-body") }),
  z.strictObject({ kind: z.literal("reset-after-body") }),
  z.strictObject({ kind: z.literal("stall") }),
  z.strictObject({ kind: z.literal("truncated-json") }),
  z.strictObject({ kind: z.literal("malformed-json") }),
  z.strictObject({ kind: z.literal("drip"), everyMs: z.number().min(1).exactOptional() }),
  z.strictObject({ kind: z.literal("wrong-size") }),
  z.strictObject({ kind: z.literal("expired-url") }),
  z.strictObject({ kind: z.literal("undecodable-base64") }),
  z.strictObject({ kind: z.literal("undecodable-picture") }),
  z.strictObject({ kind: z.literal("no-picture") }),
]) satisfies z.ZodType<Fault>;

const plan = z.strictObject({
  next: z.array(fault).exactOptional(),
  random: z
    .strictObject({ seed: z.number(), rate: z.number().min(0).max(1), faults: z.array(fault) })
    .exactOptional(),
}) satisfies z.ZodType<FaultPlan>;

/** A header value: a kind alone (`server-error`), or a fault as JSON. Undefined when it is neither. */
export function readFault(header: string): Fault | undefined {
  const value = header.startsWith("{") ? parseJson(header) : { kind: header.trim() };
  return fault.safeParse(value).data;
}

/** The body of the control endpoint: a plan as JSON. Undefined when it is not one. */
export function readFaultPlan(value: unknown): FaultPlan | undefined {
  return plan.safeParse(value).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
