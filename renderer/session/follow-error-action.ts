// Does what the button beside an error's sentence says, where that needs nothing of the room.
import { navigationStore } from "./navigation.ts";
import type { ErrorAction } from "./sentences.ts";

/** Goes to the settings in question or reloads the page; sending again is the room's: pass it as `retry`. */
export function followErrorAction(action: ErrorAction, retry?: () => void): void {
  const { goTo } = navigationStore.getState();
  switch (action) {
    case "retry":
    case "retry-may-charge":
      retry?.();
      break;
    case "open-key-settings":
      goTo("settings", "key");
      break;
    case "open-network-settings":
      goTo("settings", "network");
      break;
    case "open-library-settings":
      goTo("settings", "library");
      break;
    case "reload":
      window.location.reload();
      break;
  }
}
