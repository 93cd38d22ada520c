// The line to the browser host: calls by POST, events by server-sent events, both on the page's own origin.
import type { StudioEvent } from "#shared/contract/events.ts";
import { hostUnreachable, isEnvelope, type Envelope, type Transport } from "./transport.ts";

/** The parts of the platform that it stands on; tests hand in their own. */
export interface HttpPlatform {
  /** Origin without a slash at the end; empty for the page's own. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  /** Opens a stream of server-sent events and returns its end. `failed` is heard after the stream has closed. */
  readonly openEvents: (url: string, hear: StreamListener) => () => void;
}

export interface StreamListener {
  readonly opened: () => void;
  readonly message: (data: string) => void;
  readonly failed: () => void;
}

const firstPauseMs = 250;
const longestPauseMs = 5_000;

export function createHttpTransport(platform: HttpPlatform): Transport {
  return {
    call: async (name, input) => await postJson(platform, `/call/${name}`, input),
    listen: (onEvent, onLink) => {
      let end: (() => void) | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let pauseMs = firstPauseMs;
      const open = (): void => {
        end = platform.openEvents(`${platform.origin}/events`, {
          opened: () => {
            pauseMs = firstPauseMs;
            onLink("open");
          },
          message: (data) => onEvent(JSON.parse(data) as StudioEvent),
          failed: () => {
            onLink("lost");
            timer = setTimeout(open, pauseMs);
            pauseMs = Math.min(pauseMs * 2, longestPauseMs);
          },
        });
      };
      open();
      return () => {
        clearTimeout(timer);
        end?.();
      };
    },
  };
}

/** Posts JSON and reads the envelope, whatever the status; without a session the host says `not-allowed`. */
export async function postJson(
  platform: Pick<HttpPlatform, "origin" | "fetch">,
  path: string,
  body: unknown,
): Promise<Envelope> {
  try {
    const response = await platform.fetch(`${platform.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      credentials: "same-origin",
      body: JSON.stringify(body),
    });
    return await readEnvelope(response);
  } catch {
    return hostUnreachable;
  }
}

/** The envelope in a response's body. A refusal without one is `not-allowed`; anything else is no host of ours. */
export async function readEnvelope(response: Response): Promise<Envelope> {
  const text = await response.text();
  try {
    const answer: unknown = JSON.parse(text);
    if (isEnvelope(answer)) return answer;
  } catch {
    // Not JSON: judged by status below.
  }
  return response.status === 401 || response.status === 403
    ? { ok: false, error: { kind: "not-allowed", reason: "session" } }
    : hostUnreachable;
}
