// Writes answers to the socket: refusals, pictures, and the ways in which a body can go wrong on its way.
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";
import { refusalBody, type Refusal } from "./refusal.ts";
import type { UsageFigures } from "./usage-figures.ts";

/** What a 200 carries: the picture's bytes, or the URL they can be had from. */
export interface PictureReply {
  readonly createdS: number;
  readonly picture: { readonly bytes: Uint8Array } | { readonly url: string } | undefined;
  readonly usage: UsageFigures;
}

/** A multiple of 3, so that base64 of the slices joins without padding in between. */
const SLICE_BYTES = 192 * 1024;

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  const body = refusalBody(refusal);
  response.writeHead(refusal.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...(refusal.retryAfter === undefined ? {} : { "retry-after": refusal.retryAfter }),
    ...(refusal.allow === undefined ? {} : { allow: refusal.allow }),
  });
  response.end(body);
}

/** Sends a picture; `fault` decides whether the body arrives whole. Resolves when it is written or cut off. */
export async function sendPicture(
  response: ServerResponse,
  reply: PictureReply,
  fault: Fault | undefined,
): Promise<void> {
  const { head, tail } = envelope(reply, fault);
  const bytes = bytesOf(reply, fault);
  const total = head.length + 4 * Math.ceil(bytes.byteLength / 3) + tail.length;
  if (fault?.kind === "drip") {
    await drip(response, head, fault.everyMs ?? 50);
    return;
  }
  const isEndless = fault?.kind === "truncated-json";
  response.writeHead(200, {
    "content-type": "application/json",
    ...(isEndless ? {} : { "content-length": total }),
  });
  const isCut = fault?.kind === "truncated-json" || fault?.kind === "reset-after-body";
  await write(response, isCut && bytes.byteLength === 0 ? head.slice(0, head.length / 2) : head);
  const until = isCut ? Math.ceil(bytes.byteLength / 2) : bytes.byteLength;
  for (let at = 0; at < until && !response.destroyed; at += SLICE_BYTES) {
    const slice = bytes.subarray(at, Math.min(at + SLICE_BYTES, until));
    await write(response, Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength).toString("base64"));
  }
  // A reset packet would take back what the other side has not read yet: flush, then close.
  if (fault?.kind === "reset-after-body") response.socket?.destroySoon();
  else response.end(isCut ? "" : tail);
}

/** The JSON around the picture's base64, in ASCII. */
function envelope(reply: PictureReply, fault: Fault | undefined): { head: string; tail: string } {
  const usage = JSON.stringify(reply.usage);
  const opening = fault?.kind === "malformed-json" ? "{created:" : '{"created":';
  const start = `${opening}${reply.createdS},"data":[`;
  if (!reply.picture) return { head: start, tail: `],"usage":${usage}}` };
  if ("url" in reply.picture)
    return { head: `${start}{"url":${JSON.stringify(reply.picture.url)}`, tail: `}],"usage":${usage}}` };
  const spoilt = fault?.kind === "undecodable-base64" ? "*%~not base64~%*" : "";
  return { head: `${start}{"b64_json":"${spoilt}`, tail: `"}],"usage":${usage}}` };
}

function bytesOf(reply: PictureReply, fault: Fault | undefined): Uint8Array {
  if (!reply.picture || "url" in reply.picture) return new Uint8Array();
  if (fault?.kind === "undecodable-picture") return Buffer.from("This is not a picture. ".repeat(200));
  return reply.picture.bytes;
}

/** Sends the head and then a little filler for ever, until the other side or the engine ends it. */
async function drip(response: ServerResponse, head: string, everyMs: number): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  response.write(head);
  const timer = setInterval(() => response.write("AAAA"), everyMs);
  await once(response, "close");
  clearInterval(timer);
}

async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed || response.write(text, "latin1")) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.on("drain", done);
    response.on("close", done);
  });
}
