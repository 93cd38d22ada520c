// The line to the desktop host: what the preload script put on `window.inlay`.
import type { StudioEvent } from "#shared/contract/events.ts";
import { hostUnreachable, isEnvelope, type Transport } from "./transport.ts";

/** What the preload script exposes; values have passed the structured clone. */
export interface DesktopDoor {
  readonly invoke: (name: string, input: unknown) => Promise<unknown>;
  readonly onEvent: (listener: (event: StudioEvent) => void) => () => void;
}

declare global {
  interface Window {
    readonly inlay?: DesktopDoor;
  }
}

export function createDesktopTransport(door: DesktopDoor): Transport {
  return {
    call: async (name, input) => {
      try {
        const answer = await door.invoke(name, input);
        return isEnvelope(answer) ? answer : hostUnreachable;
      } catch {
        // The main process went away, or refused the sender: Electron rejects.
        return hostUnreachable;
      }
    },
    listen: (onEvent, onLink) => {
      const end = door.onEvent(onEvent);
      onLink("open");
      return end;
    },
  };
}
