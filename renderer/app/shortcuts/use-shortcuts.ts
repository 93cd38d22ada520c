// Runs commands by key. Which one a key press means is decided in choose-command.ts.
import { useEffect } from "react";
import { findHandler, keyOf } from "#renderer/session/commands.ts";
import { lightboxStore } from "#renderer/session/lightbox-store.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import { commands } from "#shared/model/commands.ts";
import { chooseCommand, placeOf } from "./choose-command.ts";

/** Listens for keys while the app is on screen. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.defaultPrevented && !isRefusedByRadio(event)) || event.isComposing) return;
      const { shortcuts } = studioStore.getState().settings;
      const command = chooseCommand(event, placeOf(event.target), {
        room: navigationStore.getState().room,
        isLightboxOpen: lightboxStore.getState().items.length > 0,
        candidates: commands.map((candidate) => ({
          id: candidate.id,
          scope: candidate.scope,
          key: keyOf(candidate, shortcuts),
        })),
        isOffered: (id) => findHandler(id) !== null,
      });
      if (command === null) return;
      event.preventDefault();
      findHandler(command)?.run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** Radios and check boxes refuse Enter whatever is held with it; together with Ctrl or Cmd it was never theirs. */
function isRefusedByRadio({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  if (key !== "Enter" || !(ctrlKey || metaKey) || !(target instanceof Element)) return false;
  return target.closest('[role="radio"], [role="checkbox"]') !== null;
}
