// The way of a document from one state to the next, small enough to be noted at the end of each gesture. A page makes
// steps, the host takes them over where no save holds them.
import { z } from "zod";
import { compositionSchema, runSchema, type Composition } from "./composition.ts";
import { clickIdSchema, sessionIdSchema, type SessionId } from "./ids.ts";
import { applyEdit, editsBetween, treeEditSchema } from "./tree-edit.ts";

/**
 * A state of a document: the one that is there after so many steps of a session, which is one opening of the document in
 * one page. A document that no page saved has the session `noSession`, and its revision as the step.
 */
export const journalPlaceSchema = z.object({
  session: sessionIdSchema,
  step: z.number().int().min(0),
});
export type JournalPlace = Readonly<z.infer<typeof journalPlaceSchema>>;

export const noSession = "0000000000000000" as SessionId;

export const compositionStepSchema = z.object({
  edits: z.array(treeEditSchema).max(10_000).readonly(),
  /** Runs go by their ids and not by their places: the host notes some by itself. */
  runs: z
    .object({
      gone: z.array(clickIdSchema).max(200).readonly(),
      put: z.array(runSchema).max(200).readonly(),
    })
    .nullable(),
});
export type CompositionStep = Readonly<z.infer<typeof compositionStepSchema>>;

/** Null where both are equal. */
export function stepBetween(before: Composition, after: Composition): CompositionStep | null {
  if (before === after) return null;
  const edits = editsBetween(before, { ...after, runs: before.runs });
  const runs = before.runs === after.runs ? null : runsBetween(before.runs, after.runs);
  return edits.length === 0 && runs === null ? null : { edits, runs };
}

function runsBetween(before: Composition["runs"], after: Composition["runs"]): CompositionStep["runs"] {
  const gone = before.filter(({ id }) => !after.some((run) => run.id === id)).map(({ id }) => id);
  const put = after.filter((run) => !before.includes(run));
  return gone.length === 0 && put.length === 0 ? null : { gone, put };
}

/**
 * The document after the steps, or after as many of them as fit it and leave it a document: what comes after one that
 * does not is left out with it. `taken` counts them.
 */
export function takeSteps(
  document: Composition,
  steps: readonly CompositionStep[],
): { readonly document: Composition; readonly taken: number } {
  const states: unknown[] = [];
  for (let state: unknown = document, i = 0; i < steps.length; i++) {
    state = takeStep(state, steps[i]);
    if (state === undefined) break;
    states.push(state);
  }
  const readAt = (count: number): Composition | null => {
    const parsed = compositionSchema.safeParse(states[count - 1]);
    return parsed.success && parsed.data.id === document.id ? parsed.data : null;
  };
  // The last state is nearly always a document; where it is not, the steps are halved until the fault is found.
  const last = states.length === 0 ? document : readAt(states.length);
  if (last !== null) return { document: last, taken: states.length };
  let [good, bad, found] = [0, states.length, document];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const read = readAt(middle);
    if (read === null) bad = middle;
    else [good, found] = [middle, read];
  }
  return { document: found, taken: good };
}

function takeStep(state: unknown, step: CompositionStep | undefined): unknown {
  if (step === undefined) return undefined;
  let next = state;
  for (const edit of step.edits) {
    next = edit.path.length === 0 || edit.path[0] === "runs" ? undefined : applyEdit(next, edit);
    if (next === undefined) return undefined;
  }
  if (step.runs === null) return next;
  const { gone, put } = step.runs;
  const isOver = (id: string) => gone.some((each) => each === id) || put.some((run) => run.id === id);
  // Edits go below the root and pass the runs by, so that both are still what they were.
  const { runs, ...rest } = next as Composition;
  return { ...rest, runs: [...runs.filter(({ id }) => !isOver(id)), ...put] };
}
