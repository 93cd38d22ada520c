// What a command is, as data. The list is in commands.ts.

/** Where a command's key works: in the whole app, in one room, or while the lightbox is open. */
export type CommandScope = "app" | "create" | "gallery" | "lightbox" | "canvas" | "usage" | "settings";

/** Menus of the desktop's menu bar; the system's own items (copy, quit, full screen) stand beside them. */
export type CommandMenu = "file" | "edit" | "view" | "create" | "picture" | "help";

/** What the page must have for a command to be offered; some of the abilities that a host reports. */
export type CommandNeed = "show-in-folder" | "choose-library";

export interface Command {
  /** `noun.verb`; also the key of a changed shortcut in the settings. */
  readonly id: string;
  /** As menus and the palette show it. */
  readonly title: string;
  readonly scope: CommandScope;
  /**
   * Default chord: names of `KeyboardEvent.key` or `.code` joined by `+`, `$mod` for Cmd on a Mac and Ctrl elsewhere,
   * modifiers first.
   */
  readonly key: string;
  /** Null: palette and keys only. Menus list their commands in the order of this file. */
  readonly menu: CommandMenu | null;
  /** A line stands above it in its menu. */
  readonly startsGroup?: true;
  readonly needs?: CommandNeed;
}
