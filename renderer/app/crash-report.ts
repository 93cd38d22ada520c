// Tells the host about bugs of the page, so that they stand in its log with a number.
import { invoke } from "#renderer/bridge/bridge.ts";

const reported = new Set<string>();
const reportsAtMost = 20;

/** Reports a thrown value once; the id under which it stands in the log, or null when it could not be told. */
export async function reportCrash(thrown: unknown): Promise<string | null> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const stack = (error.stack ?? "").slice(0, 20_000);
  if (reported.has(stack) || reported.size >= reportsAtMost) return null;
  reported.add(stack);
  const reply = await invoke("app.reportCrash", { message: error.message.slice(0, 4000), stack });
  return reply.ok ? reply.value.logId : null;
}

/** Reports what nobody caught. */
export function watchCrashes(): void {
  window.addEventListener("error", (event) => {
    // Browsers say this of layouts that settle one frame later; nothing is broken.
    if (event.message.startsWith("ResizeObserver loop")) return;
    void reportCrash(event.error ?? event.message);
  });
  window.addEventListener("unhandledrejection", (event) => void reportCrash(event.reason));
}
