// The menu bar as data, from the list of commands and the user's shortcuts. Pure: it knows Electron's roles by name only.
import type { Command, CommandMenu } from "#shared/model/command.ts";
import { commands } from "#shared/model/commands.ts";
import { acceleratorOf, hasMenuModifier } from "./accelerator.ts";

/** The part of Electron's menu items that is used. */
export type MenuItem =
  | { readonly type: "separator" }
  | { readonly role: MenuRole }
  | {
      readonly label: string;
      readonly accelerator?: string;
      /** False shows the key without taking it: the page has it already. */
      readonly registerAccelerator?: boolean;
      readonly click: () => void;
    }
  | { readonly label: string; readonly role?: MenuRole; readonly submenu: MenuItem[] };

export type MenuRole =
  | "about"
  | "services"
  | "hide"
  | "hideOthers"
  | "unhide"
  | "quit"
  | "close"
  | "cut"
  | "copy"
  | "paste"
  | "undo"
  | "redo"
  | "zoomIn"
  | "zoomOut"
  | "resetZoom"
  | "togglefullscreen"
  | "minimize"
  | "windowMenu"
  | "help";

export interface MenuParts {
  readonly isMac: boolean;
  readonly shortcuts: Readonly<Record<string, string>>;
  readonly choose: (command: string) => void;
}

const line: MenuItem = { type: "separator" };

const words: Readonly<Record<CommandMenu, string>> = {
  file: "File",
  edit: "Edit",
  view: "View",
  create: "Create",
  picture: "Picture",
  help: "Help",
};

/** Menus from left to right; the first is the app's own on a Mac. */
export function menuTemplate(parts: MenuParts): MenuItem[] {
  const { isMac } = parts;
  const own = (menu: CommandMenu): MenuItem[] => commandItems(menu, parts);
  return [
    ...(isMac ? [appMenu] : []),
    { label: words.file, submenu: [...own("file"), line, { role: isMac ? "close" : "quit" }] },
    {
      label: words.edit,
      submenu: [
        { role: "undo" },
        { role: "redo" },
        line,
        { role: "cut" },
        { role: "copy" },
        { role: "paste" },
        ...own("edit"),
      ],
    },
    {
      label: words.view,
      submenu: [
        ...own("view"),
        line,
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        line,
        { role: "togglefullscreen" },
      ],
    },
    { label: words.create, submenu: own("create") },
    { label: words.picture, submenu: own("picture") },
    ...(isMac ? [{ role: "windowMenu" } as const] : []),
    { label: words.help, role: "help", submenu: own("help") },
  ];
}

const appMenu: MenuItem = {
  label: "Inlay",
  submenu: [
    { role: "about" },
    line,
    { role: "services" },
    line,
    { role: "hide" },
    { role: "hideOthers" },
    { role: "unhide" },
    line,
    { role: "quit" },
  ],
};

function commandItems(menu: CommandMenu, parts: MenuParts): MenuItem[] {
  return commands
    .filter((command) => command.menu === menu)
    .flatMap((command, index) => {
      const item = commandItem(command, parts);
      return command.startsGroup === true && index > 0 ? [line, item] : [item];
    });
}

function commandItem(command: Command, { isMac, shortcuts, choose }: MenuParts): MenuItem {
  const chord = shortcuts[command.id] ?? command.key;
  const accelerator = isMac && !hasMenuModifier(chord) ? null : acceleratorOf(chord);
  const click = (): void => choose(command.id);
  return accelerator === null
    ? { label: command.title, click }
    : { label: command.title, accelerator, registerAccelerator: isMac, click };
}
