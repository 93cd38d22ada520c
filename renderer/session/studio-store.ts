// What the host says of itself, mirrored: who serves the page, who answers requests, the key's state, the settings.
// Filled by connect-session.ts; rooms read it and change settings through it.
import { createStore, useStore } from "zustand";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { Hello } from "#shared/contract/calls/app-calls.ts";
import type { Ability } from "#shared/contract/calls/app-calls.ts";
import type { CallInput, CallReply } from "#shared/contract/registry.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { defaultSettings, type Settings } from "#shared/model/settings.ts";
import { createSettingsWriter } from "./settings-writer.ts";

/** starting: no answer yet · ready · lost: the host went silent, what is shown may be old · failed: no start. */
export type StudioPhase =
  | { readonly kind: "starting" }
  | { readonly kind: "ready" }
  | { readonly kind: "lost"; readonly error: StudioError }
  | { readonly kind: "failed"; readonly error: StudioError };

export interface StudioState extends Omit<Hello, "notices"> {
  readonly phase: StudioPhase;
  /**
   * Changes the named entries at once on screen and then at the host. On failure the screen goes back to what the
   * host has. Errors: `invalid-input`, `disk-full`, `host-unreachable`.
   */
  readonly updateSettings: (change: CallInput<"settings.update">) => Promise<CallReply<"settings.update">>;
  /** Takes in what the host says the settings are; changes that are still on their way stay on screen. */
  readonly receiveSettings: (settings: Settings) => void;
}

const beforeHello: Omit<Hello, "notices"> = {
  host: "browser",
  version: "",
  platform: "linux",
  abilities: [],
  engine: "demo",
  demoReason: null,
  key: { place: "none", tail: null, canStore: "session-only" },
  settings: defaultSettings,
};

export const studioStore = createStore<StudioState>()((set, get) => {
  const show = (settings: Settings): void => set({ settings });
  const writer = createSettingsWriter({
    send: async (change) => await invoke("settings.update", change),
    read: () => get().settings,
    show,
  });
  return {
    ...beforeHello,
    phase: { kind: "starting" },
    receiveSettings: writer.receive,
    updateSettings: writer.write,
  };
});

/** Reads a part of the studio's state and renders again when that part changes. */
export function useStudio<Part>(select: (state: StudioState) => Part): Part {
  return useStore(studioStore, select);
}

/** Whether the host can do something beyond a page; a control whose ability is missing is not drawn. */
export function useAbility(ability: Ability): boolean {
  return useStudio((state) => state.abilities.includes(ability));
}
