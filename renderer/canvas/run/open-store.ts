// Which document is open. One at a time; it stays open while other rooms are in view.
import { createStore, type StoreApi } from "zustand/vanilla";
import { invoke, onEvent } from "#renderer/bridge/bridge.ts";
import type { CallInput, CallReply } from "#shared/contract/registry.ts";
import type { Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { keepCover } from "#renderer/canvas/preview/cover.ts";
import { Desk } from "./desk.ts";
import { guardUnload, leaveStore, mayLeave, saveCopy } from "./leave-document.ts";

export type OpenState =
  | { readonly kind: "list"; readonly error: StudioError | null }
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly desk: Desk };

/** Where the last open document is remembered: of this window for a reload, and of all for the next start. */
const KEY = "inlay.canvas";

function remember(id: CompositionId | null): void {
  // An empty word says that this window has left its document, whatever another one has open.
  sessionStorage.setItem(KEY, id ?? "");
  if (id === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, id);
}

export const openStore: StoreApi<OpenState> = createStore<OpenState>(() => ({ kind: "list", error: null }));

export async function openDocument(id: CompositionId): Promise<void> {
  await show(async () => await invoke("composition.open", { id }));
}

export async function createDocument(from: CallInput<"composition.create">["from"]): Promise<void> {
  await show(async () => await invoke("composition.create", { from }));
}

/** Opens again what was open before the page was loaded. */
export async function reopenLast(): Promise<void> {
  const id = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  if (openStore.getState().kind !== "list" || id === null || !/^[0-9a-f]{16}$/.test(id)) return;
  await openDocument(id as CompositionId);
}

/** Back to the list; what is unsaved is saved first. */
export async function leaveDocument(): Promise<void> {
  await inTurn(async () => {
    if (await put({ kind: "list", error: null })) remember(null);
  });
}

/** Goes on with a copy of the open document, which could not be saved itself. Errors: see `saveCopy`. */
export async function goOnWithCopy(desk: Desk, name: string): Promise<Result<unknown>> {
  const copied = await saveCopy(invoke, desk, name);
  if (!copied.ok) return copied;
  await inTurn(async () => {
    if (openStore.getState().kind === "open") close();
    await ask(async () => await invoke("composition.open", { id: copied.value }));
  });
  return copied;
}

/** The window is to be closed, and waits for the open document. */
async function closeWindow(): Promise<void> {
  await inTurn(async () => {
    if (!(await isFree())) return;
    close();
    window.close();
  });
}

let last: Promise<void> = Promise.resolve();

/** One after the other: a desk that is opened while another one opens would be left to nobody. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work, work);
  await last;
}

type Ask = () => Promise<CallReply<"composition.open"> | CallReply<"composition.create">>;

async function show(question: Ask): Promise<void> {
  await inTurn(async () => {
    if (await put({ kind: "opening" })) await ask(question);
  });
}

async function ask(question: Ask): Promise<void> {
  const reply = await question();
  if (reply.ok) {
    remember(reply.value.document.id);
    const desk = new Desk(invoke, reply.value);
    const ends = [
      guardUnload(desk),
      keepCover(desk.document, desk.preview),
      onEvent(({ name }) => {
        // The question that stands is answered first, however often the window is to be closed.
        if (name === "window.closing" && leaveStore.getState().question === null) void closeWindow();
      }),
    ];
    unguard = () => ends.forEach((end) => end());
    openStore.setState({ kind: "open", desk }, true);
  } else {
    remember(null);
    openStore.setState({ kind: "list", error: reply.error }, true);
  }
}

let unguard = (): void => undefined;

/** True when nothing is open that would be lost. */
async function isFree(): Promise<boolean> {
  const before = openStore.getState();
  return before.kind !== "open" || (await mayLeave(invoke, before.desk));
}

/** Puts the open document away, and something else in its place. */
function close(next: OpenState = { kind: "opening" }): void {
  const before = openStore.getState();
  unguard();
  if (before.kind === "open") before.desk.dispose();
  openStore.setState(next, true);
}

/** False when the document that is open stays. */
async function put(next: OpenState): Promise<boolean> {
  const isPossible = await isFree();
  if (isPossible) close(next);
  return isPossible;
}
