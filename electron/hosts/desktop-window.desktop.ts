// The one window: where it was, as large as it was, shown when there is something to see.
import { BrowserWindow, dialog, nativeTheme } from "electron";
import type { Log } from "#electron/platform/log.ts";
import { pageAddress } from "./channels.ts";

/** The page's own grounds (`--surface-0`), so that a window that is still empty does not flash. */
const ground = { dark: "#0f0f0f", light: "#fbfbfb" } as const;

/** @param onHeldBack the window was to be closed, but its page holds something unsaved */
export function openWindow(preload: string, log: Pick<Log, "warn">, onHeldBack: () => void): BrowserWindow {
  const window = new BrowserWindow({
    name: "studio",
    windowStatePersistence: true,
    title: "Inlay",
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere than on a Mac the dictionaries would be fetched from a server.
      spellcheck: process.platform === "darwin",
    },
  });
  window.once("ready-to-show", () => window.show());
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    log.warn("page.gone", { reason });
    if (reason !== "clean-exit" && !window.isDestroyed()) window.webContents.reload();
  });
  let isClosing = false;
  window.on("close", () => {
    isClosing = true;
  });
  window.webContents.on("will-prevent-unload", (event) => {
    if (isClosing) onHeldBack();
    else if (mayLose(window)) event.preventDefault();
    isClosing = false;
  });
  void window.loadURL(pageAddress);
  return window;
}

/** A reload while something is unsaved: what a browser asks by itself. */
function mayLose(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: "warning",
    message: "The document on the canvas is not saved yet.",
    detail: "If you reload now, your last changes may be lost.",
    buttons: ["Keep working", "Reload"],
    defaultId: 0,
    cancelId: 0,
  });
  return answer === 1;
}
