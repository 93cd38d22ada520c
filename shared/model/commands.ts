// Every command as data: its name, its default key, where it applies and where the native menu shows it.
// What a command does is the page's business; the desktop's menu only says which one was chosen.
import { canvasCommands } from "./canvas-commands.ts";
import { canvasPatchCommands } from "./canvas-patch-commands.ts";
import { canvasSendCommands } from "./canvas-send-commands.ts";
import type { Command, CommandScope } from "./command.ts";
import { galleryCommands } from "./gallery-commands.ts";
import { libraryCommands } from "./library-commands.ts";

const list = [
  // The whole app
  { id: "app.palette", title: "Command palette", scope: "app", key: "$mod+KeyK", menu: "view" },
  {
    id: "room.create",
    title: "Create",
    scope: "app",
    key: "Alt+Digit1",
    menu: "view",
    startsGroup: true,
  },
  { id: "room.gallery", title: "Gallery", scope: "app", key: "Alt+Digit2", menu: "view" },
  { id: "room.canvas", title: "Canvas", scope: "app", key: "Alt+Digit3", menu: "view" },
  { id: "room.usage", title: "Usage", scope: "app", key: "Alt+Digit4", menu: "view" },
  { id: "room.settings", title: "Settings", scope: "app", key: "Alt+Digit5", menu: "view" },
  {
    id: "app.switchTheme",
    title: "Switch between light and dark",
    scope: "app",
    key: "$mod+Shift+KeyL",
    menu: "view",
    startsGroup: true,
  },
  ...libraryCommands,
  {
    id: "queue.togglePause",
    title: "Pause or resume the queue",
    scope: "app",
    key: "$mod+Shift+KeyP",
    menu: "create",
  },
  { id: "app.showShortcuts", title: "Keyboard shortcuts", scope: "app", key: "$mod+Slash", menu: "help" },

  // Create
  {
    id: "create.generate",
    title: "Generate",
    scope: "create",
    key: "$mod+Enter",
    menu: "create",
    startsGroup: true,
  },
  { id: "create.focusPrompt", title: "Go to the prompt", scope: "create", key: "KeyP", menu: "create" },
  {
    id: "create.addReferences",
    title: "Add reference pictures…",
    scope: "create",
    key: "$mod+Shift+KeyU",
    menu: "create",
  },
  {
    id: "create.openHistory",
    title: "Prompt history and saved prompts",
    scope: "create",
    key: "$mod+Shift+KeyH",
    menu: "create",
  },
  { id: "create.savePrompt", title: "Save the prompt", scope: "create", key: "$mod+KeyS", menu: "create" },
  {
    id: "create.swapSides",
    title: "Swap width and height",
    scope: "create",
    key: "$mod+Shift+KeyX",
    menu: "create",
  },
  {
    id: "create.startOver",
    title: "Start a new request",
    scope: "create",
    key: "$mod+Alt+KeyN",
    menu: "create",
  },

  ...galleryCommands,
  ...canvasCommands,
  ...canvasPatchCommands,
  ...canvasSendCommands,

  // Settings
  {
    id: "settings.checkEndpoint",
    title: "Check the endpoint",
    scope: "settings",
    key: "$mod+Shift+KeyK",
    menu: null,
  },
  {
    id: "settings.copyDiagnostics",
    title: "Copy diagnostics",
    scope: "settings",
    key: "$mod+Shift+KeyD",
    menu: "help",
  },
] as const satisfies readonly Command[];

export type CommandId = (typeof list)[number]["id"];

/** All commands, in the order in which menus and the palette list them. */
export const commands: readonly (Command & { readonly id: CommandId })[] = list;

export function isCommandId(id: string): id is CommandId {
  return list.some((command) => command.id === id);
}

/** Whether two scopes can be active at the same time: then one key cannot serve both. */
function scopesOverlap(one: CommandScope, other: CommandScope): boolean {
  if (one === other || one === "app" || other === "app") return true;
  // The lightbox opens above the gallery and Create; the picture's keys go on working in it.
  return (one === "lightbox" && other === "gallery") || (one === "gallery" && other === "lightbox");
}

/**
 * The command that already holds a key where it would work too; null when it is free.
 * @param id the command that is to get the key
 * @param shortcuts the settings' changed keys; "" means none
 */
export function findKeyConflict(
  id: CommandId,
  key: string,
  shortcuts: Readonly<Record<string, string>>,
): (Command & { readonly id: CommandId }) | null {
  const wished = commands.find((command) => command.id === id);
  if (wished === undefined || key === "") return null;
  return (
    commands.find(
      (other) =>
        other.id !== id &&
        (shortcuts[other.id] ?? other.key) === key &&
        scopesOverlap(other.scope, wished.scope),
    ) ?? null
  );
}
