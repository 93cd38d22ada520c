// Tells our own page from anything else that could send to the main process. Pure.
import type { Caller } from "#electron/ipc/serve-call.ts";
import { pageHost, pageScheme } from "./channels.ts";

/** The frame that sent a message, as far as it counts. */
export interface SendingFrame {
  readonly url: string;
  /** Null for the top frame. */
  readonly parent: unknown;
}

/**
 * Whether an address is the page's. Protocol and host are compared one by one, because `URL.origin` is the text "null"
 * for every scheme that is not the web's own.
 */
export function isPageAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${pageScheme}:` && host === pageHost && username === "" && password === "";
}

/** @param frame null when it has gone meanwhile */
export function judgeSender(frame: SendingFrame | null): Caller {
  if (frame === null) return { isOwnPage: false, reason: "sender-gone" };
  if (frame.parent !== null) return { isOwnPage: false, reason: "sender-frame" };
  return isPageAddress(frame.url) ? { isOwnPage: true } : { isOwnPage: false, reason: "sender-origin" };
}
