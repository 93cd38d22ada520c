// The typed client over either transport, and the only reader of `window.inlay`. No room's state lives here.
import type { StudioEvent } from "#shared/contract/events.ts";
import {
  uploadReplySchema,
  uploadUrl,
  type UploadPurpose,
  type UploadReply,
} from "#shared/contract/media.ts";
import type { CallInput, CallName, CallReply, Invoke } from "#shared/contract/registry.ts";
import { createCallApart } from "./call-apart.ts";
import { createDesktopTransport } from "./desktop-transport.ts";
import { createHttpTransport, readEnvelope, type HttpPlatform } from "./http-transport.ts";
import { openSession } from "./open-session.ts";
import type { Envelope, LinkState, Transport } from "./transport.ts";

const ownOrigin: HttpPlatform = {
  origin: "",
  fetch: async (input, init) => await fetch(input, init),
  openEvents: (url, hear) => {
    const stream = new EventSource(url);
    stream.addEventListener("open", hear.opened);
    stream.addEventListener("message", (message: MessageEvent<string>) => hear.message(message.data));
    // It gives up for good on some failures and retries on others: the transport's one way for both is surer.
    stream.addEventListener("error", () => {
      stream.close();
      hear.failed();
    });
    return () => stream.close();
  },
};

/** Made many times a second while the page draws. */
const manyCalls: ReadonlySet<CallName> = new Set<CallName>(["composition.note"]);
const callApart = createCallApart();

let transport: Transport | undefined;

function chosenTransport(): Transport {
  transport ??=
    window.inlay === undefined ? createHttpTransport(ownOrigin) : createDesktopTransport(window.inlay);
  return transport;
}

let session: Promise<Envelope> | undefined;
/** The same once it has come. */
let stood: Envelope | undefined;

/** The session of this page, opened once: on the desktop it always stands. */
async function standingSession(): Promise<Envelope> {
  session ??=
    window.inlay === undefined
      ? openSession(ownOrigin, window.location, window.history)
      : Promise.resolve({ ok: true, value: {} });
  stood = await session;
  return stood;
}

/**
 * Makes a call of the contract. Resolves always: a host that does not answer is `host-unreachable`, a page without a
 * session `not-allowed`.
 */
export const invoke: Invoke = async <Name extends CallName>(name: Name, input: CallInput<Name>) => {
  // Once it stands the call leaves within the event that makes it, before the page draws what the event changed.
  const standing = stood ?? (await standingSession());
  const apart =
    standing.ok && window.inlay === undefined && manyCalls.has(name) ? callApart(name, input) : null;
  const answer = standing.ok ? await (apart ?? chosenTransport().call(name, input)) : standing;
  // The host parsed the input and typed the answer by the same registry.
  return answer as CallReply<Name>;
};

type LinkListener = (state: LinkState) => void;

const eventListeners = new Set<(event: StudioEvent) => void>();
const linkListeners = new Set<LinkListener>();
let isListening = false;
let link: LinkState | null = null;

function tellLink(state: LinkState): void {
  link = state;
  for (const listener of linkListeners) listener(state);
}

async function startListening(): Promise<void> {
  if (isListening) return;
  isListening = true;
  const opened = await standingSession();
  if (!opened.ok) {
    tellLink("lost");
    return;
  }
  chosenTransport().listen((event) => {
    for (const listener of eventListeners) listener(event);
  }, tellLink);
}

/** Hears every event of the host, in its order. Returns the end of the subscription. */
export function onEvent(listener: (event: StudioEvent) => void): () => void {
  eventListeners.add(listener);
  void startListening();
  return () => eventListeners.delete(listener);
}

/**
 * Hears whether events arrive: `open` at the start and after each break (ask for everything again then), `lost` in
 * between and where no session came about. A late listener hears the present state at once.
 */
export function onLink(listener: LinkListener): () => void {
  linkListeners.add(listener);
  if (link !== null) listener(link);
  void startListening();
  return () => linkListeners.delete(listener);
}

/**
 * Sends a file's bytes to the host, as a reference for a request or as a picture for the library. Resolves always;
 * an abort gives `cancelled`. Errors: `picture-refused`, `too-large`, `disk-full`, library errors.
 */
export async function uploadFile(
  purpose: UploadPurpose,
  blob: Blob,
  name: string,
  signal?: AbortSignal,
): Promise<UploadReply> {
  const opened = await standingSession();
  if (!opened.ok) return opened;
  try {
    const response = await fetch(uploadUrl(purpose, name), {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      credentials: "same-origin",
      body: blob,
      signal: signal ?? null,
    });
    const answer = uploadReplySchema.safeParse(await readEnvelope(response));
    return answer.success ? answer.data : { ok: false, error: { kind: "host-unreachable" } };
  } catch {
    return {
      ok: false,
      error: signal?.aborted === true ? { kind: "cancelled" } : { kind: "host-unreachable" },
    };
  }
}
