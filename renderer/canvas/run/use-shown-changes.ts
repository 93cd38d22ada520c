// The changes that are on the stage, as the list beside it shows them.
import { useStore } from "zustand";
import type { ChangeListProps } from "#renderer/canvas/panel/change-list.tsx";
import type { Desk } from "./desk.ts";

export function useShownChanges(desk: Desk): ChangeListProps | null {
  const picked = useStore(desk.state, (state) => state.picked);
  const pick = useStore(desk.state, ({ picks }) => (picked === null ? undefined : picks.get(picked)));
  if (pick === undefined) return null;
  return {
    islands: pick.changes.found.islands,
    verdict: pick.changes.verdict,
    kept: pick.kept,
    use: desk.changes.use,
    onKeep: (kept) => desk.changes.keep(kept),
  };
}
