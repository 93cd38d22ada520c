// Puts the menu bar up, and anew when a shortcut changes.
import { Menu } from "electron";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { SettingsStore } from "#electron/settings/settings-store.ts";
import { menuTemplate, type MenuItem } from "./menu-template.ts";

export function showMenu(settings: SettingsStore, publish: (event: StudioEvent) => void): void {
  const choose = (command: string): void => publish({ name: "command.chosen", command });
  const build = (shortcuts: Readonly<Record<string, string>>): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({ isMac: process.platform === "darwin", shortcuts, choose }).map(toElectron),
      ),
    );
  build(settings.current().shortcuts);
  settings.onChange(({ shortcuts }) => build(shortcuts));
}

function toElectron(item: MenuItem): Electron.MenuItemConstructorOptions {
  return "submenu" in item ? { ...item, submenu: item.submenu.map(toElectron) } : item;
}
