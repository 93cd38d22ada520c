// The onion skin is for laying one patch by hand: it ends with the move tool, and when another patch is taken in hand.
import type { Desk } from "./desk.ts";

/** Answers what stops it. */
export function endOnion({ state, tools, view }: Pick<Desk, "state" | "tools" | "view">): () => void {
  const end = (): void => {
    if (state.getState().isOnion) state.setState({ isOnion: false });
  };
  const stops = [
    tools.subscribe((next, last) => {
      if (last.tool === "move" && next.tool !== "move") end();
    }),
    view.subscribe((next, last) => {
      if (next.activePatch !== last.activePatch) end();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
