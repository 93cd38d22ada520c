// The tools of one press: wand and change-map select. What lies under the press is found elsewhere.
import { crosshair, modeFor, rest, type Tool } from "./tool.ts";

/** Selects pixels like the one pressed. */
export function wandTool(): Tool<null> {
  return {
    start: null,
    reduce: (_, input, { settings }) => {
      if (input.kind !== "pointer" || input.pointer.kind !== "down") return rest(null);
      const { at } = input.pointer;
      return {
        state: null,
        draft: null,
        deeds: [{ kind: "flood", at, mode: modeFor(settings, input.pointer) }],
      };
    },
    cursor: () => crosshair,
  };
}

/** Keeps or rejects the island of change under the press: one that is kept is taken away, else it is added. Alt never adds. */
export function changesTool(): Tool<null> {
  return {
    start: null,
    reduce: (_, input) => {
      if (input.kind !== "pointer" || input.pointer.kind !== "down") return rest(null);
      const { at, alt } = input.pointer;
      return {
        state: null,
        draft: null,
        deeds: [{ kind: "pick-island", at, sense: alt ? "subtract" : "toggle" }],
      };
    },
    cursor: () => ({ kind: "css", name: "pointer" }),
  };
}
