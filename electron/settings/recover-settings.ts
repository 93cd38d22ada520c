// Makes sure that what lies at the settings' place can be used: a bad file is put aside, never deleted, and the
// backup or the defaults step in. The backup is the newest content that was known to be good.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Notice } from "#shared/contract/notice.ts";
import { defaultSettings, type Settings } from "#shared/model/settings.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { migrateSettings } from "./migrate-settings.ts";

export interface SettingsFiles {
  readonly folder: string;
  /** Without `.json`. */
  readonly name: string;
}

interface Recovered {
  readonly settings: Settings;
  readonly notices: readonly Notice[];
}

/** Reads the settings; afterwards the file is missing or holds settings of today's shape or an older one. */
export function recoverSettings(files: SettingsFiles, now: () => number): Recovered {
  const path = join(files.folder, `${files.name}.json`);
  const found = readText(path);
  if (found === "missing") return { settings: defaultSettings, notices: [] };
  const good = parseSettings(found);
  if (good !== null) {
    saveBackup(files, good);
    return { settings: good, notices: [] };
  }
  const rescued = parseSettings(readText(backupPath(files)));
  const settings = rescued ?? defaultSettings;
  const movedTo = putAside(files, path, now);
  if (movedTo !== null) restore(path, settings);
  return {
    settings,
    notices: [
      { id: "settings-replaced", movedTo: movedTo ?? path, from: rescued === null ? "defaults" : "backup" },
    ],
  };
}

/** Best effort: settings that cannot be backed up are still settings. */
export function saveBackup(files: SettingsFiles, settings: Settings): void {
  const path = backupPath(files);
  const text = `${JSON.stringify(settings, null, "\t")}\n`;
  attempt(() => {
    const present = readText(path);
    if (typeof present === "object" && present.text === text) return;
    mkdirSync(files.folder, { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, text, { mode: 0o600, flush: true });
    renameSync(temporary, path);
  });
}

function backupPath({ folder, name }: SettingsFiles): string {
  return join(folder, `${name}.backup.json`);
}

type Text = { readonly text: string } | "missing" | "unreadable";

function parseSettings(found: Text): Settings | null {
  if (typeof found === "string") return null;
  try {
    return migrateSettings(JSON.parse(found.text));
  } catch {
    return null;
  }
}

function readText(path: string): Text {
  try {
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    return systemCode(error) === "ENOENT" ? "missing" : "unreadable";
  }
}

/** Null when the folder does not let it be moved; then nothing is written over it either. */
function putAside({ folder, name }: SettingsFiles, path: string, now: () => number): string | null {
  const stamp = new Date(now()).toISOString().replace(/[:.]/g, "-");
  const target = join(folder, `${name}.unreadable-${stamp}.json`);
  return attempt(() => renameSync(path, target)) ? target : null;
}

function restore(path: string, settings: Settings): void {
  attempt(() =>
    writeFileSync(path, `${JSON.stringify(settings, null, "\t")}\n`, { mode: 0o600, flush: true }),
  );
}

function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
