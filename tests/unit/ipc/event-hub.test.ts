import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StudioEvent } from "#shared/contract/events.ts";
import { createEventHub } from "#electron/ipc/event-hub.ts";

const event = (paused: boolean): StudioEvent => ({ name: "queue.changed", paused });

describe("the event hub", () => {
  it("tells all listeners in order, also when one of them throws", () => {
    const errors: unknown[] = [];
    const hub = createEventHub((error) => errors.push(error));
    const heard: number[] = [];
    hub.subscribe(() => {
      throw new Error("a broken listener");
    });
    const end = hub.subscribe(({ number }) => heard.push(number));
    hub.publish(event(true));
    hub.publish(event(false));
    end();
    hub.publish(event(true));
    expect(heard).toEqual([1, 2]);
    expect(errors).toHaveLength(3);
  });

  it("gives exactly what was missed, or says that it no longer knows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 70 }),
        (published, kept, last) => {
          const hub = createEventHub(() => undefined, kept);
          for (let count = 0; count < published; count += 1) hub.publish(event(true));
          const missed = hub.since(last);
          if (last > published || published - last > kept) expect(missed).toBeNull();
          else
            expect(missed?.map(({ number }) => number)).toEqual(
              Array.from({ length: published - last }, (_, index) => last + 1 + index),
            );
        },
      ),
    );
  });
});
