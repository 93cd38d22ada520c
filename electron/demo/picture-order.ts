// A request that passed every documented check, as a value: what is to be drawn and how it is to be sent back.
import { createHash } from "node:crypto";
import type { PixelSize } from "./check-size.ts";
import type { Endpoint, OutputFormat, ResponseFormat } from "./documented-limits.ts";

/** What to draw. `pictures` holds the primary and then the additional references; empty for a generation. */
export interface PictureOrder {
  readonly endpoint: Endpoint;
  readonly prompt: string;
  readonly size: PixelSize | "auto";
  readonly format: OutputFormat;
  /** 0 to 100; absent when the request leaves it out. Without effect for png. */
  readonly compression: number | undefined;
  readonly moderation: "auto" | "low";
  readonly responseFormat: ResponseFormat;
  readonly pictures: readonly Uint8Array[];
}

/**
 * A 32-bit number that is the same for the same request: from the idempotency key where there is one, so that
 * two takes of one prompt differ, otherwise from everything that was asked.
 */
export function variationOf(order: PictureOrder, idempotencyKey: string | undefined): number {
  const hash = createHash("sha256");
  if (idempotencyKey !== undefined) hash.update(`key:${idempotencyKey}`);
  else {
    const { endpoint, prompt, size, format, compression } = order;
    hash.update(JSON.stringify([endpoint, prompt, size, format, compression ?? null]));
    for (const picture of order.pictures) hash.update(createHash("sha256").update(picture).digest());
  }
  return hash.digest().readUInt32LE(0);
}
