// The contract over Electron's IPC: calls in, events out. Every sender is checked, every time.
import { ipcMain, type BrowserWindow } from "electron";
import { serveCall } from "#electron/ipc/serve-call.ts";
import { channels } from "./channels.ts";
import { judgeSender } from "./sender-check.ts";
import type { Studio } from "./studio.ts";

export function serveDesktopChannel(
  studio: Pick<Studio, "handlers" | "events" | "log">,
  windows: () => readonly BrowserWindow[],
): void {
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown) => {
    const caller = judgeSender(event.senderFrame);
    if (!caller.isOwnPage) studio.log.warn("sender.refused", { reason: caller.reason });
    return await serveCall(
      studio.handlers,
      studio.log,
      typeof name === "string" ? name : "",
      { kind: "value", value: input },
      caller,
    );
  });
  studio.events.subscribe(({ event }) => {
    for (const window of windows()) if (!window.isDestroyed()) window.webContents.send(channels.event, event);
  });
}
