import { describe, expect, it } from "vitest";
import { contentOf, createComposerDraft, type DraftStorage } from "#renderer/session/composer-draft.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import { defaultSettings } from "#shared/model/settings.ts";
import { madeReference, madeReferences } from "./made-references.ts";

/** What a page keeps between two visits. */
function pageStorage(
  entries: Record<string, string> = {},
): DraftStorage & { readonly entries: typeof entries } {
  return {
    entries,
    getItem: (key) => entries[key] ?? null,
    setItem: (key, value) => {
      entries[key] = value;
    },
  };
}

describe("the draft", () => {
  it("starts fresh from the defaults and is no longer fresh once something is typed", () => {
    const draft = createComposerDraft(null);
    expect(draft.getState()).toMatchObject({ ...defaultSettings.defaults, prompt: "", isFresh: true });
    draft.actions.set({ prompt: "an otter" });
    expect(draft.getState()).toMatchObject({ prompt: "an otter", isFresh: false });
  });

  it("comes back after a restart as it was left", () => {
    const storage = pageStorage();
    const before = createComposerDraft(storage);
    before.actions.set({ prompt: "an {animal}", takes: 4, format: "webp", compression: 40 });
    before.actions.setVariable("animal", "otter | heron");
    before.actions.addReference(madeReference(1, { label: "style" }));
    const after = createComposerDraft(storage);
    expect(contentOf(after.getState())).toEqual(contentOf(before.getState()));
    expect(after.getState().isFresh).toBe(false);
  });

  it("[P5] keeps an over-long prompt whole, over a restart too", () => {
    const storage = pageStorage();
    const prompt = "o".repeat(300_000);
    createComposerDraft(storage).actions.set({ prompt });
    expect(createComposerDraft(storage).getState().prompt).toBe(prompt);
  });

  it.each(["not json", "null", "{}", '{"prompt":7}'])(
    "starts empty on a stored draft that reads %s",
    (text) => {
      const draft = createComposerDraft(pageStorage({ "inlay.draft": text }));
      expect(draft.getState()).toMatchObject({ prompt: "", references: [], isFresh: true });
    },
  );

  it("keeps a size that nobody could send, over a restart too", () => {
    const storage = pageStorage();
    const size = { widthPx: 0, heightPx: 1_234_567 };
    createComposerDraft(storage).actions.set({ size });
    expect(createComposerDraft(storage).getState().size).toEqual(size);
  });

  it("goes on without storage that refuses", () => {
    const refuse = () => {
      throw new Error("QuotaExceededError");
    };
    const draft = createComposerDraft({ getItem: refuse, setItem: refuse });
    draft.actions.set({ prompt: "kept for this visit" });
    expect(draft.getState().prompt).toBe("kept for this visit");
  });

  it("takes over a recipe, keeps the takes, and can be put back", () => {
    const draft = createComposerDraft(null);
    draft.actions.set({ prompt: "mine", takes: 3, variables: { animal: "cat" } });
    const before = draft.actions.reuse({ ...blankRequest, prompt: "theirs", references: madeReferences(2) });
    expect(draft.getState()).toMatchObject({ prompt: "theirs", takes: 3, variables: {} });
    expect(draft.getState().references).toHaveLength(2);
    draft.actions.restore(before);
    expect(draft.getState()).toMatchObject({ prompt: "mine", takes: 3, variables: { animal: "cat" } });
    expect(draft.getState().references).toHaveLength(0);
  });

  it("notices the same bytes twice, and keeps the seventeenth additional picture", () => {
    const draft = createComposerDraft(null);
    for (const reference of madeReferences(18)) expect(draft.actions.addReference(reference)).toBe("added");
    expect(draft.actions.addReference(madeReference(1, { name: "same-bytes.png" }))).toBe("duplicate");
    expect(draft.getState().references).toHaveLength(18);
  });

  it("moves, labels and removes references", () => {
    const draft = createComposerDraft(null);
    const [a, b, c] = [madeReference(1), madeReference(2), madeReference(3)];
    for (const reference of [a, b, c]) draft.actions.addReference(reference);
    draft.actions.moveReference(c.asset, 0);
    draft.actions.labelReference(c.asset, "pose");
    draft.actions.removeReference(a.asset);
    expect(draft.getState().references).toEqual([{ ...c, label: "pose" }, b]);
  });
});
