// How much memory a process holds and held at most, as Linux tells it. Elsewhere there is no figure.
import { readFileSync, writeFileSync } from "node:fs";
import type { Browser } from "@playwright/test";

/** MB; NaN where the system does not say. */
export type Memory = { readonly now: number; readonly peak: number };

/** Peaks count from here on. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Another system, or another user's process: the peak is then that of the whole life.
  }
}

export function memoryOf(pid: number): Memory {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1000;
    return { now: read("VmRSS"), peak: read("VmHWM") };
  } catch {
    return { now: Number.NaN, peak: Number.NaN };
  }
}

/** The process that draws the only page of a browser. */
export async function pageProcess(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  const sizes = pages.map((id) => memoryOf(id).now);
  const page = pages[sizes.indexOf(Math.max(...sizes))];
  if (page === undefined) throw new Error("The browser has no page");
  return page;
}
