// Changes of settings that show at once and reach the host one after another. Pure but for the doors handed in.
import type { CallInput, CallReply } from "#shared/contract/registry.ts";
import type { Settings } from "#shared/model/settings.ts";

type Change = CallInput<"settings.update">;
type Reply = CallReply<"settings.update">;

export interface SettingsDoors {
  readonly send: (change: Change) => Promise<Reply>;
  readonly read: () => Settings;
  readonly show: (settings: Settings) => void;
}

export interface SettingsWriter {
  readonly write: (change: Change) => Promise<Reply>;
  /** What the host says the settings are now, asked or not. */
  readonly receive: (settings: Settings) => void;
}

/**
 * Writes go one at a time, so that the last change is the one that stands. A change that the host refuses gives its
 * entries back; entries that were changed again in the meantime stay as the newer change has them.
 */
export function createSettingsWriter(doors: SettingsDoors): SettingsWriter {
  let confirmed: Settings | null = null;
  let waiting: readonly Change[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const showAll = (base: Settings): void => {
    doors.show(waiting.reduce<Settings>((shown, change) => withChange(shown, change), base));
  };

  const receive = (settings: Settings): void => {
    if (waiting.length > 0) confirmed = settings;
    showAll(settings);
  };
  const write = async (change: Change): Promise<Reply> => {
    confirmed ??= doors.read();
    waiting = [...waiting, change];
    doors.show(withChange(doors.read(), change));
    const turn = last.then(async () => await doors.send(change));
    last = turn;
    const reply = await turn;
    waiting = waiting.filter((other) => other !== change);
    if (reply.ok) confirmed = reply.value;
    showAll(confirmed);
    if (waiting.length === 0) confirmed = null;
    return reply;
  };
  return { write, receive };
}

/** The settings with the given entries in place; an entry that is left out or undefined stays. */
function withChange(settings: Settings, change: Change): Settings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...settings, ...given };
}
