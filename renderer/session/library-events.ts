// What happens to pictures, for the rooms that show some.
import { onEvent } from "#renderer/bridge/bridge.ts";
import type { StudioEvent } from "#shared/contract/events.ts";

/** `library.reloaded` also after a break of the line: what is known of pictures may be old then. */
export type LibraryEvent = Extract<
  StudioEvent,
  { name: "picture.added" | "pictures.changed" | "picture.removed" | "picture.returned" | "library.reloaded" }
>;

const listeners = new Set<(event: LibraryEvent) => void>();

/** Hears every change of pictures until the returned function is called. */
export function onLibraryEvent(listener: (event: LibraryEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the rooms; connect-session.ts calls it after a break of the line. */
export function tellLibraryEvent(event: LibraryEvent): void {
  for (const listener of listeners) listener(event);
}

/** Passes on what the host says of pictures. */
export function followLibrary(): () => void {
  return onEvent((event) => {
    switch (event.name) {
      case "picture.added":
      case "pictures.changed":
      case "picture.removed":
      case "picture.returned":
      case "library.reloaded":
        tellLibraryEvent(event);
        break;
      default:
    }
  });
}
