// The latest check of what the endpoint really does; kept while the page lives, so that other rooms may start it.
import { createStore, useStore } from "zustand";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { EndpointFinding } from "#shared/contract/calls/app-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";

export type EndpointCheck =
  | { readonly state: "none" }
  | { readonly state: "running" }
  | { readonly state: "done"; readonly findings: readonly EndpointFinding[] }
  | { readonly state: "failed"; readonly error: StudioError };

const endpointCheckStore = createStore<{ readonly check: EndpointCheck }>()(() => ({
  check: { state: "none" },
}));

/** Asks the endpoint; nothing happens while a check is under way. */
export async function checkEndpoint(): Promise<void> {
  if (endpointCheckStore.getState().check.state === "running") return;
  endpointCheckStore.setState({ check: { state: "running" } });
  const reply = await invoke("endpoint.check", {});
  endpointCheckStore.setState({
    check: reply.ok
      ? { state: "done", findings: reply.value.findings }
      : { state: "failed", error: reply.error },
  });
}

/** Forgets findings that no longer speak of the endpoint in use. */
export function forgetEndpointCheck(): void {
  if (endpointCheckStore.getState().check.state !== "running")
    endpointCheckStore.setState({ check: { state: "none" } });
}

export function useEndpointCheck(): EndpointCheck {
  return useStore(endpointCheckStore, ({ check }) => check);
}
