// Who answers which command now. Names, keys and scopes are data in shared/model/commands.ts; whoever is on screen
// registers what a command does, and the palette, the shortcuts and the native menu run it from here.
import { useEffect, useRef } from "react";
import { createStore, useStore } from "zustand";
import type { Command } from "#shared/model/command.ts";
import { commands, isCommandId, type CommandId } from "#shared/model/commands.ts";
import { useStudio } from "./studio-store.ts";

export interface CommandHandler {
  readonly id: CommandId;
  readonly run: () => void;
  /** Asked at the moment of use; absent means always. */
  readonly enabled?: () => boolean;
}

interface CommandsState {
  /** The newest registration of an id answers: a lightbox above a gallery takes over what both know. */
  readonly handlers: readonly CommandHandler[];
}

export const commandsStore = createStore<CommandsState>()(() => ({ handlers: [] }));

/** Offers commands until the returned function is called. */
export function registerCommands(offered: readonly CommandHandler[]): () => void {
  commandsStore.setState(({ handlers }) => ({ handlers: [...handlers, ...offered] }));
  return () =>
    commandsStore.setState(({ handlers }) => ({
      handlers: handlers.filter((handler) => !offered.includes(handler)),
    }));
}

/** Who would answer a command now; null when nobody does or it is not possible at the moment. */
export function findHandler(id: CommandId): CommandHandler | null {
  const handler = commandsStore.getState().handlers.findLast((offered) => offered.id === id);
  return handler !== undefined && (handler.enabled?.() ?? true) ? handler : null;
}

/** Runs a command by name; false when nobody answers it at the moment. */
export function runCommand(id: string): boolean {
  const handler = isCommandId(id) ? findHandler(id) : null;
  handler?.run();
  return handler !== null;
}

type Offer = Pick<CommandHandler, "run" | "enabled"> | CommandHandler["run"];

/**
 * Offers commands while the component is on screen. The latest functions are the ones that run; the set of ids is
 * taken at mount.
 */
export function useCommands(offers: Partial<Record<CommandId, Offer>>): void {
  const latest = useRef(offers);
  useEffect(() => {
    latest.current = offers;
  });
  useEffect(() => {
    const ids = Object.keys(latest.current).filter((id) => isCommandId(id));
    const current = (id: CommandId): Pick<CommandHandler, "run" | "enabled"> => {
      const offer = latest.current[id];
      return typeof offer === "function" ? { run: offer } : (offer ?? { run: () => undefined });
    };
    return registerCommands(
      ids.map((id) => ({
        id,
        run: () => current(id).run(),
        enabled: () => current(id).enabled?.() ?? true,
      })),
    );
  }, []);
}

/** The chord that runs a command now: the changed one from the settings, or its default; "" for none. */
export function keyOf(
  command: Pick<Command, "id" | "key">,
  shortcuts: Readonly<Record<string, string>>,
): string {
  return shortcuts[command.id] ?? command.key;
}

/** As `keyOf`, by name. */
export function chordOf(id: CommandId, shortcuts: Readonly<Record<string, string>>): string {
  const command = commands.find((candidate) => candidate.id === id);
  return command === undefined ? "" : keyOf(command, shortcuts);
}

/** The chord of a command, for tooltips and menus. */
export function useCommandKey(id: CommandId): string {
  return useStudio(({ settings }) => chordOf(id, settings.shortcuts));
}

/** The registrations that stand, for views that list what can be done now. */
export function useHandlers(): readonly CommandHandler[] {
  return useStore(commandsStore, ({ handlers }) => handlers);
}
