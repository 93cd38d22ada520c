// The settings file through conf: for every host that is not Electron.
import Conf from "conf";
import type { OpenSettingsFile } from "./settings-store.ts";

/** Conf reads the file anew at each access and writes it in one step. */
export const openConfFile: OpenSettingsFile = ({ folder, name }) =>
  new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    // It would replace a file it cannot read by an empty one, without a word.
    clearInvalidConfig: false,
  });
