import { describe, expect, it } from "vitest";
import { createDesktopTransport } from "#renderer/bridge/desktop-transport.ts";
import type { LinkState } from "#renderer/bridge/transport.ts";
import type { StudioEvent } from "#shared/contract/events.ts";

const unreachable = { ok: false, error: { kind: "host-unreachable" } };

describe("the line to the desktop host", () => {
  it("hands envelopes back", async () => {
    const transport = createDesktopTransport({
      invoke: async (name, input) => structuredClone({ ok: true, value: { name, input } }),
      onEvent: () => () => undefined,
    });
    expect(await transport.call("queue.pause", { paused: true })).toEqual({
      ok: true,
      value: { name: "queue.pause", input: { paused: true } },
    });
  });

  it("never rejects, whatever the door does", async () => {
    const broken = (invoke: () => Promise<unknown>) =>
      createDesktopTransport({ invoke, onEvent: () => () => undefined }).call("job.list", {});
    expect(await broken(async () => await Promise.reject(new Error("gone")))).toEqual(unreachable);
    expect(await broken(async () => null)).toEqual(unreachable);
    expect(await broken(async () => ({ ok: false }))).toEqual(unreachable);
  });

  it("is open at once, and hears events until it ends", () => {
    let tell: ((event: StudioEvent) => void) | null = null;
    const transport = createDesktopTransport({
      invoke: async () => null,
      onEvent: (listener) => {
        tell = listener;
        return () => (tell = null);
      },
    });
    const heard: string[] = [];
    const links: LinkState[] = [];
    const end = transport.listen(
      ({ name }) => heard.push(name),
      (state) => links.push(state),
    );
    tell!({ name: "library.reloaded" });
    end();
    expect(tell).toBeNull();
    expect(heard).toEqual(["library.reloaded"]);
    expect(links).toEqual(["open"]);
  });
});
