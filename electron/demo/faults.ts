// What can be made to go wrong, and how a fault is chosen for a request: by order, or by seeded chance.
// Knows nothing of sockets.

/** One thing that goes wrong with one request. */
export type Fault =
  /** Adds time before the answer; nothing else goes wrong. */
  | { readonly kind: "latency"; readonly ms: number }
  | { readonly kind: "unauthorised" }
  /** 429 with Retry-After in seconds, as an HTTP date, or without the header. */
  | {
      readonly kind: "rate-limited";
      readonly retryAfterS?: number;
      readonly form?: "seconds" | "date" | "none";
    }
  | { readonly kind: "server-error" }
  | { readonly kind: "html-502" }
  /** 400 with code moderation_blocked. */
  | { readonly kind: "moderation" }
  /** The connection is cut when the request has been read and before a byte of the answer. */
  | { readonly kind: "reset-before-body" }
  /** The connection ends in the middle of the answer's body; what was sent so far arrives. */
  | { readonly kind: "reset-after-body" }
  /** Takes the request and never answers. */
  | { readonly kind: "stall" }
  /** A body that ends too early, with a clean end of the transfer. */
  | { readonly kind: "truncated-json" }
  | { readonly kind: "malformed-json" }
  /** A body that goes on for ever: a few bytes each time. */
  | { readonly kind: "drip"; readonly everyMs?: number }
  /** A picture of another legal size than asked for. */
  | { readonly kind: "wrong-size" }
  /** With response_format url: the URL is expired from the start. Otherwise without effect. */
  | { readonly kind: "expired-url" }
  | { readonly kind: "undecodable-base64" }
  /** Good base64 of bytes that are no picture. */
  | { readonly kind: "undecodable-picture" }
  /** 200 with an empty `data`. */
  | { readonly kind: "no-picture" };

export type FaultKind = Fault["kind"];

/** Which requests go wrong. `next` comes first, one each; then `random`, by chance. */
export interface FaultPlan {
  readonly next?: readonly Fault[];
  /** `rate` is from 0 to 1; the same seed gives the same run of faults. */
  readonly random?: { readonly seed: number; readonly rate: number; readonly faults: readonly Fault[] };
}

/** Gives the fault of each request in turn. */
export interface FaultSource {
  readonly take: () => Fault | undefined;
  readonly steer: (plan: FaultPlan) => void;
}

export function faultSource(plan: FaultPlan): FaultSource {
  let queue = [...(plan.next ?? [])];
  let random = plan.random;
  let chance = seededChance(random?.seed ?? 0);
  return {
    take: () => {
      const queued = queue.shift();
      if (queued || !random || random.faults.length === 0) return queued;
      const isHit = chance() < random.rate;
      const pick = Math.floor(chance() * random.faults.length);
      return isHit ? random.faults[pick] : undefined;
    },
    steer: (next) => {
      queue = [...(next.next ?? [])];
      random = next.random;
      chance = seededChance(random?.seed ?? 0);
    },
  };
}

/** Numbers in [0, 1) that depend only on the seed. */
function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
