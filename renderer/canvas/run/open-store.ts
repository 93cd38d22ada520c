// Which document is open. One at a time; it stays open while other rooms are in view.
import { createStore, type StoreApi } from "zustand/vanilla";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { CallInput, CallReply } from "#shared/contract/registry.ts";
import type { OpenComposition } from "#shared/contract/calls/composition-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { Desk } from "./desk.ts";

export type OpenState =
  | { readonly kind: "list"; readonly error: StudioError | null }
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly desk: Desk };

/** Where the last open document is remembered, for a reload. */
const KEY = "inlay.canvas";

export const openStore: StoreApi<OpenState> = createStore<OpenState>(() => ({ kind: "list", error: null }));

export async function openDocument(id: CompositionId): Promise<void> {
  await show(async () => await invoke("composition.open", { id }));
}

export async function createDocument(from: CallInput<"composition.create">["from"]): Promise<void> {
  await show(async () => await invoke("composition.create", { from }));
}

/** Opens again what was open before the page was loaded. */
export async function reopenLast(): Promise<void> {
  const id = localStorage.getItem(KEY);
  if (openStore.getState().kind !== "list" || id === null || !/^[0-9a-f]{16}$/.test(id)) return;
  await openDocument(id as CompositionId);
}

/** Back to the list; what is unsaved is saved first. */
export async function leaveDocument(): Promise<void> {
  await inTurn(async () => {
    await put({ kind: "list", error: null });
    localStorage.removeItem(KEY);
  });
}

let last: Promise<void> = Promise.resolve();

/** One after the other: a desk that is opened while another one opens would be left to nobody. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work, work);
  await last;
}

async function show(
  ask: () => Promise<CallReply<"composition.open"> | CallReply<"composition.create">>,
): Promise<void> {
  await inTurn(async () => {
    await put({ kind: "opening" });
    const reply = await ask();
    if (reply.ok) {
      localStorage.setItem(KEY, reply.value.document.id);
      openStore.setState({ kind: "open", desk: deskOf(reply.value) }, true);
    } else {
      localStorage.removeItem(KEY);
      openStore.setState({ kind: "list", error: reply.error }, true);
    }
  });
}

function deskOf(opened: OpenComposition): Desk {
  return new Desk(invoke, opened);
}

async function put(next: OpenState): Promise<void> {
  const before = openStore.getState();
  if (before.kind === "open") await before.desk.dispose();
  openStore.setState(next, true);
}
