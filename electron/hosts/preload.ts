// The only thing the page gets of Electron: one function that asks and one that listens. Runs in the sandbox.
import { contextBridge, ipcRenderer } from "electron";
import { channels } from "./channels.ts";

contextBridge.exposeInMainWorld("inlay", {
  host: "desktop",
  invoke: async (name: unknown, input: unknown): Promise<unknown> =>
    await ipcRenderer.invoke(channels.call, String(name), input),
  onEvent: (listener: (event: unknown) => void): (() => void) => {
    // Electron's own event object carries the sender and stays on this side.
    const pass = (_event: unknown, event: unknown): void => listener(event);
    ipcRenderer.on(channels.event, pass);
    return () => {
      ipcRenderer.removeListener(channels.event, pass);
    };
  },
});
