// Prompts that were sent and prompts that were saved, as the host has them.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { CallReply, Invoke } from "#shared/contract/registry.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PromptId } from "#shared/model/ids.ts";
import type { PastPrompt, SavedPrompt } from "#shared/model/prompts.ts";

export type PromptsState = {
  readonly saved: readonly SavedPrompt[];
  /** Those that match what was searched last, newest first. */
  readonly past: readonly PastPrompt[];
  readonly loading: "first" | "ready" | "failed";
  readonly error: StudioError | null;
  /** Asks for both lists; the text narrows the sent ones. */
  readonly load: (text: string) => Promise<void>;
  readonly save: (name: string, text: string) => Promise<CallReply<"prompt.save">>;
  readonly rename: (prompt: SavedPrompt, name: string) => Promise<CallReply<"prompt.save">>;
  readonly remove: (id: PromptId) => Promise<CallReply<"prompt.remove">>;
};

export function createPromptsStore(invoke: Invoke): StoreApi<PromptsState> {
  let question = 0;
  return createStore<PromptsState>((set, get) => {
    const keep = (prompt: SavedPrompt) =>
      set(({ saved }) => ({ saved: [prompt, ...saved.filter(({ id }) => id !== prompt.id)] }));
    const write = async (input: { id: PromptId | null; name: string; text: string }) => {
      const reply = await invoke("prompt.save", input);
      if (reply.ok) keep(reply.value);
      return reply;
    };
    return {
      saved: [],
      past: [],
      loading: "first",
      error: null,
      load: async (text) => {
        const asked = ++question;
        const [saved, past] = await Promise.all([
          invoke("prompt.list", {}),
          invoke("prompt.history", { text: text.slice(0, 200) }),
        ]);
        if (asked !== question) return;
        if (!saved.ok) set({ loading: "failed", error: saved.error });
        else if (!past.ok) set({ loading: "failed", error: past.error });
        else
          set({
            saved: saved.value.prompts,
            past: past.value.prompts,
            loading: "ready",
            error: null,
          });
      },
      save: async (name, text) => await write({ id: null, name, text }),
      rename: async ({ id, text }, name) => await write({ id, name, text }),
      remove: async (id) => {
        const reply = await invoke("prompt.remove", { id });
        if (reply.ok) set({ saved: get().saved.filter((prompt) => prompt.id !== id) });
        return reply;
      },
    };
  });
}

/** Saved prompts in which every word occurs, in name or text; those with it in the name come first. */
export function findSaved(saved: readonly SavedPrompt[], text: string): readonly SavedPrompt[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const holds = (place: string) => words.every((word) => place.toLowerCase().includes(word));
  const byName = saved.filter(({ name }) => holds(name));
  return [
    ...byName,
    ...saved.filter((prompt) => !byName.includes(prompt) && holds(`${prompt.name} ${prompt.text}`)),
  ];
}
