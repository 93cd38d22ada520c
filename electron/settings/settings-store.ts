// The settings of this user: read, changed, told to whoever listens. The file behind is a port, because the desktop
// brings electron-store and everything else brings conf; both write the same file in the same folder.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Notice } from "#shared/contract/notice.ts";
import type { Settings } from "#shared/model/settings.ts";
import { classifySettingsError } from "./settings-error.ts";
import { recoverSettings, saveBackup, type SettingsFiles } from "./recover-settings.ts";

/** The part of conf and electron-store that is used: one object, read from and written to disk at each access. */
export interface SettingsFile {
  store: Record<string, unknown>;
}

/** Opens `<folder>/<name>.json`; called only when the file is missing or holds a JSON object. */
export type OpenSettingsFile = (place: { readonly folder: string; readonly name: string }) => SettingsFile;

/** Everything but the version, which only migrations change. */
export type SettingsChange = Partial<Omit<Settings, "version">>;

export interface SettingsStore {
  readonly current: () => Settings;
  /** Replaces the named entries. Errors: `disk-full`, `file-unreadable`. Then the old ones stay in force. */
  readonly update: (change: {
    [Name in keyof SettingsChange]?: SettingsChange[Name] | undefined;
  }) => Result<Settings>;
  /** Returns the end of the subscription. */
  readonly onChange: (listener: (settings: Settings) => void) => () => void;
  /** Files that were put aside; grows when it happens during the run. */
  readonly notices: readonly Notice[];
}

/** Never throws over the file's content: one that cannot be read is put aside, and the backup or defaults apply. */
export function openSettings(
  folder: string,
  openFile: OpenSettingsFile,
  now: () => number = Date.now,
): SettingsStore {
  const files: SettingsFiles = { folder, name: "settings" };
  const notices: Notice[] = [];
  const recover = (): Settings => {
    const found = recoverSettings(files, now);
    notices.push(...found.notices);
    return found.settings;
  };
  let settings = recover();
  const listeners = new Set<(settings: Settings) => void>();

  // The file is read again before each change, because another host may have written it since.
  const write = (change: object): Settings => {
    const next = { ...recover(), ...change };
    openFile(files).store = next;
    return next;
  };
  return {
    current: () => settings,
    update: (change) => {
      try {
        settings = write(dropUndefined(change));
      } catch (error) {
        return err(classifySettingsError(error, folder));
      }
      saveBackup(files, settings);
      for (const listener of listeners) listener(settings);
      return ok(settings);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    notices,
  };
}

function dropUndefined(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
