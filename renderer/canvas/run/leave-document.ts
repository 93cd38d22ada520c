// What stands between an open document and leaving it: its save, and a question where that fails. Nothing is thrown away
// unasked, whether the list, another document, a reload or the closing of the window comes next.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Invoke } from "#shared/contract/registry.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import type { Desk } from "./desk.ts";

export type LeaveAnswer = "stay" | "lose" | { readonly copyAs: string };

export type LeaveQuestion = {
  readonly name: string;
  /** Why it is not saved, or why a copy of it was not. */
  readonly error: StudioError;
  readonly canCopy: boolean;
  readonly hasCopyFailed: boolean;
  readonly answer: (answer: LeaveAnswer) => void;
};

/** The question that stands; null while none does. */
export const leaveStore: StoreApi<{ readonly question: LeaveQuestion | null }> = createStore(() => ({
  question: null,
}));

/** Saves what is unsaved; where that fails, the designer decides. True when the document may be left. */
export async function mayLeave(invoke: Invoke, desk: Desk): Promise<boolean> {
  const settled = await desk.save.settle();
  if (settled.ok) return true;
  const canCopy = isCopyOfUse(settled.error);
  const { name } = desk.composition;
  let answer = await ask({ name, error: settled.error, canCopy, hasCopyFailed: false });
  while (typeof answer === "object") {
    const copied = await saveCopy(invoke, desk, answer.copyAs);
    if (copied.ok) return true;
    answer = await ask({ name, error: copied.error, canCopy, hasCopyFailed: true });
  }
  return answer === "lose";
}

/** Whether the fault lies with this one document, so that another one could be saved. */
export function isCopyOfUse(error: StudioError): boolean {
  return ["stale-revision", "not-found", "document-broken", "document-newer"].includes(error.kind);
}

/** Saves the document as it stands in the page as a new one beside it. */
export async function saveCopy(invoke: Invoke, desk: Desk, wished: string): Promise<Result<CompositionId>> {
  const { composition } = desk;
  const name = wished.slice(0, 200).toWellFormed();
  const { sizePx } = composition;
  const made = await invoke("composition.create", { from: { kind: "blank", sizePx, name } });
  if (!made.ok) return made;
  const { document, revision } = made.value;
  const kept = await invoke("composition.save", {
    revision,
    document: { ...composition, id: document.id, name },
    place: null,
  });
  if (kept.ok) return ok(document.id);
  await invoke("composition.remove", { id: document.id });
  return err(kept.error);
}

/** Has the browser ask before the page goes while something is unsaved, and saves it meanwhile. Answers how to stop. */
export function guardUnload(desk: Desk): () => void {
  const hold = (event: BeforeUnloadEvent): void => {
    if (!desk.save.isUnsaved) return;
    event.preventDefault();
    void desk.save.settle();
  };
  window.addEventListener("beforeunload", hold);
  return () => window.removeEventListener("beforeunload", hold);
}

async function ask(about: Omit<LeaveQuestion, "answer">): Promise<LeaveAnswer> {
  navigationStore.getState().goTo("canvas");
  return await new Promise((resolve) => {
    const question: LeaveQuestion = {
      ...about,
      answer: (given) => {
        if (leaveStore.getState().question !== question) return;
        leaveStore.setState({ question: null });
        resolve(given);
      },
    };
    leaveStore.setState({ question });
  });
}
