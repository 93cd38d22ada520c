// What stands in the prompt after undo and redo: accepting a take empties it, taking that back brings the words back.
import type { History } from "#renderer/canvas/document/history.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { Patch } from "#shared/model/patch.ts";

/** The prompt after a step from one state of the document to another. What was typed meanwhile stays. */
export function promptAfter(next: History, last: History, prompt: string): string {
  if (next.future.length === last.future.length + 1 && isAccepting(next.future.at(-1)?.deed))
    return prompt.trim() === "" ? (acceptedIn(last.composition, next.composition)?.prompt ?? prompt) : prompt;
  if (next.future.length === last.future.length - 1 && isAccepting(next.past.at(-1)?.deed))
    return acceptedIn(next.composition, last.composition)?.prompt === prompt ? "" : prompt;
  return prompt;
}

function isAccepting(deed: History["past"][number]["deed"] | undefined): boolean {
  return deed === "add-patch" || deed === "add-takes";
}

/** The patch that is in one document and not, or with fewer takes, in the other. */
function acceptedIn(after: Composition, before: Composition): Patch | undefined {
  const takes = new Map(before.patches.map((patch) => [patch.id, patch.takes.length]));
  return after.patches.find((patch) => takes.get(patch.id) !== patch.takes.length);
}
