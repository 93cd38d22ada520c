// Keeps an open document: its saves, and before them the notes of its journal.
import type { OpenComposition } from "#shared/contract/calls/composition-calls.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import type { SessionId } from "#shared/model/ids.ts";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { drawnComposition } from "#renderer/canvas/document/draw-into-target.ts";
import { AutoSave } from "./auto-save.ts";
import { DocumentJournal } from "./document-journal.ts";
import { freshId } from "./run-deeds.ts";

export type KeptDocument = { readonly save: AutoSave; readonly stop: () => void };

/** To be called before anything else follows the document: what is lifted is noted before anything is drawn. */
export function keepDocument(
  invoke: Invoke,
  { place, revision }: Pick<OpenComposition, "place" | "revision">,
  document: CanvasDocument,
  view: CanvasView,
): KeptDocument {
  const read = () => document.getState().draft?.composition ?? document.getState().composition;
  const drawn = () => {
    const { draft, target } = view.getState();
    return draft?.kind === "stroke" ? drawnComposition(read(), target, draft.operation) : null;
  };
  const journal = new DocumentJournal({ invoke, place, read, drawn, newSession: freshId<SessionId> });
  const save = new AutoSave({ invoke, read, revision, journal });
  const stops = [
    document.subscribe(() => {
      journal.touch();
      save.touch();
    }),
    view.subscribe(({ draft }, last) => {
      if (draft === last.draft || (draft?.kind !== "stroke" && last.draft?.kind !== "stroke")) return;
      journal.draw(draft?.kind === "stroke");
    }),
    () => journal.dispose(),
  ];
  return { save, stop: () => stops.forEach((end) => end()) };
}
