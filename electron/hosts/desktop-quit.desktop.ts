// The end of the desktop app: asks before it cuts requests that may have to be paid for, lets the pages save what they hold,
// then closes in order.
import { app, BrowserWindow, dialog } from "electron";
import { isSettled } from "#shared/model/job.ts";
import type { Studio } from "./studio.ts";

/** Jobs whose socket may be open now. */
function countInFlight(session: Studio["session"]): number {
  const shelf = session.current();
  if (!shelf.ok) return 0;
  const { jobs } = shelf.value.queue.list(0);
  return jobs.filter((job) => !isSettled(job) && job.state !== "queued").length;
}

/** @param reopen called when the user stays although the last window is gone */
export function closeInOrder(studio: Studio, reopen: () => void): void {
  let state: "open" | "closing" | "closed" = "open";
  /** A page held the end back; it closes its window when it has saved. */
  let isWanted = false;
  const end = async (): Promise<void> => {
    const inFlight = countInFlight(studio.session);
    if (inFlight > 0 && !(await mayCut(inFlight))) {
      state = "open";
      reopen();
      return;
    }
    // The pages first: what they save needs the studio.
    if (!(await closeWindows())) {
      state = "open";
      isWanted = true;
      return;
    }
    await studio.close();
    state = "closed";
    app.quit();
  };
  app.on("before-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    void end();
  });
  app.on("window-all-closed", () => {
    if (isWanted) app.quit();
  });
}

/** True when no window is left, false when a page holds its window back. */
async function closeWindows(): Promise<boolean> {
  const closings = BrowserWindow.getAllWindows().map(
    async (window) =>
      await new Promise<boolean>((resolve) => {
        window.once("closed", () => resolve(true));
        window.webContents.once("will-prevent-unload", () => resolve(false));
        window.close();
      }),
  );
  return (await Promise.all(closings)).every(Boolean);
}

async function mayCut(inFlight: number): Promise<boolean> {
  const what = inFlight === 1 ? "One request is" : `${inFlight} requests are`;
  const { response } = await dialog.showMessageBox({
    type: "warning",
    message: `${what} under way.`,
    detail: "If you quit now, the pictures are lost and may still be charged.",
    buttons: ["Keep running", "Quit"],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
