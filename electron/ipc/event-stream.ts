// Events as `text/event-stream`: one JSON event a message, its number as the id, a heartbeat so that a dead line shows.
import type { EventHub, NumberedEvent } from "./event-hub.ts";
import { guardHeaders } from "./page-headers.ts";

const heartbeatMs = 15_000;
/** A reader that lets this many messages pile up has gone to sleep; it starts anew when it wakes. */
const maxWaiting = 1_000;

/**
 * Streams until the request is aborted. A reader that names the last number it saw first gets what it missed; where
 * that is no longer known it gets only what comes, and asks for the rest by calls, as after any break.
 */
export function streamEvents(request: Request, hub: EventHub, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const ended = AbortSignal.any([request.signal, signal]);
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const write = (text: string): void => {
          if ((controller.desiredSize ?? 0) < -maxWaiting) finish();
          else controller.enqueue(encoder.encode(text));
        };
        const send = ({ number, event }: NumberedEvent): void =>
          write(`id: ${number}\ndata: ${JSON.stringify(event)}\n\n`);
        const timer = setInterval(() => write(": alive\n\n"), heartbeatMs);
        const unsubscribe = hub.subscribe(send);
        stop = () => {
          clearInterval(timer);
          unsubscribe();
          ended.removeEventListener("abort", finish);
        };
        const finish = (): void => {
          stop();
          controller.close();
        };
        ended.addEventListener("abort", finish);
        write(`retry: 1000\n: ${hub.newest()}\n\n`);
        for (const missed of readMissed(request, hub)) send(missed);
        if (ended.aborted) finish();
      },
      cancel: () => stop(),
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: { ...guardHeaders, "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}

function readMissed(request: Request, hub: EventHub): readonly NumberedEvent[] {
  const last = request.headers.get("last-event-id") ?? "";
  return /^\d{1,15}$/.test(last) ? (hub.since(Number(last)) ?? []) : [];
}
