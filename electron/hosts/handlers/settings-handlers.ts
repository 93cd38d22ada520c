// `settings.*`, `key.*`, `network.*` and `endpoint.*`: what the Settings room changes and asks.
import { ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { SendLine } from "#electron/hosts/send-line.ts";
import type { TrustedAuthorities } from "#electron/hosts/trusted-authorities.ts";
import type { KeyKeeper } from "#electron/secrets/key-keeper.ts";
import type { SettingsStore } from "#electron/settings/settings-store.ts";

type Group = "settings" | "key" | "network" | "endpoint";
type SettingsHandlers = Pick<Handlers, Extract<keyof Handlers, `${Group}.${string}`>>;

export interface SettingsParts {
  readonly settings: SettingsStore;
  readonly keys: KeyKeeper;
  readonly authorities: TrustedAuthorities;
  readonly line: Pick<SendLine, "check">;
}

export function settingsHandlers({ settings, keys, authorities, line }: SettingsParts): SettingsHandlers {
  return {
    "settings.get": async () => ok(settings.current()),
    "settings.update": async (change) => settings.update(change),
    "key.state": async () => ok(keys.state()),
    "key.set": async ({ key, place }) => await keys.set(key, place),
    "key.forget": async () => await keys.forget(),
    "network.trust": async ({ pem }) => await authorities.trust(pem),
    "network.trusted": async () => ok({ subjects: authorities.subjects() }),
    "endpoint.check": async () => await line.check(),
  };
}
