// What runs once for the life of the page, outside of any component.
import { readToken } from "#renderer/bridge/open-session.ts";
import { connectSession } from "#renderer/session/connect-session.ts";
import { keepRoom } from "#renderer/session/navigation.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import { watchCrashes } from "./crash-report.ts";
import { applyAppearance, applyRememberedAppearance } from "./theme.ts";

export function startPage(): void {
  applyRememberedAppearance();
  keepRoom();
  studioStore.subscribe(({ phase, settings }, before) => {
    if (phase.kind === "ready" && (before.phase.kind !== "ready" || settings !== before.settings))
      applyAppearance(settings.appearance);
  });
  watchCrashes();
  refuseStrayDrops();
  startAnewWithToken();
  connectSession();
}

/**
 * The studio was started again at the same address and its new link was opened in this tab: only the fragment changes
 * then, which loads nothing, so the page starts anew to use the token.
 */
function startAnewWithToken(): void {
  window.addEventListener("hashchange", () => {
    if (readToken(window.location.hash) !== null) window.location.reload();
  });
}

/** A file dropped beside a target must not make the browser leave the page. */
function refuseStrayDrops(): void {
  for (const type of ["dragover", "drop"] as const) {
    window.addEventListener(type, (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
    });
  }
}
