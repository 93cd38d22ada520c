// Hands the studio's events to every open page, in order, and keeps the newest so that a page whose line broke
// can ask for what it missed. Knows no transport.
import type { StudioEvent } from "#shared/contract/events.ts";

/** An event with its place in the order of this run; the first is 1. */
export interface NumberedEvent {
  readonly number: number;
  readonly event: StudioEvent;
}

export type EventListener = (numbered: NumberedEvent) => void;

export interface EventHub {
  readonly publish: (event: StudioEvent) => void;
  /** Returns the end of the subscription. A listener that throws is reported and does not disturb the others. */
  readonly subscribe: (listener: EventListener) => () => void;
  /** Events after a number, oldest first; null when some of them are no longer kept. */
  readonly since: (number: number) => readonly NumberedEvent[] | null;
  /** The number of the newest event; 0 before the first. */
  readonly newest: () => number;
}

/**
 * @param keptEvents how many are kept for pages that come back
 * @param onListenerError where a listener's throw goes
 */
export function createEventHub(onListenerError: (error: unknown) => void, keptEvents = 256): EventHub {
  const listeners = new Set<EventListener>();
  let kept: NumberedEvent[] = [];
  let newest = 0;
  return {
    publish: (event) => {
      newest += 1;
      const numbered = { number: newest, event };
      kept = [...kept, numbered].slice(-keptEvents);
      for (const listener of listeners) {
        try {
          listener(numbered);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    since: (number) => {
      if (number > newest) return null;
      const missed = kept.filter((numbered) => numbered.number > number);
      return missed.length === newest - number ? missed : null;
    },
    newest: () => newest,
  };
}
