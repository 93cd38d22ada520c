// From what a settings file holds to today's settings. Pure.
import { defaultSettings, settingsSchema, type Settings } from "#shared/model/settings.ts";

type Entries = Readonly<Record<string, unknown>>;

/** From the version that is the key to the next one. Version 0 is a file without a version. */
const migrations: Readonly<Record<number, (old: Entries) => Entries>> = {
  0: (old) => ({ ...old, version: 1 }),
};

function isObject(value: unknown): value is Entries {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Entries that are missing come from the defaults, one level deep; entries nobody knows are left out by the schema. */
function fillIn(found: Entries): Entries {
  const filled: Record<string, unknown> = { ...defaultSettings, ...found };
  for (const [name, standard] of Object.entries(defaultSettings)) {
    const value = filled[name];
    const isRecord = name === "shortcuts" || name === "proxy";
    if (!isRecord && isObject(standard) && isObject(value)) filled[name] = { ...standard, ...value };
  }
  return filled;
}

/** Null when it cannot be understood: no object, a wrong value, or written by a newer version. */
export function migrateSettings(found: unknown): Settings | null {
  if (!isObject(found)) return null;
  let entries = found;
  for (;;) {
    const version = entries["version"] ?? 0;
    if (version === defaultSettings.version) break;
    const migrate = typeof version === "number" ? migrations[version] : undefined;
    if (migrate === undefined) return null;
    entries = migrate(entries);
  }
  const parsed = settingsSchema.safeParse(fillIn(entries));
  return parsed.success ? parsed.data : null;
}
