import { MessageChannel, type MessagePort } from "node:worker_threads";
import { vi } from "vitest";
import type { StudioEvent } from "#shared/contract/events.ts";
import { serveDesktopChannel } from "#electron/hosts/desktop-channel.desktop.ts";
import { system } from "#tests/support/electron/stand-in.ts";
import {
  bundlePreload,
  runPreload,
  type PageDoor,
  type PreloadLine,
} from "#tests/support/electron/run-preload.ts";
import { contractSuite } from "./contract-suite.ts";

vi.mock("electron", async () => await import("#tests/support/electron/stand-in.ts"));

type Message =
  | {
      readonly kind: "invoke";
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: "reply"; readonly id: number; readonly value: unknown }
  | { readonly kind: "send"; readonly channel: string; readonly args: readonly unknown[] };

/** The main process' end: what Electron does between `ipcMain` and the wire. */
function serveMain(port: MessagePort): { readonly send: (channel: string, ...args: unknown[]) => void } {
  port.on("message", (message: Message) => {
    if (message.kind !== "invoke") return;
    const senderFrame = { url: "inlay://app/", parent: null };
    const handler = system.handlers.get(message.channel);
    void Promise.resolve(handler?.({ senderFrame }, ...message.args)).then((value) =>
      port.postMessage({ kind: "reply", id: message.id, value }),
    );
  });
  return { send: (channel, ...args) => port.postMessage({ kind: "send", channel, args }) };
}

/** The preload script's end: what Electron does between the wire and `ipcRenderer`. */
function connectPage(port: MessagePort): PreloadLine {
  const waiting = new Map<number, (value: unknown) => void>();
  const listeners = new Map<string, Set<(event: unknown, ...args: unknown[]) => void>>();
  let last = 0;
  port.on("message", (message: Message) => {
    if (message.kind === "reply") waiting.get(message.id)?.(message.value);
    if (message.kind === "send")
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
  });
  return {
    invoke: async (channel, ...args) =>
      await new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        port.postMessage({ kind: "invoke", id: last, channel, args });
      }),
    on: (channel, listener) => {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
    },
    removeListener: (channel, listener) => void listeners.get(channel)?.delete(listener),
  };
}

contractSuite("over a structured clone, through the bundled preload script", async (studio) => {
  const { port1, port2 } = new MessageChannel();
  const webContents = serveMain(port1);
  const window = { isDestroyed: () => false, webContents };
  serveDesktopChannel(studio, () => [window] as never);
  const exposed = runPreload(await bundlePreload(), connectPage(port2));
  const door = exposed["inlay"] as PageDoor;
  if (
    Object.keys(exposed).join() !== "inlay" ||
    Object.keys(door).toSorted().join() !== "host,invoke,onEvent"
  )
    throw new Error("the preload script gives the page more than it should");
  return {
    invoke: door.invoke,
    listen: async (listener) => void door.onEvent((event) => listener(event as StudioEvent)),
    close: async () => {
      port1.close();
      port2.close();
    },
  };
});
