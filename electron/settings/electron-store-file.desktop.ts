// The settings file through electron-store: the same file, in the same folder, as conf writes.
import ElectronStore from "electron-store";
import type { OpenSettingsFile } from "./settings-store.ts";

export const openElectronStoreFile: OpenSettingsFile = ({ folder, name }) =>
  new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: false,
  });
